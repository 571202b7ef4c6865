import { type BackEndSets, backEndSets } from '../back-end-sets.ts';
import { readKeyValueLines } from '../key-value-lines.ts';

/**
 * Reads sequoia.config and rpm-sequoia.config: TOML in which each algorithm is `always`, `never` or allowed until a date; an
 * algorithm counts as allowed unless it is `never`, a hash unless both of its uses are. Source: sequoia-policy-config.
 */
export function readSequoia(text: string): BackEndSets {
  const allowed = readKeyValueLines(text)
    .filter(({ key, value }) => !NOT_ALGORITHMS.has(key) && !/^["']never["']/.test(value))
    .map(({ section, key }) => ({ section, name: key.replace(/\.\w+$/, '').replaceAll('"', '') }));
  const inSection = (section: string) => allowed.filter((each) => each.section === section).map((each) => each.name);
  const asymmetric = inSection('asymmetric_algorithms');
  return backEndSets({
    hashes: inSection('hash_algorithms'),
    ciphers: [...inSection('symmetric_algorithms'), ...inSection('aead_algorithms')],
    groups: asymmetric.filter((name) => GROUP.test(name)),
    signatures: asymmetric.filter((name) => !GROUP.test(name) && !SIZED.test(name)),
    minimumKeySizes: { rsa: smallest(asymmetric, 'rsa'), dh: null, dsa: smallest(asymmetric, 'dsa') },
  });
}

function smallest(names: readonly string[], kind: 'rsa' | 'dsa'): number | null {
  const sizes = names.flatMap((name) => {
    const [, family, size] = SIZED.exec(name) ?? [];
    return family === kind ? [Number(size)] : [];
  });
  return sizes.length === 0 ? null : Math.min(...sizes);
}

const NOT_ALGORITHMS: ReadonlySet<string> = new Set(['default_disposition', 'ignore_invalid']);
const SIZED = /^(rsa|dsa|elgamal)(\d{3,5})$/;
const GROUP = /^(nistp|brainpool|cv25519|x25519|x448|mlkem)/;
