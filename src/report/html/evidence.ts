import type { FactId } from '../../facts/fact.ts';
import type { TargetReport } from '../format.ts';
import { type FactsById, factsById } from '../told-finding.ts';
import { isCut, proofMarkup } from './finding.ts';
import { type Markup, markup, nothing } from './markup.ts';

/** The facts whose evidence is too long to stand in each finding that rests on them. */
export interface SharedEvidence {
  readonly facts: FactsById;
  /** The place of a fact in the page: `t3-9c0f1d5a7b21aa04`. */
  readonly factId: (id: FactId) => string;
  /** Empty where every finding shows all that it rests on. */
  readonly whole: Markup;
}

/** Gathers what findings of a target refer to, each fact once with all its evidence. */
export function sharedEvidence({ facts: all, assessments = [] }: TargetReport, number: number): SharedEvidence {
  const facts = factsById(all);
  const factId = (id: FactId): string => `t${number}-${id}`;
  const referred = new Set(
    assessments.flatMap(({ findings }) =>
      findings.flatMap((each) => (isCut(each, facts) ? each.because.filter((id) => facts.has(id)) : [])),
    ),
  );
  return { facts, factId, whole: referred.size === 0 ? nothing : listed(facts, referred, factId) };
}

function listed(facts: FactsById, referred: ReadonlySet<FactId>, factId: SharedEvidence['factId']): Markup {
  const pieces = [...facts.values()]
    .filter(({ id }) => referred.has(id))
    .map(
      ({ id, kind, subject, evidence }) =>
        markup`<div id="${factId(id)}" tabindex="-1"><h5>${kind}, ${subject} <span class="soft">${id}</span></h5><ul class="proofs">${evidence.map(
          (each) => markup`<li>${proofMarkup(each)}</li>`,
        )}</ul></div>
`,
    );
  return markup`<details class="fold"><summary>Evidence <span class="soft">${pieces.length} facts, whole</span></summary>${pieces}</details>
`;
}
