import type { CertificateRow } from './certificate-row.ts';
import type { IsoDate } from './profile.ts';

/**
 * `sunset-passed-on-our-copy`: it may have been extended since we looked, so nothing is said but "re-check".
 * `copy-too-old`: it was active when we looked, which is more than a year before.
 */
export type CertificateStatus =
  | 'active'
  | 'historical'
  | 'revoked'
  | 'in-process'
  | 'sunset-passed-on-our-copy'
  | 'copy-too-old';

/**
 * The status on a day; null before the certificate was issued. A certificate is active through the day of its sunset.
 * @param lookedAt the day on which our copy is used, where that is not the day that is judged
 */
export function statusOn(
  row: CertificateRow,
  asOf: IsoDate,
  lookedAt = asOf,
): Exclude<CertificateStatus, 'in-process'> | null {
  if (row.validated !== null && asOf < row.validated) return null;
  if (row.revoked !== null && asOf >= row.revoked) return 'revoked';
  if (row.historical !== null && asOf >= row.historical) return 'historical';
  if (row.standard === 'FIPS 140-2' && asOf >= FIPS_140_2_HISTORICAL) return 'historical';
  if (row.sunset !== null && asOf > row.sunset) return 'sunset-passed-on-our-copy';
  return daysBetween(row.asOf, lookedAt) > USABLE_DAYS ? 'copy-too-old' : 'active';
}

/** The next day. */
export function dayAfter(day: string): IsoDate {
  // What Date writes of a whole day begins with the ten characters of a day.
  return new Date(Date.parse(day) + MILLISECONDS_A_DAY).toISOString().slice(0, 10) as IsoDate;
}

/** What must be looked up again before the row is relied on; null: the row is of confidence H and younger than 60 days. */
export function recheckOn(row: Pick<CertificateRow, 'asOf' | 'confidence' | 'source'>, asOf: IsoDate): string | null {
  const age = daysBetween(row.asOf, asOf);
  if (row.confidence === 'H' && age <= FRESH_DAYS) return null;
  const doubts = [
    ...(row.confidence === 'H' ? [] : [`confidence ${row.confidence}`]),
    ...(age > FRESH_DAYS ? [`${age} days old`] : []),
  ];
  return `re-check: our copy is of ${row.asOf} (${doubts.join(', ')}), from ${row.source}`;
}

/** A text that may end with what recheckOn says: what stands before that, and the day of our copy. */
export function recheckIn(text: string): { readonly before: string; readonly copy: string | undefined } {
  const found = RECHECK.exec(text);
  return found === null ? { before: text, copy: undefined } : { before: text.slice(0, found.index), copy: found[1] };
}

/** Whole days from one to the other; below 0 where the second comes first. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MILLISECONDS_A_DAY);
}

/** The day on which what is left of FIPS 140-2 becomes Historical. */
// NIST transition page, updated 2026-04-13: "September 22, 2026 - All FIPS 140-2 certificates are placed on the Historical List".
export const FIPS_140_2_HISTORICAL = '2026-09-22' as IsoDate;
// A year: the Active list moves every week, and interim certificates live for two.
const USABLE_DAYS = 365;
const FRESH_DAYS = 60;
const RECHECK = /(?:; |^)re-check: our copy is of (\d{4}-\d{2}-\d{2}) \(/;
const MILLISECONDS_A_DAY = 86_400_000;
