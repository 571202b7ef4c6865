import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/facts/fact.ts';
import { named, shown } from '../support/endpoint-facts.ts';
import { module, tlsWith, weightOf } from '../support/regime.ts';
import { given } from '../support/rule-facts.ts';

type Row = readonly [words: string, requirement: string, on: string, facts: readonly Fact[], weight: string];

const CLASSICAL = [tlsWith(['x25519', 'secp256r1', 'secp384r1'])];
const HYBRID_768 = [tlsWith(['X25519MLKEM768'])];
const HYBRID_768_AND_CLASSICAL = [tlsWith(['X25519MLKEM768', 'x25519'])];
const HYBRID_1024 = [tlsWith(['SecP384r1MLKEM1024'])];
const PURE_1024 = [tlsWith(['MLKEM1024'], ['mldsa87'])];
const RHEL = 'Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider';
const RHEL_9 = given('os.release', { id: 'rhel', versionId: '9.4' });

function scenarios(profile: string, rows: readonly Row[]): void {
  describe(profile, () => {
    it.each(rows)('%s: %s on %s', async (_words, requirement, on, facts, weight) => {
      const kind = requirement.startsWith('endpoint.') ? 'endpoint' : 'dir';
      expect(await weightOf(profile, requirement, { on, facts, kind })).toBe(weight);
    });
  });
}

function endpoint(some: {
  groups?: readonly string[];
  key?: readonly [string, number];
  signature?: string;
}): readonly Fact[] {
  const { groups = ['X25519MLKEM768'], key: [keyAlgorithm, keyBits] = ['EC secp256r1', 256], signature } = some;
  return [
    given('tls.endpoint.reached'),
    given('tls.endpoint.versions'),
    given('tls.endpoint.groups', { supported: named(...groups) }),
    given('tls.endpoint.ciphers'),
    given('tls.endpoint.signature-schemes'),
    given('tls.endpoint.certificate', {
      chain: [shown({ keyAlgorithm, keyBits, ...(signature === undefined ? {} : { signatureAlgorithm: signature }) })],
    }),
  ];
}

scenarios('nist-ir-8547', [
  ['a draft: 112 bits are deprecated after 2030', 'tls.strength-112', '2030-12-31', [tlsWith(['ffdhe2048'])], 'warn'],
  ['deprecated is not disallowed', 'tls.strength-112', '2031-01-01', [tlsWith(['ffdhe2048'])], 'warn'],
  ['a draft never fails', 'tls.strength-112', '2036-01-01', [tlsWith(['ffdhe2048'])], 'warn'],
  [
    'P-256 has 128 bits: nothing is said of it for 2030',
    'tls.strength-112',
    '2031-01-01',
    [tlsWith(['secp256r1'])],
    'pass',
  ],
  [
    'RSA-3072 has 128 bits',
    'endpoint.tls.certificate-strength-112',
    '2031-06-01',
    endpoint({ key: ['RSA', 3072] }),
    'pass',
  ],
  [
    'RSA-2048 has 112 bits',
    'endpoint.tls.certificate-strength-112',
    '2031-06-01',
    endpoint({ key: ['RSA', 2048] }),
    'warn',
  ],
  ['all of ECDH is disallowed after 2035', 'tls.key-establishment.classical', '2026-11-27', CLASSICAL, 'warn'],
  ['a hybrid is no classical key establishment', 'tls.key-establishment.classical', '2036-01-01', HYBRID_768, 'pass'],
]);

scenarios('sp-800-131a', [
  ['at least 112 bits', 'endpoint.tls.certificate-strength', '2026-11-27', endpoint({ key: ['RSA', 2048] }), 'pass'],
  ['less than 112 bits', 'endpoint.tls.certificate-strength', '2026-11-27', endpoint({ key: ['RSA', 1024] }), 'fail'],
  [
    'revision 3 is a draft',
    'endpoint.tls.certificate-strength-128',
    '2031-01-01',
    endpoint({ key: ['RSA', 2048] }),
    'warn',
  ],
  [
    'no SHA-1 in any use by 2030-12-31',
    'tls.sha-1',
    '2030-12-31',
    [given('tls.configured', { ciphers: ['AES128-SHA'] })],
    'warn',
  ],
  [
    'no SHA-1 in any use after it',
    'tls.sha-1',
    '2031-01-01',
    [given('tls.configured', { ciphers: ['AES128-SHA'] })],
    'fail',
  ],
  [
    'no signatures with SHA-1 at all',
    'tls.signatures.sha-1',
    '2026-11-27',
    [tlsWith(['x25519'], ['rsa_pkcs1_sha1'])],
    'fail',
  ],
  [
    'SSH: HMAC with SHA-1 is a use',
    'ssh.sha-1',
    '2031-01-01',
    [given('ssh.configured', { macs: ['hmac-sha1'] })],
    'fail',
  ],
]);

