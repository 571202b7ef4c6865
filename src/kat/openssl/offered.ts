/**
 * Which provider offers each name, by `openssl list -key-managers`: lines such as
 * `IDs: { 2.16.840.1.101.3.4.4.2, id-alg-ml-kem-768, ML-KEM-768, MLKEM768 } @ default`.
 */
export function offeredBy(listing: string): ReadonlyMap<string, ReadonlySet<string>> {
  const offers = new Map<string, Set<string>>();
  for (const line of listing.split('\n')) {
    const [, names, provider] = /^\s*(?:IDs: )?(.+?) @ (\S+)\s*$/.exec(line) ?? [];
    if (names === undefined || provider === undefined) continue;
    for (const name of names.replace(/^\{|\}$/g, '').split(',')) {
      const known = offers.get(name.trim().toUpperCase()) ?? new Set();
      offers.set(name.trim().toUpperCase(), known.add(provider));
    }
  }
  return offers;
}
