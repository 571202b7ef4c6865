import { type BackEndSets, backEndSets } from '../back-end-sets.ts';
import { listOf, readKeyValueLines } from '../key-value-lines.ts';

/** Reads krb5.config: the encryption types that libkrb5 permits. Source: krb5.conf(5). */
export function readKrb5(text: string): BackEndSets {
  const lines = readKeyValueLines(text).filter(({ section }) => section === 'libdefaults');
  // Of a relation that stands twice libkrb5 takes the first.
  const first = (key: string) => lines.find((line) => line.key === key)?.value;
  const dh = first('pkinit_dh_min_bits') ?? '';
  return backEndSets({
    ciphers: listOf(first('permitted_enctypes') ?? '', /[\s,]+/),
    minimumKeySizes: { rsa: null, dh: /^\d{1,6}$/.test(dh) ? Number(dh) : null, dsa: null },
  });
}