scenarios('sp-800-52r2', [
  [
    'TLS 1.2 is the minimum',
    'tls.version.minimum',
    '2026-11-27',
    [given('tls.configured', { minProtocol: 'TLSv1.1', securityLevel: 0 })],
    'fail',
  ],
  ['TLS 1.2 is enough', 'tls.version.minimum', '2026-11-27', [given('tls.configured')], 'pass'],
  [
    'TLS 1.3 by 2024-01-01: the day itself',
    'tls.version.tls-1-3',
    '2024-01-01',
    [given('tls.configured', { maxProtocol: 'TLSv1.2' })],
    'warn',
  ],
  [
    'TLS 1.3 after 2024-01-01',
    'tls.version.tls-1-3',
    '2024-01-02',
    [given('tls.configured', { maxProtocol: 'TLSv1.2' })],
    'fail',
  ],
  [
    'hybrids came after this edition',
    'tls.groups',
    '2026-11-27',
    [tlsWith(['X25519MLKEM768', 'secp256r1'])],
    'unknown',
  ],
  ['P-256 and P-384', 'tls.groups', '2026-11-27', [tlsWith(['secp256r1', 'secp384r1'])], 'pass'],
  ['X25519 by itself is not among them', 'tls.groups', '2026-11-27', [tlsWith(['x25519'])], 'fail'],
  [
    'ChaCha20 is not among the suites',
    'tls.suites',
    '2026-11-27',
    [given('tls.configured', { ciphers: ['TLS_CHACHA20_POLY1305_SHA256'] })],
    'fail',
  ],
]);

scenarios('cnsa-2.0', [
  ['ML-KEM-768 is not ML-KEM-1024, before the dates', 'tls.key-establishment', '2026-11-27', HYBRID_768, 'warn'],
  ['what is not capable is phased out by 2030-12-31', 'tls.key-establishment', '2031-12-31', HYBRID_768, 'warn'],
  ['mandated by 2031-12-31', 'tls.key-establishment', '2032-01-01', HYBRID_768, 'fail'],
  ['ML-KEM-1024', 'tls.key-establishment', '2032-01-01', PURE_1024, 'pass'],
  ['a hybrid on a mission system needs an NSA exception', 'tls.hybrids', '2026-11-27', HYBRID_1024, 'fail'],
  [
    'SLH-DSA is not approved for any use',
    'tls.slh-dsa',
    '2026-11-27',
    [tlsWith(['MLKEM1024'], ['slhdsa_sha2_128s (draft)'])],
    'fail',
  ],
  ['ML-DSA-87', 'tls.signatures', '2032-01-01', PURE_1024, 'pass'],
  ['ML-DSA-65 is not enough', 'tls.signatures', '2032-01-01', [tlsWith(['MLKEM1024'], ['mldsa65'])], 'fail'],
  ['the TLS profile is a draft', 'tls.key-establishment.tls-profile', '2040-01-01', HYBRID_1024, 'warn'],
  ['a category that was not chosen', 'tls.exclusive.networking', '2031-01-01', CLASSICAL, 'not-applicable'],
]);

scenarios('cnsa-2.0:networking', [
  ['exclusively by 2030', 'tls.exclusive.networking', '2030-12-31', CLASSICAL, 'warn'],
  ['exclusively by 2030, after it', 'tls.exclusive.networking', '2031-01-01', CLASSICAL, 'fail'],
  ['another category', 'tls.exclusive.web-cloud', '2040-01-01', CLASSICAL, 'not-applicable'],
]);

scenarios('eo-14412', [
  ['key establishment by 2030-12-31', 'tls.key-establishment', '2030-12-31', CLASSICAL, 'warn'],
  ['key establishment after it', 'tls.key-establishment', '2031-01-01', CLASSICAL, 'fail'],
  ['it never says hybrid: pure', 'tls.key-establishment', '2031-01-01', PURE_1024, 'pass'],
  ['it never says hybrid: hybrid', 'tls.key-establishment', '2031-01-01', HYBRID_768_AND_CLASSICAL, 'pass'],
  ['signatures by 2031-12-31', 'tls.signatures', '2031-12-31', CLASSICAL, 'warn'],
  ['signatures after it', 'tls.signatures', '2032-01-01', CLASSICAL, 'fail'],
  ['endpoints too', 'endpoint.tls.key-establishment', '2031-01-01', endpoint({ groups: ['secp256r1'] }), 'fail'],
]);

