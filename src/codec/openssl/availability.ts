import { type CipherSuite, tls13CipherSuites } from '../../vocabulary/cipher-suites.ts';
import { type NamedGroup, namedGroups } from '../../vocabulary/named-groups.ts';
import { isBetween, isFrom } from '../../vocabulary/openssl-version.ts';
import { type SignatureScheme, signatureSchemes } from '../../vocabulary/signature-schemes.ts';
import type { Flavour, OpensslBuild, OpensslVersion } from './build.ts';
import type { LibraryState, ProviderState } from './library-state.ts';
import { satisfies } from './properties.ts';

/** What the active providers serve under the default properties. */
export interface Availability {
  /** Groups that some active provider announces and whose key type can be fetched. */
  readonly groups: ReadonlyMap<number, NamedGroup>;
  readonly schemes: ReadonlyMap<number, SignatureScheme>;
  /** Schemes of this version that a list may name, served or not. */
  readonly knownSchemes: readonly SignatureScheme[];
  readonly suites: readonly CipherSuite[];
  /** Digests and ciphers can be fetched at all: without them no SSL_CTX is made. */
  readonly any: boolean;
}

/** What a TLS client of this library can use. Source: ssl_load_groups, ssl_setup_sigalgs in ssl/t1_lib.c; providers' own tables. */
export function availabilityOf(state: LibraryState, build: OpensslBuild): Availability {
  const serving = [...state.providers.values()]
    .filter(({ active, kind }) => active && SERVING.has(kind))
    .map((provider) => ({ provider, version: provider.fipsVersion ?? build.version }));
  const fetchable = (keyType: string) =>
    serving.some(({ provider, version }) => {
      const definitions = definitionsOf(provider, { keyType, version, flavour: build.flavour });
      return definitions !== undefined && satisfies(definitions, state.properties.conditions);
    });
  const known = signatureSchemes.filter(({ since }) => isFrom(build.version, since));
  const groups = namedGroups.filter(
    (group) =>
      fetchable(group.algorithm) &&
      serving.some(({ provider, version }) => announces(provider, group, { version, build })),
  );
  const schemes = known.filter(({ keyType }) => fetchable(keyType));
  const chacha = serving.some(
    ({ provider }) => provider.kind === 'default' && satisfies({ provider: 'default' }, state.properties.conditions),
  );
  return {
    groups: new Map(groups.map((group) => [group.codePoint, group])),
    schemes: new Map(schemes.map((scheme) => [scheme.codePoint, scheme])),
    knownSchemes: known,
    suites: tls13CipherSuites.filter(
      ({ inFips, since }) => fetchable('RSA') && (inFips || chacha) && isFrom(build.version, since),
    ),
    any: fetchable('RSA'),
  };
}

/** Whether a provider's table of TLS groups has this one. */
function announces(
  { kind }: ProviderState,
  group: NamedGroup,
  { version, build }: { readonly version: OpensslVersion; readonly build: OpensslBuild },
): boolean {
  if (REDUCED.has(build.flavour) && !group.inReducedBuilds) return false;
  if (kind === 'fips') return group.fips !== null && isBetween(version, group.fips);
  if (kind === 'symcrypt') return SYMCRYPT.has(group.name);
  return isBetween(version, { from: group.since, until: group.until });
}

/** The property definitions under which a provider serves a key type; undefined where it does not. */
function definitionsOf(
  { kind }: ProviderState,
  wanted: { readonly keyType: string; readonly version: OpensslVersion; readonly flavour: Flavour },
): Readonly<Record<string, string>> | undefined {
  const { keyType, version } = wanted;
  if (kind === 'symcrypt') return SYMCRYPT.has(keyType) ? { provider: 'symcryptprovider', fips: 'yes' } : undefined;
  const since = keyType.startsWith('curveSM2') ? '4.0' : POST_QUANTUM.test(keyType) ? '3.5' : '3.0';
  if (!isFrom(version, since)) return undefined;
  if (kind === 'default') return { provider: 'default' };
  if (keyType.startsWith('curveSM2')) return undefined;
  return { provider: 'fips', fips: isApprovedInFips(wanted) ? 'yes' : 'no' };
}

/**
 * Whether the FIPS provider serves a key type with fips=yes. Sources: providers/fips/fipsprov.c of 3.0.20, 3.5.7, 3.6.3, 4.0.2;
 * CHANGES.md 3.4 (X25519, X448); published security policies for Ed25519 and Ed448 (no from 3.1 to 3.3).
 */
function isApprovedInFips({
  keyType,
  version,
  flavour,
}: {
  readonly keyType: string;
  readonly version: OpensslVersion;
  readonly flavour: Flavour;
}): boolean {
  if (keyType === 'X25519' || keyType === 'X448') return !isFrom(version, '3.4') && !REDUCED.has(flavour);
  if (keyType === 'ED25519' || keyType === 'ED448') return !isBetween(version, { from: '3.1', until: '3.4' });
  return true;
}

const SERVING: ReadonlySet<string> = new Set(['default', 'fips', 'symcrypt']);
const REDUCED: ReadonlySet<Flavour> = new Set(['red-hat', 'suse', 'azure-linux-3', 'azure-linux-4']);
const POST_QUANTUM = /^ML-|MLKEM/;
/** Source: SymCrypt-OpenSSL's own table (key types and TLS groups), 1.9. */
const SYMCRYPT = new Set([
  'RSA',
  'RSA-PSS',
  'EC',
  'X25519',
  'DH',
  'secp256r1',
  'secp384r1',
  'secp521r1',
  'x25519',
  'ffdhe2048',
  'ffdhe3072',
  'ffdhe4096',
]);
