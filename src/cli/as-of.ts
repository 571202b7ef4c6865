import type { IsoDate } from '../policy/profile.ts';
import { UsageError } from './usage-error.ts';

/** The day to judge as on: what the user gave, or today in UTC. @throws UsageError for anything but an existing YYYY-MM-DD */
export function readAsOf(given: string | undefined, now: Date): IsoDate {
  const text = given ?? now.toISOString().slice(0, 10);
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (day === undefined || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text) {
    throw new UsageError(`--as-of ${text}: no such day\nGive it as YYYY-MM-DD.`);
  }
  // Checked just now: ten characters that name a day.
  return text as IsoDate;
}
