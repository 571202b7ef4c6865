import type { CertificateRow } from './certificate-row.ts';
import type { IsoDate } from './profile.ts';

/** `sunset-passed-on-our-copy`: it may have been extended since we looked, so nothing is said but "re-check". */
export type CertificateStatus = 'active' | 'historical' | 'revoked' | 'in-process' | 'sunset-passed-on-our-copy';

/** The status on a day; null before the certificate was issued. A certificate is active through the day of its sunset. */
export function statusOn(row: CertificateRow, asOf: IsoDate): Exclude<CertificateStatus, 'in-process'> | null {
  if (row.validated !== null && asOf < row.validated) return null;
  if (row.revoked !== null && asOf >= row.revoked) return 'revoked';
  if (row.historical !== null && asOf >= row.historical) return 'historical';
  if (row.standard === 'FIPS 140-2' && asOf >= FIPS_140_2_HISTORICAL) return 'historical';
  return row.sunset !== null && asOf > row.sunset ? 'sunset-passed-on-our-copy' : 'active';
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

function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MILLISECONDS_A_DAY);
}

// NIST transition page, updated 2026-04-13: "September 22, 2026 - All FIPS 140-2 certificates are placed on the Historical List".
const FIPS_140_2_HISTORICAL = '2026-09-22';
const FRESH_DAYS = 60;
const MILLISECONDS_A_DAY = 86_400_000;
