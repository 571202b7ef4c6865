import { createHash } from 'node:crypto';
import type { Everything, WholeFormat } from './format.ts';
import { type Catalogue, catalogueOf } from './html/catalogue.ts';
import { deadlinesMarkup } from './html/deadlines.ts';
import { endpointGroupsMarkup } from './html/endpoint-groups.ts';
import { filtersMarkup, themeSwitch } from './html/filters.ts';
import { type Markup, markup, nothing, where } from './html/markup.ts';
import { overviewMarkup } from './html/overview.ts';
import { requirementsMarkup } from './html/requirements.ts';
import { script } from './html/script.ts';
import { style } from './html/style.ts';
import { nameOf, targetMarkup } from './html/target.ts';
import { waiversMarkup } from './html/waivers.ts';
import { isAskedElsewhere } from './html/weights.ts';

/** For auditors: one file that needs no network and no script to be read, filters and searches where there is one, and prints. */
export const html: WholeFormat = {
  id: 'html',
  mediaType: 'text/html',
  whole: (everything) => page(everything).html,
};

function page(everything: Everything): Markup {
  const { run, targets, totals } = everything;
  const catalogue = catalogueOf(targets);
  const groups = endpointGroupsMarkup(targets);
  const waivers = waiversMarkup(totals.waivers ?? []);
  return markup`<!DOCTYPE html>
<html lang="en">
${head(run.asOf)}
<body>
<a class="skip" href="#verdict">Skip to the verdict</a>
<header><div><h1>Cryptography report</h1><p class="soft">${run.tool.name} ${run.tool.version}, judged as on <time>${run.asOf}</time>${
    run.register === undefined ? '' : `, CMVP register of ${run.register.asOf}`
  }</p></div>${themeSwitch()}</header>
<div class="page">
${contents(everything, { groups: groups !== nothing, waivers: waivers !== nothing })}
<main>
${overviewMarkup(everything)}${deadlinesMarkup(targets, catalogue, run.asOf)}${groups}${findingsMarkup(everything, catalogue)}${waivers}${requirementsMarkup(catalogue)}</main>
</div>
<footer><p>Fail: not met. Unknown: could not be seen or decided, never a pass. Warn: met today, or only advised. Waived: accepted by somebody for a while. Pass: met, as far as it was looked at. Nothing here says “compliant”.</p></footer>
<script>${{ html: script }}</script>
</body>
</html>
`;
}

/** Nothing may be loaded, sent or framed; the one style sheet and the one script are named by their digests. */
function head(asOf: string): Markup {
  const policy = [
    "default-src 'none'",
    `style-src '${digest(style)}'`,
    `script-src '${digest(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return markup`<head>
<meta charset="utf-8"/>
<meta http-equiv="Content-Security-Policy" content="${policy}"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="referrer" content="no-referrer"/>
<meta name="color-scheme" content="light dark"/>
<title>Cryptography report, ${asOf}</title>
<style>${{ html: style }}</style>
</head>`;
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

function contents({ targets }: Everything, has: { readonly groups: boolean; readonly waivers: boolean }): Markup {
  const few = targets.length <= FEW ? targets : [];
  return markup`<nav aria-label="Contents"><ol>
<li><a href="#verdict">Verdict</a></li><li><a href="#deadlines">Deadlines</a></li>
${where(has.groups, () => markup`<li><a href="#groups">Endpoints by group</a></li>`)}
<li><a href="#findings">Targets and findings</a>${where(
    few.length > 0,
    () =>
      markup`<ol>${few.map(({ name }, index) => markup`<li><a href="#t${index + 1}">${nameOf(name)}</a></li>`)}</ol>`,
  )}</li>
${where(has.waivers, () => markup`<li><a href="#waivers">Waivers</a></li>`)}
<li><a href="#requirements">Requirements and clauses</a></li>
</ol></nav>`;
}

function findingsMarkup({ targets }: Everything, catalogue: Catalogue): Markup {
  const shown = targets.flatMap(({ kind, assessments = [] }) =>
    assessments.flatMap(({ findings }) => findings.filter((each) => !isAskedElsewhere(each, kind))),
  );
  const hasBaseline = shown.some(({ baseline }) => baseline !== undefined);
  return markup`<section id="findings" aria-labelledby="h-findings"><h2 id="h-findings">Targets and findings</h2>
${where(shown.length > 0, () => filtersMarkup(catalogue, shown.length, hasBaseline))}${targets.map((target, index) =>
  targetMarkup(target, index + 1, catalogue, targets.length <= FEW_OPEN),
)}</section>
`;
}

const FEW = 12;
const FEW_OPEN = 3;
