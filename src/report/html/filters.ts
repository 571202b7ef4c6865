import type { Catalogue } from './catalogue.ts';
import { type Markup, markup, where } from './markup.ts';
import { shownWeights } from './weights.ts';

/** Search and filters over all findings. Hidden until the script runs: without it everything is there to be read. */
export function filtersMarkup(catalogue: Catalogue, findings: number, hasBaseline: boolean): Markup {
  return markup`<form id="filters" role="search" aria-label="Findings" hidden="">
<div class="fields"><label class="search">Search <input type="search" id="words" autocomplete="off" spellcheck="false" placeholder="subject, path, clause"/></label>
<label>Severity <select id="severity"><option value="">any</option><option>high</option><option>medium</option><option>low</option></select></label>
${where(
  catalogue.profiles.length > 1,
  () => markup`<label>Profile <select id="profile"><option value="">all</option>${catalogue.profiles.map(
    ({ profile }) => markup`<option>${profile.id}</option>`,
  )}</select></label>
`,
)}</div>
<fieldset><legend>Show</legend>${shownWeights.map(
    ({ mark, word }) =>
      markup`<label class="pick"><input type="checkbox" name="weight" value="${mark}" checked=""/><span class="b ${mark}">${word}</span></label>`,
  )}${where(
    hasBaseline,
    () => markup`<label class="pick"><input type="checkbox" id="new"/><span>Only new</span></label>`,
  )}</fieldset>
<div class="actions"><p id="count" role="status" aria-live="polite">${findings} findings</p><button type="button" id="open-all">Unfold all</button><button type="button" id="close-all">Fold all</button><button type="reset">Clear</button></div>
</form>
`;
}

/** Light, dark, or as the system is set. Radio buttons that style sheets alone obey: they work without a script too. */
export function themeSwitch(): Markup {
  return markup`<fieldset class="theme"><legend>Theme</legend>${THEMES.map(
    ([id, word]) =>
      markup`<label><input type="radio" name="theme" id="theme-${id}"${id === 'auto' ? markup` checked=""` : ''}/><span>${word}</span></label>`,
  )}</fieldset>`;
}

const THEMES = [
  ['auto', 'Auto'],
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;
