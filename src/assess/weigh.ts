import type { IsoDate, Requirement } from '../policy/profile.ts';
import type { Judgement } from '../rules/rule.ts';
import type { Weight } from './assessment.ts';

/** The weight of a judgement on a day, and the words that go with it. */
export interface Weighed {
  readonly weight: Weight;
  readonly shortfall?: string;
  readonly remedy?: string;
  readonly notes: readonly string[];
}

/**
 * Weighs a judgement: dates, binding and confidence belong here, not in rules. Unmet fails once `disallowed` has come (at once
 * where a requirement has no dates) and warns before; a draft only ever warns; a row of confidence L decides nothing.
 */
export function weigh(requirement: Requirement, judgement: Judgement, asOf: IsoDate): Weighed {
  if (judgement.outcome === 'not-applicable') return { weight: 'not-applicable', shortfall: judgement.why, notes: [] };
  if (judgement.outcome === 'unknown') {
    return {
      weight: 'unknown',
      shortfall: judgement.missing.map((gap) => gap.why).join('; '),
      notes: recheck(requirement),
    };
  }
  if (requirement.confidence === 'L') {
    const shortfall = `the requirement itself rests on a single source (${source(requirement)}), so it decides nothing`;
    return { weight: 'unknown', shortfall, notes: recheck(requirement) };
  }
  const own = judgement.notes ?? [];
  if (judgement.outcome === 'met') return { weight: 'pass', notes: [...own, ...recheck(requirement)] };
  const { shortfall, remedy } = judgement;
  const { weight, notes } = unmetOn(requirement, asOf);
  return { weight, notes: [...own, ...notes], shortfall, remedy };
}

function unmetOn(requirement: Requirement, asOf: IsoDate): Pick<Weighed, 'weight' | 'notes'> {
  const { deprecated, disallowed } = requirement.dates;
  const notes = [...recheck(requirement)];
  if (requirement.binding === 'draft')
    return { weight: 'warn', notes: [...notes, 'from a draft: warns, does not fail'] };
  if (deprecated !== undefined) notes.push(`deprecated ${asOf >= deprecated ? 'since' : 'from'} ${deprecated}`);
  if (disallowed === undefined && deprecated !== undefined) return { weight: 'warn', notes };
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

function source({ cites: [citation] }: Requirement): string {
  return `${citation.document} ${citation.section}`;
}