scenarios('omb-m-26-15', [
  [
    'TLS 1.3 by 2030-01-02, the day included',
    'tls.version.tls-1-3',
    '2030-01-02',
    [given('tls.configured', { maxProtocol: 'TLSv1.2' })],
    'warn',
  ],
  [
    'TLS 1.3 after it',
    'tls.version.tls-1-3',
    '2030-01-03',
    [given('tls.configured', { maxProtocol: 'TLSv1.2' })],
    'fail',
  ],
  ['SLH-DSA is fine', 'tls.signatures', '2032-01-01', [tlsWith(['MLKEM768'], ['slhdsa_sha2_128s (draft)'])], 'pass'],
  ['hybrids are endorsed', 'tls.key-establishment', '2031-01-01', HYBRID_768, 'pass'],
  ['key establishment in the phase to 2030', 'tls.key-establishment', '2031-01-01', CLASSICAL, 'fail'],
  ['the rest by 2035 is a should', 'tls.key-establishment.classical', '2036-01-01', CLASSICAL, 'warn'],
]);

scenarios('eu-roadmap:high-risk', [
  [
    'not stand-alone after the end of 2030',
    'tls.key-establishment.stand-alone.high-risk',
    '2030-12-31',
    CLASSICAL,
    'warn',
  ],
  ['not stand-alone, from 2031', 'tls.key-establishment.stand-alone.high-risk', '2031-01-01', CLASSICAL, 'fail'],
  ['a hybrid does not stand alone', 'tls.key-establishment.stand-alone.high-risk', '2031-01-01', HYBRID_768, 'pass'],
  [
    'classical beside a hybrid stands alone',
    'tls.key-establishment.stand-alone.high-risk',
    '2031-01-01',
    HYBRID_768_AND_CLASSICAL,
    'fail',
  ],
  ['hybrids are recommended', 'tls.key-establishment.hybrid', '2040-01-01', PURE_1024, 'warn'],
  [
    'medium risk is another category',
    'tls.key-establishment.stand-alone.medium-risk',
    '2040-01-01',
    CLASSICAL,
    'not-applicable',
  ],
]);

scenarios('eu-roadmap:medium-risk', [
  ['until the end of 2035', 'tls.key-establishment.stand-alone.medium-risk', '2035-12-31', CLASSICAL, 'warn'],
  ['after it', 'tls.key-establishment.stand-alone.medium-risk', '2036-01-01', CLASSICAL, 'fail'],
]);

scenarios('ncsc-uk', [
  ['all by 2035', 'tls.key-establishment', '2035-12-31', CLASSICAL, 'warn'],
  ['after 2035', 'tls.key-establishment', '2036-01-01', CLASSICAL, 'fail'],
  ['ML-KEM-768', 'tls.key-establishment', '2036-01-01', HYBRID_768, 'pass'],
  ['ML-KEM-512 is less', 'tls.key-establishment', '2036-01-01', [tlsWith(['MLKEM512'])], 'fail'],
  ['ML-DSA-65', 'tls.signatures', '2036-01-01', [tlsWith(['x25519'], ['mldsa65'])], 'pass'],
  ['high priority was not chosen', 'tls.key-establishment.high-priority', '2032-01-01', CLASSICAL, 'not-applicable'],
]);

scenarios('ncsc-uk:high-priority', [
  ['by 2031', 'tls.key-establishment.high-priority', '2031-12-31', CLASSICAL, 'warn'],
  ['after 2031', 'tls.key-establishment.high-priority', '2032-01-01', CLASSICAL, 'fail'],
]);

scenarios('asd-ism', [
  ['ISM-1995: ML-KEM-768 or 1024', 'tls.ism-1995', '2026-11-27', [tlsWith(['MLKEM512'])], 'fail'],
  ['ISM-1139: only the latest version', 'tls.ism-1139', '2026-11-27', [given('tls.configured')], 'fail'],
  [
    'ISM-1917: support by no later than 2030',
    'ism-1917',
    '2030-12-31',
    [given('openssl.library', { version: '3.2.2' })],
    'warn',
  ],
  ['ISM-1917: after 2030', 'ism-1917', '2031-01-01', [given('openssl.library', { version: '3.2.2' })], 'fail'],
  ['ML-KEM-768 is approved until 2030', 'tls.key-establishment.approved', '2030-12-31', HYBRID_768, 'warn'],
  ['ML-KEM-768 is not approved beyond 2030', 'tls.key-establishment.approved', '2031-01-01', HYBRID_768, 'fail'],
  ['hybrids are not recommended, not prohibited', 'tls.hybrids', '2031-01-01', HYBRID_1024, 'warn'],
  ['ISM-1372: DH or ECDH, in a hybrid too', 'tls.ism-1372', '2026-11-27', HYBRID_1024, 'pass'],
]);

