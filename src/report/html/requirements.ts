import type { Citation, Confidence, Duty, Requirement } from '../../policy/profile.ts';
import type { Catalogue, CataloguedProfile } from './catalogue.ts';
import { type Markup, markup, where } from './markup.ts';

/** Every requirement with its clauses: document, section, edition, the day on which somebody last read it, and how sure that is. */
export function requirementsMarkup(catalogue: Catalogue): Markup {
  return markup`<section id="requirements" aria-labelledby="h-requirements"><h2 id="h-requirements">Requirements and clauses</h2>
<p class="lead">What was asked, once for the whole report. A confidence of H rests on the primary text, M on a careful reading that should be checked again, L on a single source: it never passes or fails anything.</p>
${catalogue.profiles.map((each) => profileMarkup(each, catalogue))}</section>
`;
}

function profileMarkup(
  { profile, requirements, asked, notJudged, notes }: CataloguedProfile,
  catalogue: Catalogue,
): Markup {
  return markup`<section class="profile"><h3>${profile.title}</h3>
<p class="soft">Profile <code>${profile.id}</code>, revision ${profile.revision}, SHA-256 <code>${profile.sha256}</code></p>
${notes.map((note) => markup`<p>${note}</p>`)}<div class="requirements">
${requirements.map((each) => requirementMarkup(each, catalogue.idOf(profile.id, each.id), asked.has(each.id)))}</div>
${where(notJudged.length > 0, () => duties(notJudged))}</section>
`;
}

function requirementMarkup(requirement: Requirement, id: string, isAsked: boolean): Markup {
  const { says, severity, binding, population, dates, confidence, cites } = requirement;
  return markup`<div class="${isAsked ? 'r' : 'r unasked'}" id="${id}" tabindex="-1"><h4>${requirement.id}</h4><p>${says}</p>
<p class="soft">${severity}; ${binding}${requirement.force === 'should' ? ' (should)' : ''}; ${population}; asked of ${requirement.applies.join(', ')}${datesWords(dates)}; confidence ${confidence}${CONFIDENCE[confidence]}</p>
<ul>${cites.map(citation)}</ul></div>
`;
}

function datesWords({ deprecated, disallowed }: Requirement['dates']): string {
  return [
    deprecated === undefined ? '' : `; deprecated from ${deprecated}`,
    disallowed === undefined ? '' : `; disallowed from ${disallowed}`,
  ].join('');
}

function citation({ document, section, edition, url, verified }: Citation): Markup {
  const address = url !== undefined && /^https?:\/\//.test(url) ? url : undefined;
  return markup`<li>${document}${edition === undefined ? '' : ` (${edition})`}, ${section}; read ${verified}${where(
    address !== undefined,
    () => markup`; <a class="out" rel="noreferrer" href="${address ?? ''}">source</a>`,
  )}</li>`;
}

function duties(notJudged: readonly Duty[]): Markup {
  return markup`<h4>Asked, and not to be seen by any scan</h4>
<ul class="duties">${notJudged.map(
    ({ id, says, why, due, binding, confidence, cites: [{ document, section }] }) =>
      markup`<li><code>${id}</code>${due === undefined ? '' : `, due ${due}`}: ${says} <span class="soft">(${why}; ${binding}; ${document}, ${section}${
        confidence === 'H' ? '' : `; confidence ${confidence}`
      })</span></li>
`,
  )}</ul>
`;
}

const CONFIDENCE: Readonly<Record<Confidence, string>> = {
  H: '',
  M: ': re-check before relying on it',
  L: ': a single source',
};
