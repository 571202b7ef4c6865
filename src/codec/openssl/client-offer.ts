import type { CipherSuite } from '../../vocabulary/cipher-suites.ts';
import type { NamedGroup } from '../../vocabulary/named-groups.ts';
import { isFrom } from '../../vocabulary/openssl-version.ts';
import type { SignatureScheme } from '../../vocabulary/signature-schemes.ts';
import type { Availability } from './availability.ts';
import type { OpensslVersion } from './build.ts';
import { offeredVersions, PROTOCOLS, protocolName } from './protocol-versions.ts';
import type { CodePoint, ResolvedTls } from './resolution.ts';
import type { TlsSettings } from './tls-settings.ts';

const TLS12 = PROTOCOLS['TLSv1.2'];
const TLS13 = PROTOCOLS['TLSv1.3'];

/** What the settings put into a ClientHello after the security level and the versions have filtered them. Source: ssl/statem/extensions_clnt.c. */
export function clientOffer(settings: TlsSettings, availability: Availability, version: OpensslVersion): ResolvedTls {
  const versions = offeredVersions(settings.protocols, settings.securityLevel, version);
  const [highest, lowest] = [versions[0] ?? 0, versions.at(-1) ?? 0];
  const minimum = MINIMUM_BITS[settings.securityLevel] ?? 0;
  const groups = settings.groups.groups.filter(
    (group) => group.securityBits >= minimum && spans(withVersion(group, version), lowest, highest),
  );
  const sendsGroups = highest >= TLS13 || usesCurves(settings, { groups, version });
  const keyShares = highest < TLS13 ? [] : sharesOf(settings, groups);
  const schemes = highest < TLS12 ? [] : schemesOf(settings, availability, { lowest, version, minimum });
  const ciphers = highest < TLS13 ? [] : settings.suites.filter((suite) => strengthOf(suite, version) >= minimum);
  const usableIn13 = groups.filter(({ minTls, maxTls }) => spans({ minTls, maxTls }, TLS13, TLS13));
  return {
    failure: failureOf({
      settings,
      versions,
      sendsGroups,
      groups: usableIn13,
      keyShares,
      schemes,
      ciphers,
      availability,
    }),
    minProtocol: settings.protocols.min === null ? null : protocolName(settings.protocols.min),
    maxProtocol: settings.protocols.max === null ? null : protocolName(settings.protocols.max),
    versions: versions.map(protocolName),
    groups: sendsGroups ? groups.map(codePointOf) : [],
    keyShares: keyShares.map(codePointOf),
    signatureSchemes: schemes.map(codePointOf),
    ciphers: ciphers.map(({ name }) => name),
    cipherString: settings.cipherString,
    securityLevel: settings.securityLevel,
    origin: settings.origin,
  };
}

function failureOf(of: {
  readonly settings: TlsSettings;
  readonly versions: readonly number[];
  readonly sendsGroups: boolean;
  readonly groups: readonly NamedGroup[];
  readonly keyShares: readonly NamedGroup[];
  readonly schemes: readonly SignatureScheme[];
  readonly ciphers: readonly unknown[];
  readonly availability: Availability;
}): string | null {
  const highest = of.versions[0];
  if (!of.availability.any)
    return 'the library has no ciphers: no active provider serves any under the default properties';
  if (highest === undefined) return 'no protocol version is left';
  if (highest >= TLS13 && of.ciphers.length === 0) return 'no cipher suite is left for TLSv1.3';
  if (highest < TLS13 && !of.settings.anyTls12Suite) return 'no cipher suite is left';
  if (highest >= TLS12 && of.schemes.length === 0) return 'no signature algorithm is left';
  if (highest >= TLS13 && of.groups.length === 0) return 'no group is left for TLSv1.3';
  return highest >= TLS13 && of.keyShares.length === 0 ? 'no key share can be sent' : null;
}

/** Below TLS 1.3 the extension is sent only with an ECDHE suite and a curve; from 4.0 also for FFDHE. */
function usesCurves(
  { anyEcdheSuite, anyTls12Suite }: TlsSettings,
  { groups, version }: { readonly groups: readonly NamedGroup[]; readonly version: OpensslVersion },
): boolean {
  const curves = groups.some(({ algorithm }) => algorithm === 'EC' || algorithm === 'X25519' || algorithm === 'X448');
  if (anyEcdheSuite && curves) return true;
  return isFrom(version, '4.0') && anyTls12Suite && groups.some(({ kind }) => kind === 'ffdhe');
}

/** The starred groups that are left; without a star, or before 3.5, the first group of the list that TLS 1.3 can use. */
function sharesOf({ groups }: TlsSettings, offered: readonly NamedGroup[]): readonly NamedGroup[] {
  const usable = offered.filter(({ minTls, maxTls }) => spans({ minTls, maxTls }, TLS13, TLS13));
  return groups.keyShares === null ? usable.slice(0, 1) : groups.keyShares.filter((group) => usable.includes(group));
}

function schemesOf(
  { schemes, protocols }: TlsSettings,
  availability: Availability,
  limits: { readonly lowest: number; readonly version: OpensslVersion; readonly minimum: number },
): readonly SignatureScheme[] {
  const listed = schemes ?? availability.knownSchemes;
  return listed.filter((scheme) => {
    if (!availability.schemes.has(scheme.codePoint) || scheme.securityBits < limits.minimum) return false;
    // With TLS 1.2 out of reach what only it can use is left out.
    const onlyFor12 = scheme.keyType === 'DSA' || scheme.hash === 'SHA1' || scheme.hash === 'SHA224';
    if (limits.lowest >= TLS13 && onlyFor12) return false;
    // From 3.5 the configured bounds count too, not the versions switched off by `Protocol`.
    return !isFrom(limits.version, '3.5') || spans(scheme, protocols.min ?? 0, protocols.max ?? 0);
  });
}

/** From 4.0 FFDHE groups serve older versions too. */
function withVersion(
  { kind, minTls, maxTls }: NamedGroup,
  version: OpensslVersion,
): { minTls: number; maxTls: number } {
  return { minTls: kind === 'ffdhe' && isFrom(version, '4.0') ? PROTOCOLS.TLSv1 : minTls, maxTls };
}

/** Whether the versions of a group or scheme meet a range; 0 is an open end on either side. */
function spans(
  { minTls, maxTls }: { readonly minTls: number; readonly maxTls: number },
  lowest: number,
  highest: number,
): boolean {
  return (maxTls === 0 || lowest === 0 || lowest <= maxTls) && (minTls === 0 || highest === 0 || highest >= minTls);
}

/** Before 3.2 the short tag of CCM_8 was not counted. Source: CHANGES.md 3.2. */
function strengthOf({ strengthBits, name }: CipherSuite, version: OpensslVersion): number {
  return name.endsWith('_CCM_8_SHA256') && !isFrom(version, '3.2') ? 128 : strengthBits;
}

function codePointOf({ name, codePoint }: CodePoint): CodePoint {
  return { name, codePoint };
}

/** Bits by security level. Source: SSL_CTX_set_security_level(3). */
const MINIMUM_BITS = [0, 80, 112, 128, 192, 256] as const;