scenarios('bsi-tr-02102', [
  ['a hybrid', 'tls.key-establishment', '2032-01-01', HYBRID_768, 'pass'],
  ['pure ML-KEM is no hybrid', 'tls.key-establishment', '2032-01-01', PURE_1024, 'fail'],
  ['classical alone until the end of 2031', 'tls.key-establishment.classical', '2031-12-31', CLASSICAL, 'warn'],
  ['classical alone after it', 'tls.key-establishment.classical', '2032-01-01', CLASSICAL, 'fail'],
  [
    'hash-based signatures may stand alone',
    'tls.signatures',
    '2036-01-01',
    [tlsWith(['x25519'], ['slhdsa_sha2_192s (draft)'])],
    'pass',
  ],
  ['signatures until the end of 2035', 'tls.signatures', '2035-12-31', CLASSICAL, 'warn'],
  ['ML-DSA by itself is no hybrid', 'tls.signatures', '2036-01-01', [tlsWith(['x25519'], ['mldsa65'])], 'fail'],
]);

scenarios('bsi-tr-02102:very-high-protection', [
  ['very high: until the end of 2030', 'tls.key-establishment.classical.very-high', '2030-12-31', CLASSICAL, 'warn'],
  ['very high: after it', 'tls.key-establishment.classical.very-high', '2031-01-01', CLASSICAL, 'fail'],
]);

scenarios('anssi', [
  ['hybridation', 'tls.key-establishment', '2031-01-01', HYBRID_768, 'pass'],
  ['qualification from 2027 is an aim', 'tls.key-establishment', '2027-01-01', CLASSICAL, 'warn'],
  ['only products with it from 2030', 'tls.key-establishment', '2031-01-01', CLASSICAL, 'fail'],
  ['ML-KEM by itself', 'tls.ml-kem-alone', '2026-11-27', PURE_1024, 'fail'],
  [
    'a single source decides nothing, neither failing',
    'tls.key-establishment.classical',
    '2031-01-01',
    CLASSICAL,
    'unknown',
  ],
  ['nor passing', 'tls.key-establishment.classical', '2031-01-01', HYBRID_768, 'unknown'],
]);

scenarios('pci-dss-4.0.1', [
  ['classical groups break no rule of it', 'tls.version.minimum', '2036-01-01', CLASSICAL, 'pass'],
  [
    'TLS 1.0',
    'tls.version.minimum',
    '2026-11-27',
    [given('tls.configured', { minProtocol: 'TLSv1', securityLevel: 0 })],
    'fail',
  ],
  ['RC4', 'tls.ciphers.weak', '2026-11-27', [given('tls.configured', { ciphers: ['RC4-SHA'] })], 'fail'],
  ['an inventory that was not seen', 'inventory.packages', '2026-11-27', CLASSICAL, 'unknown'],
  [
    'an inventory',
    'inventory.packages',
    '2026-11-27',
    [given('package.inventory'), given('package.installed')],
    'pass',
  ],
  ['RSA-1024', 'endpoint.tls.certificate-strength', '2026-11-27', endpoint({ key: ['RSA', 1024] }), 'fail'],
]);

scenarios('cccs-canada', [
  ['the rest by the end of 2035', 'tls.key-establishment', '2035-12-31', CLASSICAL, 'warn'],
  ['after it', 'tls.key-establishment', '2036-01-01', CLASSICAL, 'fail'],
  ['ML-KEM-768', 'tls.key-establishment', '2036-01-01', HYBRID_768, 'pass'],
  ['signatures', 'tls.signatures', '2036-01-01', [tlsWith(['x25519'], ['mldsa44'])], 'pass'],
  ['high priority was not chosen', 'tls.key-establishment.high-priority', '2040-01-01', CLASSICAL, 'not-applicable'],
]);

scenarios('cccs-canada:high-priority', [
  ['high priority by the end of 2031', 'tls.key-establishment.high-priority', '2031-12-31', CLASSICAL, 'warn'],
  ['high priority after it', 'tls.key-establishment.high-priority', '2032-01-01', CLASSICAL, 'fail'],
]);

