import type { Release } from './openssl-version.ts';

/** What a named group computes. */
export type GroupKind = 'ecdh' | 'ffdhe' | 'ml-kem' | 'hybrid';

/**
 * A TLS named group as OpenSSL's providers announce it.
 * Sources: IANA TLS Supported Groups (2026-10); OpenSSL providers/common/capabilities.c of 3.0.20, 3.5.7, 3.6.3, 4.0.2.
 */
export interface NamedGroup {
  /** IANA's spelling. */
  readonly name: string;
  readonly codePoint: number;
  /** What OpenSSL accepts in a group list; case matters before 3.5. */
  readonly opensslNames: readonly string[];
  /** The key type that a provider must offer for the group to be usable. */
  readonly algorithm: string;
  readonly securityBits: number;
  readonly kind: GroupKind;
  readonly components: readonly string[];
  /** The protocol versions that may use it, as numbers on the wire; 0: no upper end. */
  readonly minTls: number;
  readonly maxTls: number;
  readonly since: Release;
  /** The first release that leaves it out of a default build; null: none does. */
  readonly until: Release | null;
  /** Releases of the FIPS provider that announce it; null: none. */
  readonly fips: { readonly from: Release; readonly until: Release | null } | null;
  /** Missing where the build has no curves over GF(2^m) and few others (Red Hat and its kin). */
  readonly inReducedBuilds: boolean;
}

/** The group with this code point. */
export function namedGroup(codePoint: number): NamedGroup | undefined {
  return BY_CODE_POINT.get(codePoint);
}

const TLS10 = 0x0301;
const TLS12 = 0x0303;
const TLS13 = 0x0304;
const SINCE_30 = { from: '3.0', until: null } as const;

function row(group: Pick<NamedGroup, 'name' | 'codePoint' | 'securityBits'> & Partial<NamedGroup>): NamedGroup {
  return {
    opensslNames: [group.name],
    algorithm: 'EC',
    kind: 'ecdh',
    components: [group.name],
    minTls: TLS10,
    maxTls: 0,
    since: '3.0',
    until: null,
    fips: null,
    inReducedBuilds: true,
    ...group,
  };
}

/** A curve that RFC 8422 deprecates: TLS 1.2 at most, left out of default builds from 4.0 (no-tls-deprecated-ec). */
function deprecated(codePoint: number, securityBits: number, [name, ...aliases]: readonly [string, ...string[]]) {
  const fips = aliases.some((alias) => /^[BKP]-/.test(alias))
    ? ({ from: '3.0', until: '4.0' as Release } as const)
    : null;
  return row({
    name,
    codePoint,
    securityBits,
    opensslNames: [name, ...aliases],
    maxTls: TLS12,
    until: '4.0',
    fips,
    inReducedBuilds: name === 'secp224r1' || name === 'secp256k1',
  });
}

function brainpool(codePoint: number, bits: 256 | 384 | 512, in13: boolean): NamedGroup {
  const curve = `brainpoolP${bits}r1`;
  return row({
    name: in13 ? `${curve}tls13` : curve,
    codePoint,
    securityBits: bits / 2,
    // The provider's own name of the curve is accepted too, and the TLS 1.2 row is found first.
    components: [curve],
    minTls: in13 ? TLS13 : TLS10,
    maxTls: in13 ? 0 : TLS12,
    since: in13 ? '3.2' : '3.0',
  });
}

function ffdhe(codePoint: number, bits: number, securityBits: number): NamedGroup {
  return row({
    name: `ffdhe${bits}`,
    codePoint,
    securityBits,
    algorithm: 'DH',
    kind: 'ffdhe',
    minTls: TLS13,
    fips: SINCE_30,
  });
}

function postQuantum(
  name: string,
  codePoint: number,
  more: Pick<NamedGroup, 'securityBits' | 'algorithm' | 'components'> & Partial<NamedGroup>,
): NamedGroup {
  return row({
    name,
    codePoint,
    kind: more.components.length > 1 ? 'hybrid' : 'ml-kem',
    minTls: TLS13,
    since: '3.5',
    fips: { from: '3.5', until: null },
    ...more,
  });
}

