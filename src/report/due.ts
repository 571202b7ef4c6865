import type { Assessment, Change, Finding } from '../assess/assessment.ts';
import type { IsoDate } from '../policy/profile.ts';

/** When each finding of an assessment is due, asked finding by finding. */
export type DueDays = (finding: Finding) => Due | undefined;

export interface Due {
  /** The last day on which it may stay as it is. */
  readonly by: IsoDate;
  /** What it becomes on the day after, if nothing changes; absent for what fails already and for what is waived. */
  readonly change?: Change;
}

/**
 * The day by which a finding wants to be put right: the end of its waiver, the day before it becomes worse, or, for what fails
 * already, the day before that on which it began to be disallowed. Undefined: the regime names no day.
 */
export function dueDays({ timeline }: Assessment): DueDays {
  const first = new Map<string, Change>();
  for (const change of timeline) {
    const key = `${change.requirement}\n${change.subject}`;
    if (!first.has(key)) first.set(key, change);
  }
  return ({ requirement: { id, dates }, subject, weight, waiver }) => {
    if (waiver !== undefined) return { by: waiver.expires };
    if (weight === 'fail') return dates.disallowed === undefined ? undefined : { by: dayBefore(dates.disallowed) };
    const change = first.get(`${id}\n${subject}`);
    return change === undefined ? undefined : { by: dayBefore(change.on), change };
  };
}

function dayBefore(day: IsoDate): IsoDate {
  // Days of UTC have 24 hours, and what is left of an ISO time is a day.
  return new Date(Date.parse(day) - MILLISECONDS_A_DAY).toISOString().slice(0, 10) as IsoDate;
}

const MILLISECONDS_A_DAY = 86_400_000;