const UNCOVERED = [module(RHEL, '3.0.7-cda111b5812c30d4'), RHEL_9];
const HISTORICAL = [module('OpenSSL FIPS Provider', '3.0.9'), RHEL_9];
const ACTIVE = [module(RHEL, '3.0.7-395c1a240fbfffd8'), RHEL_9];

scenarios('fedramp-2026', [['no class was chosen', 'module.status.class-d', '2027-01-01', HISTORICAL, 'unknown']]);
scenarios('fedramp-2026:class-a', [['MAY', 'module.status.class-d', '2027-01-01', HISTORICAL, 'not-applicable']]);
scenarios('fedramp-2026:class-c', [
  ['SHOULD, before 2027', 'module.status.class-c', '2026-12-31', HISTORICAL, 'warn'],
  ['SHOULD, after it', 'module.status.class-c', '2027-01-01', HISTORICAL, 'warn'],
  ['another class', 'module.status.class-d', '2027-01-01', HISTORICAL, 'not-applicable'],
]);
scenarios('fedramp-2026:class-d', [
  ['MUST, before 2027', 'module.status.class-d', '2026-12-31', HISTORICAL, 'warn'],
  ['MUST, from 2027-01-01', 'module.status.class-d', '2027-01-01', HISTORICAL, 'fail'],
  ['an active certificate', 'module.status.class-d', '2027-01-01', ACTIVE, 'pass'],
  ['another build may be an update stream', 'module.certificate.class-d', '2027-01-01', UNCOVERED, 'unknown'],
]);

const AZL3 = given('os.release', { id: 'azurelinux', versionId: '3.0.20260506', variantId: null });
const ACL = given('os.release', { id: 'azurelinux', versionId: '3.0.20260506', variantId: 'azurecontainerlinux' });
const AZL2 = given('os.release', { id: 'mariner', versionId: '2.0', variantId: null });
const SPDX = given('package.inventory', { manager: 'spdx' });
const FLAG_OFF = given('kernel.configuration', { cryptoFips: 'n' });

scenarios('azure-linux', [
  ['a plain image with an SPDX manifest is Azure Linux 3', 'packages.listed', '2026-11-27', [AZL3, SPDX], 'pass'],
  ['another system', 'kernel.able', '2026-11-27', [AZL2, FLAG_OFF], 'not-applicable'],
  ['a kernel without CONFIG_CRYPTO_FIPS', 'kernel.able', '2026-11-27', [AZL3, FLAG_OFF], 'fail'],
  ['which system it is was not seen', 'kernel.able', '2026-11-27', [FLAG_OFF], 'unknown'],
  ['ML-KEM by 2030-12-31', 'tls.key-establishment', '2030-12-31', [AZL3, ...CLASSICAL], 'warn'],
  ['ML-KEM after it', 'tls.key-establishment', '2031-01-01', [ACL, ...CLASSICAL], 'fail'],
]);

scenarios('fips-140-3', [
  ['#4282 on its last day', 'module.standard', '2026-09-21', HISTORICAL, 'warn'],
  ['#4282 on the Historical List', 'module.standard', '2026-09-22', HISTORICAL, 'fail'],
  ['active through 2026-09-21', 'module.status', '2026-09-21', HISTORICAL, 'pass'],
  ['Historical from 2026-09-22', 'module.status', '2026-09-22', HISTORICAL, 'fail'],
  ['RHEL: the build that #4857 names', 'module.certificate', '2026-11-27', ACTIVE, 'pass'],
  ['RHEL: the build that ships', 'module.certificate', '2026-11-27', UNCOVERED, 'fail'],
]);

scenarios('pq-transition', [
  ['the strictest general clause', 'tls.key-establishment', '2030-12-31', CLASSICAL, 'warn'],
  ['after it', 'tls.key-establishment', '2031-01-01', CLASSICAL, 'fail'],
  ['a hybrid beside classical groups', 'tls.key-establishment', '2031-01-01', HYBRID_768_AND_CLASSICAL, 'pass'],
  ['112 bits: from a draft', 'tls.strength-112', '2036-01-01', [tlsWith(['ffdhe2048'])], 'warn'],
  ['signatures by 2031-12-31', 'tls.signatures', '2032-01-01', CLASSICAL, 'fail'],
  [
    'TLS 1.3 after 2030-01-02',
    'tls.version.tls-1-3',
    '2030-01-03',
    [given('tls.configured', { maxProtocol: 'TLSv1.2' })],
    'fail',
  ],
]);
