import { readProviderList } from '../../codec/openssl/provider-list.ts';
import type { OpensslCall, OpensslOutcome } from '../../target/openssl-process.ts';

/** The FIPS provider of a configuration, with what proves that `fips=yes` leads to it alone. */
export interface FipsProvider {
  /** As the configuration names it: `fips`, `symcryptprovider`. */
  readonly id: string;
  /** Its own name and version: `OpenSSL FIPS Provider 3.5.7`. */
  readonly title: string;
  readonly proof: string;
}

/**
 * Finds the provider that serves `fips=yes`. The proof is by exclusion: a SHA-256 with `fips=yes` is computed, and the same with
 * `fips=yes,provider!=ID` is refused, so that what is answered under `fips=yes` comes from ID.
 * @param look runs openssl
 */
export async function fipsProvider(
  look: (call: OpensslCall) => Promise<OpensslOutcome>,
): Promise<FipsProvider | { readonly unavailable: string }> {
  const serves = async (query: string) => {
    const files = { message: new Uint8Array(1) };
    const outcome = await look({ arguments: ['dgst', '-sha256', '-propquery', query, 'message'], files });
    return outcome.ended && outcome.exitCode === 0;
  };
  const [listing, servesFips] = await Promise.all([look({ arguments: ['list', '-providers'] }), serves('fips=yes')]);
  const providers = (listing.ended ? readProviderList(listing.stdout) : undefined)?.filter(({ active }) => active);
  if (providers === undefined) return { unavailable: 'openssl list -providers gives no list' };
  const names = providers.map(({ id }) => id).join(', ') || 'none';
  const found = providers.find(({ id, name }) => /fips|symcrypt/i.test(`${id} ${name ?? ''}`));
  if (found === undefined) return { unavailable: `the configuration activates no FIPS provider (active: ${names})` };
  const title = [found.name ?? found.id, found.version].filter((word) => word !== null).join(' ');
  const without = `fips=yes,provider!=${found.id}`;
  if (!servesFips) return { unavailable: `${title} is active, and refuses SHA-256 with fips=yes` };
  if (await serves(without)) return { unavailable: `a provider other than ${title} answers to fips=yes too` };
  const proof = `active: ${names}; every run with -propquery fips=yes, which is refused with provider!=${found.id}`;
  return { id: found.id, title, proof };
}
