import { type BackEndSets, backEndSets } from '../back-end-sets.ts';
import { readKeyValueLines } from '../key-value-lines.ts';

/** Reads openssl_fips.config: the parameters that the FIPS provider gets when the kernel's FIPS mode loads it; no algorithms. */
export function readOpensslFips(text: string): BackEndSets {
  const lines = readKeyValueLines(text).filter(({ section }) => section === 'fips_sect');
  return backEndSets({ settings: Object.fromEntries(lines.map(({ key, value }) => [key, value])) });
}
