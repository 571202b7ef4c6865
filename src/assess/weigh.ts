import type { IsoDate, Requirement } from '../policy/profile.ts';
import type { Step } from '../rules/remedy.ts';
import type { Judgement } from '../rules/rule.ts';
import type { Weight } from './assessment.ts';

/** The weight of a judgement on a day, and the words that go with it. */
export interface Weighed {
  readonly weight: Weight;
  readonly shortfall?: string;
  readonly remedy?: string;
  readonly steps?: readonly Step[];
  readonly notes: readonly string[];
}

/** The day, and what is made of drafts; they warn unless they are asked to fail. */
export interface Scale {
  readonly asOf: IsoDate;
  readonly drafts?: Drafts;
}

export type Drafts = (typeof draftChoices)[number];
export const draftChoices = ['warn', 'fail'] as const;

/**
 * Makes the scale of one requirement: dates, binding and confidence belong here, not in rules. Unmet fails once `disallowed`
 * has come (at once where a requirement has no dates) and warns before; a draft and a "should" only ever warn; a row of
 * confidence L decides nothing.
 */
export function weigher(requirement: Requirement, scale: Scale): (judgement: Judgement) => Weighed {
  const rechecks = recheck(requirement);
  const unmet = unmetOn(requirement, scale);
  const unmetNotes = [...rechecks, ...unmet.notes];
  return (judgement) => {
    if (judgement.outcome === 'not-applicable')
      return { weight: 'not-applicable', shortfall: judgement.why, notes: [] };
    if (judgement.outcome === 'unknown')
      return {
        weight: 'unknown',
        shortfall: judgement.missing.map((gap) => gap.why).join('; '),
        notes: rechecks,
      };
    if (requirement.confidence === 'L') {
      const shortfall = `the requirement itself rests on a single source (${source(requirement)}), so it decides nothing`;
      return { weight: 'unknown', shortfall, notes: rechecks };
    }
    const own = judgement.notes;
    if (judgement.outcome === 'met') return { weight: 'pass', notes: joined(own, rechecks) };
    const { shortfall, remedy, steps } = judgement;
    const told = { weight: unmet.weight, notes: joined(own, unmetNotes), shortfall, remedy };
    return steps === undefined ? told : { ...told, steps };
  };
}

/** The day on which what is unmet begins to fail; null: it fails already, or never will. */
export function failsFrom({ dates, binding, force, confidence }: Requirement, { asOf, drafts }: Scale): IsoDate | null {
  const never = confidence === 'L' || force === 'should' || (binding === 'draft' && drafts !== 'fail');
  return never || dates.disallowed === undefined || dates.disallowed <= asOf ? null : dates.disallowed;
}

function unmetOn({ dates, binding, force }: Requirement, { asOf, drafts }: Scale): Pick<Weighed, 'weight' | 'notes'> {
  const { deprecated, disallowed } = dates;
  if (binding === 'draft' && drafts !== 'fail')
    return { weight: 'warn', notes: ['from a draft: warns, does not fail'] };
  const notes = binding === 'draft' ? ['from a draft, which was asked to fail'] : [];
  if (force === 'should') notes.push('a "should": warns, does not fail');
  if (deprecated !== undefined) notes.push(`deprecated ${asOf >= deprecated ? 'since' : 'from'} ${deprecated}`);
  if (force === 'should' || (disallowed === undefined && deprecated !== undefined)) return { weight: 'warn', notes };
  if (disallowed === undefined) return { weight: 'fail', notes };
  return asOf >= disallowed
    ? { weight: 'fail', notes: [...notes, `disallowed since ${disallowed}`] }
    : { weight: 'warn', notes: [...notes, `fails from ${disallowed}`] };
}

function recheck(requirement: Requirement): readonly string[] {
  if (requirement.confidence === 'H') return [];
  const [citation] = requirement.cites;
  return [
    `re-check (confidence ${requirement.confidence}): ${source(requirement)}, last verified ${citation.verified}`,
  ];
}

function joined(own: readonly string[] | undefined, others: readonly string[]): readonly string[] {
  return own === undefined || own.length === 0 ? others : [...own, ...others];
}

function source({ cites: [citation] }: Requirement): string {
  return `${citation.document} ${citation.section}`;
}