/** By code point, as the registry has them. */
export const namedGroups: readonly NamedGroup[] = [
  deprecated(0x0001, 80, ['sect163k1', 'K-163']),
  deprecated(0x0002, 80, ['sect163r1']),
  deprecated(0x0003, 80, ['sect163r2', 'B-163']),
  deprecated(0x0004, 80, ['sect193r1']),
  deprecated(0x0005, 80, ['sect193r2']),
  deprecated(0x0006, 112, ['sect233k1', 'K-233']),
  deprecated(0x0007, 112, ['sect233r1', 'B-233']),
  deprecated(0x0008, 112, ['sect239k1']),
  deprecated(0x0009, 128, ['sect283k1', 'K-283']),
  deprecated(0x000a, 128, ['sect283r1', 'B-283']),
  deprecated(0x000b, 192, ['sect409k1', 'K-409']),
  deprecated(0x000c, 192, ['sect409r1', 'B-409']),
  deprecated(0x000d, 256, ['sect571k1', 'K-571']),
  deprecated(0x000e, 256, ['sect571r1', 'B-571']),
  deprecated(0x000f, 80, ['secp160k1']),
  deprecated(0x0010, 80, ['secp160r1']),
  deprecated(0x0011, 80, ['secp160r2']),
  deprecated(0x0012, 80, ['secp192k1']),
  deprecated(0x0013, 80, ['secp192r1', 'prime192v1', 'P-192']),
  deprecated(0x0014, 112, ['secp224k1']),
  deprecated(0x0015, 112, ['secp224r1', 'P-224']),
  deprecated(0x0016, 128, ['secp256k1']),
  row({
    name: 'secp256r1',
    codePoint: 0x0017,
    securityBits: 128,
    opensslNames: ['secp256r1', 'prime256v1', 'P-256'],
    fips: SINCE_30,
  }),
  row({
    name: 'secp384r1',
    codePoint: 0x0018,
    securityBits: 192,
    opensslNames: ['secp384r1', 'P-384'],
    fips: SINCE_30,
  }),
  row({
    name: 'secp521r1',
    codePoint: 0x0019,
    securityBits: 256,
    opensslNames: ['secp521r1', 'P-521'],
    fips: SINCE_30,
  }),
  brainpool(0x001a, 256, false),
  brainpool(0x001b, 384, false),
  brainpool(0x001c, 512, false),
  row({
    name: 'x25519',
    codePoint: 0x001d,
    securityBits: 128,
    algorithm: 'X25519',
    opensslNames: ['x25519', 'X25519'],
    fips: { from: '3.0', until: '3.4' },
  }),
  row({
    name: 'x448',
    codePoint: 0x001e,
    securityBits: 224,
    algorithm: 'X448',
    opensslNames: ['x448', 'X448'],
    fips: { from: '3.0', until: '3.4' },
  }),
  brainpool(0x001f, 256, true),
  brainpool(0x0020, 384, true),
  brainpool(0x0021, 512, true),
  row({
    name: 'curveSM2',
    codePoint: 0x0029,
    securityBits: 128,
    algorithm: 'curveSM2',
    opensslNames: ['curveSM2', 'SM2'],
    minTls: TLS13,
    since: '4.0',
  }),
  ffdhe(0x0100, 2048, 112),
  ffdhe(0x0101, 3072, 128),
  ffdhe(0x0102, 4096, 128),
  ffdhe(0x0103, 6144, 128),
  ffdhe(0x0104, 8192, 192),
  postQuantum('MLKEM512', 0x0200, { securityBits: 128, algorithm: 'ML-KEM-512', components: ['ML-KEM-512'] }),
  postQuantum('MLKEM768', 0x0201, { securityBits: 192, algorithm: 'ML-KEM-768', components: ['ML-KEM-768'] }),
  postQuantum('MLKEM1024', 0x0202, { securityBits: 256, algorithm: 'ML-KEM-1024', components: ['ML-KEM-1024'] }),
  postQuantum('SecP256r1MLKEM768', 0x11eb, {
    securityBits: 192,
    algorithm: 'SecP256r1MLKEM768',
    components: ['secp256r1', 'ML-KEM-768'],
  }),
  postQuantum('X25519MLKEM768', 0x11ec, {
    securityBits: 192,
    algorithm: 'X25519MLKEM768',
    components: ['ML-KEM-768', 'x25519'],
  }),
  postQuantum('SecP384r1MLKEM1024', 0x11ed, {
    securityBits: 256,
    algorithm: 'SecP384r1MLKEM1024',
    components: ['secp384r1', 'ML-KEM-1024'],
  }),
  postQuantum('curveSM2MLKEM768', 0x11ee, {
    securityBits: 192,
    algorithm: 'curveSM2MLKEM768',
    components: ['curveSM2', 'ML-KEM-768'],
    since: '4.0',
    fips: null,
  }),
];

/**
 * Spellings of the oqs-provider that crypto-policies writes beside IANA's; no stock build of OpenSSL knows them.
 * Source: fedora-crypto-policies python/policygenerators/openssl.py (2026-02); oqs-provider ALGORITHMS.md.
 */
export const oqsGroupNames: readonly string[] = [
  'p256_mlkem512',
  'p256_mlkem768',
  'p384_mlkem768',
  'p384_mlkem1024',
  'p521_mlkem1024',
  'x25519_mlkem512',
  'x25519_mlkem768',
  'x448_mlkem768',
];

const BY_CODE_POINT: ReadonlyMap<number, NamedGroup> = new Map(namedGroups.map((group) => [group.codePoint, group]));
