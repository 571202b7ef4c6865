import type { Assessment } from '../../assess/assessment.ts';
import { summarise } from '../../assess/findings.ts';
import type { Gap } from '../../facts/fact.ts';
import { type FactBase, factBase } from '../../facts/fact-base.ts';
import { describeLocator } from '../../facts/locator.ts';
import type { TargetReport } from '../format.ts';
import { verdictWord } from '../verdict-word.ts';
import { type Catalogue, requirementLink } from './catalogue.ts';
import { configuredMarkup } from './configured.ts';
import { endpointsMarkup } from './endpoints.ts';
import { type SharedEvidence, sharedEvidence } from './evidence.ts';
import { findingMarkup } from './finding.ts';
import { inventoryMarkup } from './inventory.ts';
import { laddersMarkup } from './ladder.ts';
import { type Markup, markup, nothing, where } from './markup.ts';
import { badge, countsOf, isAskedElsewhere } from './weights.ts';

/** One target, folded where there are many: verdict, ladders, what it negotiates, inventory, findings, what was not seen. */
export function targetMarkup(target: TargetReport, number: number, catalogue: Catalogue, open: boolean): Markup {
  const facts = factBase(target.facts, target.gaps);
  const { assessments = [] } = target;
  const shared = sharedEvidence(target, number);
  return markup`<details class="target" id="t${number}"${open ? markup` open=""` : nothing}><summary><h3>${nameOf(target.name)}</h3> ${verdict(target)} <span class="soft">${target.kind}; ${systemOf(facts)}</span><span class="shown" hidden=""></span></summary>
<div class="inside">${labels(target)}${where(
    target.kind !== 'endpoint',
    () => markup`<h4>FIPS modules</h4>
${laddersMarkup(facts.all('fips.module'))}`,
  )}${endpointsMarkup(facts)}${configuredMarkup(facts)}${assessments.map((each) =>
    findings(each, { target, shared, catalogue }),
  )}${shared.whole}${inventoryMarkup(facts)}${notSeen(target.gaps)}${coverage(target)}</div></details>
`;
}

/** A name that has nothing in it would be a link that nobody can see. */
export function nameOf(name: string): string {
  return name.trim() === '' ? '(without a name)' : name;
}

/** The verdict over all profiles of a target. */
export function verdict({ assessments }: TargetReport): Markup {
  if (assessments === undefined) return markup`<span class="b n">Not judged</span>`;
  const [word, weight] = verdictWord(summarise(assessments.flatMap(({ findings: each }) => each)));
  return badge(weight, word);
}

function systemOf(facts: FactBase): string {
  const release = facts.all('os.release')[0]?.value;
  if (release === undefined) return facts.all('tls.endpoint.reached').length > 0 ? 'talked to' : 'system unknown';
  return release.prettyName ?? `${release.id} ${release.versionId ?? ''}`.trim();
}

function labels({ labels: given, identity }: TargetReport): Markup {
  const known = identity.by === 'endpoint' ? `${identity.host}:${identity.port}` : identity.value;
  return markup`<dl class="facts"><dt>Known by</dt><dd>${identity.by.replace('-', ' ')} <code>${known}</code></dd>${Object.entries(
    given,
  ).map(([name, value]) => markup`<dt>Label ${name}</dt><dd>${value}</dd>`)}</dl>
`;
}

interface Context {
  readonly target: TargetReport;
  readonly shared: SharedEvidence;
  readonly catalogue: Catalogue;
}

function findings(
  { profile, findings: all, summary }: Assessment,
  { target, shared: { facts, factId }, catalogue }: Context,
): Markup {
  const elsewhere = all.filter((each) => isAskedElsewhere(each, target.kind));
  const shown = elsewhere.length === 0 ? all : all.filter((each) => !isAskedElsewhere(each, target.kind));
  return markup`<section class="findings" data-profile="${profile.id}"><h4>${profile.title}</h4>
<p class="soft">${countsOf(summary)}</p>
${shown.map((each) => findingMarkup(each, facts, { requirementId: catalogue.idOf(profile.id, each.requirement.id), factId }))}${where(
  elsewhere.length > 0,
  () =>
    markup`<p class="soft elsewhere">Asked of other kinds of target, not of this ${target.kind}: ${elsewhere.map(
      ({ requirement: { id } }, index) => markup`${index > 0 ? ', ' : ''}${requirementLink(catalogue, profile.id, id)}`,
    )}</p>`,
)}</section>
`;
}

/** One line a reason: what could not be looked at often hides several kinds of facts at once. */
function notSeen(gaps: readonly Gap[]): Markup {
  if (gaps.length === 0) return nothing;
  const reasons = [...Map.groupBy(gaps, reasonOf)].map(
    ([reason, same]) => markup`<li>${[...new Set(same.map(({ subject }) => subject))].join(', ')}: ${reason}</li>`,
  );
  return markup`<h4>Not seen</h4>
<p class="soft">What a scan cannot see is never a pass: what rests on it is unknown.</p><ul>${reasons}</ul>
`;
}

function reasonOf({ why, at }: Gap): string {
  return at === undefined || why.includes(describeLocator(at)) ? why : `${why} (${describeLocator(at)})`;
}

function coverage({ coverage: collectors }: TargetReport): Markup {
  const states = [...Map.groupBy(collectors, ({ state }) => state)].map(
    ([state, same]) =>
      markup`<dt>${STATES[state]}</dt><dd>${same.map(
        ({ collector, why }, index) =>
          markup`${index > 0 ? ', ' : ''}<code>${collector}</code>${why === undefined ? '' : ` (${why})`}`,
      )}</dd>`,
  );
  return states.length === 0
    ? nothing
    : markup`<details class="fold"><summary>Coverage <span class="soft">${collectors.length} collectors</span></summary><dl class="facts">${states}</dl></details>
`;
}

const STATES = { ran: 'Ran', 'not-served': 'Cannot look here', failed: 'Failed' } as const;
