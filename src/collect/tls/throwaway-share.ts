import type { KeyShare } from '../../codec/tls/extensions.ts';
import type { RandomBytes, WireView } from '../../target/wire.ts';
import { agreementWith } from './key-agreement.ts';

/**
 * A well-formed key share whose secret is thrown away: for probes that end at the ServerHello. An ML-KEM part is made of
 * random coefficients below q, which pass the peer's modulus check (FIPS 203 7.2); random bytes would not.
 * @returns undefined for groups that cannot be agreed in here
 */
export async function throwawayShare(wire: WireView, group: number): Promise<KeyShare | undefined> {
  const layout = LAYOUTS[group];
  if (layout === undefined) {
    const agreement = await agreementWith(wire, group);
    return agreement === undefined ? undefined : { group, keyExchange: agreement.publicValue };
  }
  const random = wire.random(() => `throwaway share in group ${group}`);
  const parts = layout.map((part) =>
    typeof part === 'number'
      ? encapsulationKey(part, random)
      : agreementWith(wire, part.classical).then((own) => own?.publicValue),
  );
  const values = await Promise.all(parts);
  return values.every((value) => value !== undefined) ? { group, keyExchange: Buffer.concat(values) } : undefined;
}

/** k polynomials of 256 coefficients in 12 bits each, and 32 bytes of rho. Source: FIPS 203 5.1, 4.2.1. */
function encapsulationKey(rank: number, random: RandomBytes): Uint8Array {
  const key = Uint8Array.from(random(384 * rank + 32));
  // Three bytes hold two coefficients, little end first. Clearing the top bit of each leaves it below 2048, hence below q = 3329.
  for (let at = 0; at < 384 * rank; at += 3) {
    key[at + 1] = (key[at + 1] ?? 0) & 0xf7;
    key[at + 2] = (key[at + 2] ?? 0) & 0x7f;
  }
  return key;
}

type LayoutPart = number | { readonly classical: number };

/** Parts in the order of the wire; a number is the rank of ML-KEM. Source: RFC 10024 4.1. */
const LAYOUTS: Readonly<Record<number, readonly LayoutPart[]>> = {
  512: [2],
  513: [3],
  514: [4],
  4587: [{ classical: 23 }, 3],
  4588: [3, { classical: 29 }],
  4589: [{ classical: 24 }, 4],
};
