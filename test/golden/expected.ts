import type { Selected } from '../../src/facts/values/modules.ts';
import type { TreeName } from '../trees/index.ts';

/**
 * What is true of each system on 2026-11-22, taken from the distributions' sources and from NIST's certificates and never from
 * our own output: the table that the goldens are held against.
 */
export interface Expectation {
  /** Every FIPS module of the system; empty: there is none. */
  readonly modules: readonly ExpectedModule[];
  /** The word in /etc/crypto-policies/config and what really rules a boot with fips=1; null: the system has no crypto-policies. */
  readonly policy: { readonly configured: string; readonly overlay: 'available' | 'none' } | null;
  /** Groups on the wire with the kernel flag off. */
  readonly groups: readonly string[];
  /** Under the kernel's flag, where the library heeds it: these must be offered, those must not. */
  readonly underFlag: { readonly offers: readonly string[]; readonly never: readonly string[] } | null;
  /** What the kernels that can be booted would be told, each word once; empty: no boot entry lies in the tree. */
  readonly boots: readonly ('on' | 'off')[];
  readonly packages: Readonly<Record<string, string>>;
}

export interface ExpectedModule {
  readonly name: string;
  readonly build: string;
  readonly integrity: 'intact' | 'unknown';
  readonly flagOff: Selected;
  readonly flagOn: Selected;
  /** null: no certificate names this exact build. */
  readonly certificate: number | null;
}

const FFDHE = ['ffdhe2048', 'ffdhe3072', 'ffdhe4096', 'ffdhe6144', 'ffdhe8192'] as const;
const FFDHE_3_5 = ['ffdhe2048', 'ffdhe3072'] as const;
/** crypto-policies DEFAULT of 2025-11 with OpenSSL 3.5. */
const FEDORA_DEFAULT = [
  'X25519MLKEM768',
  'SecP256r1MLKEM768',
  'SecP384r1MLKEM1024',
  'x25519',
  'secp256r1',
  'x448',
  'secp521r1',
  'secp384r1',
  ...FFDHE,
] as const;
const CLASSIC_FIPS = ['secp256r1', 'secp521r1', 'secp384r1', ...FFDHE] as const;
const BUILT_IN_3_0 = ['x25519', 'secp256r1', 'x448', 'secp521r1', 'secp384r1', ...FFDHE] as const;
const BUILT_IN_3_5 = ['X25519MLKEM768', 'x25519', 'secp256r1', 'x448', 'secp384r1', 'secp521r1', ...FFDHE_3_5] as const;
const HYBRIDS = ['X25519MLKEM768', 'SecP256r1MLKEM768', 'SecP384r1MLKEM1024'] as const;
const NO_X25519 = ['x25519', 'x448'] as const;

const SYMCRYPT_AZURE_LINUX_3: ExpectedModule = {
  name: 'SymCrypt Provider',
  build: '1.9.5',
  integrity: 'unknown',
  flagOff: 'available',
  flagOn: 'available',
  certificate: null,
};

/** By the tree's name. */
export const expected: Readonly<Record<TreeName, Expectation>> = {
  'amazon-linux-2023-certified': {
    modules: [
      {
        name: 'Amazon Linux 2023 - OpenSSL FIPS Provider',
        build: '3.2.2-799901ad7ab41d45',
        integrity: 'intact',
        flagOff: 'no',
        flagOn: 'enforced',
        certificate: 5438,
      },
    ],
    policy: { configured: 'FIPS', overlay: 'none' },
    groups: CLASSIC_FIPS,
    underFlag: { offers: ['secp256r1'], never: [...HYBRIDS, ...NO_X25519] },
    boots: ['on'],
    packages: { 'openssl-fips-provider-certified': '3.2.2-1.amzn2023', 'openssl-libs': '1:3.2.2-1.amzn2023.0.5' },
  },
  'amazon-linux-2023-latest': {
    modules: [
      {
        name: 'Amazon Linux 2023 - OpenSSL FIPS Provider',
        build: '3.2.2-5d1f0c7be2a94836',
        integrity: 'intact',
        flagOff: 'no',
        flagOn: 'enforced',
        certificate: null,
      },
    ],
    policy: { configured: 'FIPS', overlay: 'none' },
    groups: CLASSIC_FIPS,
    underFlag: { offers: ['secp256r1'], never: [...HYBRIDS, ...NO_X25519] },
    boots: ['on'],
    packages: { 'openssl-fips-provider-latest': '3.2.2-2.amzn2023.0.4' },
  },
  // SymCrypt as on Azure Linux 3; fips=1 stands in an addon of the unified kernel image only.
  'azure-container-linux-fips': {
    modules: [SYMCRYPT_AZURE_LINUX_3],
    policy: null,
    groups: BUILT_IN_3_0,
    underFlag: { offers: ['x25519', 'secp256r1'], never: HYBRIDS },
    boots: ['on'],
    packages: { 'openssl-libs': '3.3.5-5.azl3', 'SymCrypt-OpenSSL': '1.9.5-1.azl3' },
  },
  // The kernel boots without the flag; the addon that nothing reads must not pass for one that is read.
  'azure-container-linux-orphaned-addon': {
    modules: [SYMCRYPT_AZURE_LINUX_3],
    policy: null,
    groups: BUILT_IN_3_0,
    underFlag: { offers: ['x25519', 'secp256r1'], never: HYBRIDS },
    boots: ['off'],
    packages: { 'openssl-libs': '3.3.5-5.azl3', 'SymCrypt-OpenSSL': '1.9.5-1.azl3' },
  },
  // One slot boots with the flag, the other without it.
  'azure-container-linux-slots': {
    modules: [SYMCRYPT_AZURE_LINUX_3],
    policy: null,
    groups: BUILT_IN_3_0,
    underFlag: { offers: ['x25519', 'secp256r1'], never: HYBRIDS },
    boots: ['off', 'on'],
    packages: { 'openssl-libs': '3.3.5-5.azl3', 'SymCrypt-OpenSSL': '1.9.5-1.azl3' },
  },
  // Loaded whatever the kernel says, but patch 0032 sets no property, so nothing routes to it beside the active default.
  'azure-linux-3': {
    modules: [SYMCRYPT_AZURE_LINUX_3],
    policy: null,
    groups: BUILT_IN_3_0,
    underFlag: { offers: ['x25519', 'secp256r1'], never: HYBRIDS },
    boots: ['off'],
    packages: { 'openssl-libs': '3.3.5-5.azl3', 'SymCrypt-OpenSSL': '1.9.5-1.azl3', SymCrypt: '103.8.0-1.azl3' },
  },
  'azure-linux-3-distroless': {
    modules: [SYMCRYPT_AZURE_LINUX_3],
    policy: null,
    groups: BUILT_IN_3_0,
    underFlag: { offers: ['x25519', 'secp256r1'], never: HYBRIDS },
    boots: [],
    packages: { 'openssl-libs': '3.3.5-5.azl3', 'SymCrypt-OpenSSL': '1.9.5-1.azl3' },
  },
  'azure-linux-4-openssl-fips-provider': {
    modules: [
      {
        name: 'Microsoft Azure Linux FIPS Provider for OpenSSL',
        build: '3.5.8',
        integrity: 'intact',
        flagOff: 'no',
        flagOn: 'enforced',
        certificate: null,
      },
    ],
    policy: { configured: 'DEFAULT', overlay: 'available' },
    groups: FEDORA_DEFAULT,
    underFlag: { offers: [...HYBRIDS, 'secp256r1'], never: NO_X25519 },
    boots: ['on'],
    packages: { 'openssl-fips-provider': '1:3.5.8-2.azl4', 'openssl-libs': '1:3.5.4-13.azl4' },
  },
  'azure-linux-4-preview': {
    modules: [],
    policy: { configured: 'DEFAULT', overlay: 'available' },
    groups: FEDORA_DEFAULT,
    underFlag: null,
    boots: ['off'],
    packages: { 'openssl-libs': '1:3.5.4-3.azl4' },
  },
  // Certificate 5313 is of the SymCrypt library; that it covers this build and this system is not shown by anything.
  'azure-linux-4-symcrypt': {
    modules: [
      {
        name: 'SymCrypt Provider',
        build: '1.11.2',
        integrity: 'unknown',
        flagOff: 'no',
        flagOn: 'preferred',
        certificate: null,
      },
    ],
    policy: { configured: 'DEFAULT', overlay: 'available' },
    groups: FEDORA_DEFAULT,
    underFlag: { offers: ['secp256r1'], never: NO_X25519 },
    boots: ['on'],
    packages: {
      SymCrypt: '103.13.0-1.azl4',
      'SymCrypt-OpenSSL': '1.11.2-8.azl4',
      'openssl-libs': '1:3.5.4-13.azl4',
    },
  },
  // 3.6's built-in list through a 3.4.0 module, which has no ML-KEM and does not approve X25519.
  'chainguard-fips': {
    modules: [
      {
        name: 'Chainguard FIPS Provider for OpenSSL',
        build: '3.4.0-r5',
        integrity: 'intact',
        flagOff: 'enforced',
        flagOn: 'enforced',
        certificate: 5132,
      },
    ],
    policy: null,
    groups: ['secp256r1', 'secp384r1', 'secp521r1', ...FFDHE_3_5],
    underFlag: null,
    boots: [],
    packages: { libcrypto3: '3.6.3-r1', 'openssl-provider-fips-3.4.0': '3.4.0-r5' },
  },
  'debian-13': {
    modules: [
      {
        name: 'OpenSSL FIPS Provider',
        build: '3.5.7',
        integrity: 'unknown',
        flagOff: 'no',
        flagOn: 'no',
        certificate: null,
      },
    ],
    policy: null,
    groups: BUILT_IN_3_5,
    underFlag: null,
    boots: ['off'],
    packages: { libssl3t64: '3.5.7-1~deb13u2', 'openssl-provider-fips': '3.5.7-1~deb13u2' },
  },
  'fedora-43': {
    modules: [
      {
        name: 'Red Hat Enterprise Linux OpenSSL FIPS Provider',
        build: '3.5.4-8b2c0d9f6a1e4735',
        integrity: 'intact',
        flagOff: 'no',
        flagOn: 'enforced',
        certificate: null,
      },
    ],
    policy: { configured: 'DEFAULT', overlay: 'available' },
    groups: FEDORA_DEFAULT,
    underFlag: { offers: [...HYBRIDS, 'secp256r1'], never: NO_X25519 },
    boots: ['off'],
    packages: { 'openssl-libs': '1:3.5.4-2.fc43', gnutls: '3.8.11-1.fc43' },
  },
  // The kernel arguments of the image reach the new deployment, not the one that is kept for a rollback.
  'fedora-bootc-43': {
    modules: [
      {
        name: 'Red Hat Enterprise Linux OpenSSL FIPS Provider',
        build: '3.5.4-8b2c0d9f6a1e4735',
        integrity: 'intact',
        flagOff: 'no',
        flagOn: 'enforced',
        certificate: null,
      },
    ],
    policy: { configured: 'DEFAULT', overlay: 'available' },
    groups: FEDORA_DEFAULT,
    underFlag: { offers: [...HYBRIDS, 'secp256r1'], never: NO_X25519 },
    boots: ['off', 'on'],
    packages: { 'openssl-libs': '1:3.5.4-2.fc43', gnutls: '3.8.11-1.fc43' },
  },
  // The MAC lies in /etc/ssl/fipsmodule.cnf, which nothing includes: no configuration gives the module that MAC.
  flatcar: {
    modules: [
      {
        name: 'OpenSSL FIPS Provider',
        build: '3.5.7',
        integrity: 'unknown',
        flagOff: 'no',
        flagOn: 'no',
        certificate: null,
      },
    ],
    policy: null,
    groups: BUILT_IN_3_5,
    underFlag: null,
    boots: [],
    packages: {},
  },
  'flatcar-fips': {
    modules: [
      {
        name: 'OpenSSL FIPS Provider',
        build: '3.5.7',
        integrity: 'intact',
        flagOff: 'enforced',
        flagOn: 'enforced',
        certificate: null,
      },
    ],
    policy: null,
    groups: ['X25519MLKEM768', 'secp256r1', 'secp384r1', 'secp521r1', ...FFDHE_3_5],
    underFlag: null,
    boots: ['on'],
    packages: {},
  },
  'rhel-9-certified': {
    modules: [
      {
        name: 'Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider',
        build: '3.0.7-395c1a240fbfffd8',
        integrity: 'intact',
        flagOff: 'no',
        flagOn: 'enforced',
        certificate: 4857,
      },
    ],
    policy: { configured: 'FIPS', overlay: 'none' },
    groups: CLASSIC_FIPS,
    underFlag: { offers: ['secp256r1'], never: [...HYBRIDS, ...NO_X25519] },
    boots: ['on'],
    packages: { 'openssl-fips-provider-so': '3.0.7-8.el9', 'openssl-libs': '1:3.2.2-6.el9_5.1' },
  },
  'rhel-9-uncertified': {
    modules: [
      {
        name: 'Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider',
        build: '3.0.7-cda111b5812c30d4',
        integrity: 'intact',
        flagOff: 'no',
        flagOn: 'enforced',
        certificate: null,
      },
    ],
    policy: { configured: 'FIPS', overlay: 'none' },
    groups: CLASSIC_FIPS,
    underFlag: { offers: ['secp256r1'], never: [...HYBRIDS, ...NO_X25519] },
    boots: ['on'],
    packages: { 'openssl-fips-provider-so': '3.0.7-11.el9_8', 'openssl-libs': '1:3.5.5-3.el9_8' },
  },
  // The certificate names the bytes but not RHEL 10; X25519 cannot come from a module of 3.0.7 under FIPS.
  'rhel-10': {
    modules: [
      {
        name: 'Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider',
        build: '3.0.7-395c1a240fbfffd8',
        integrity: 'intact',
        flagOff: 'no',
        flagOn: 'enforced',
        certificate: 4857,
      },
    ],
    policy: { configured: 'DEFAULT', overlay: 'available' },
    groups: FEDORA_DEFAULT,
    underFlag: { offers: ['secp256r1'], never: ['X25519MLKEM768', ...NO_X25519] },
    boots: ['on'],
    packages: { 'openssl-fips-provider-so': '3.0.7-6.el10', 'openssl-libs': '1:3.5.1-3.el10' },
  },
  // Certificate 5096 covers some build of SUSE's OpenSSL 3; which one is not known, so none is claimed.
  'sles-15': {
    modules: [
      {
        name: 'SUSE Linux Enterprise - OpenSSL FIPS Provider',
        build: '3.2.3 SUSE release 150700.5.24.1',
        integrity: 'intact',
        flagOff: 'no',
        flagOn: 'enforced',
        certificate: null,
      },
    ],
    policy: { configured: 'FIPS', overlay: 'none' },
    groups: CLASSIC_FIPS,
    underFlag: { offers: ['secp256r1'], never: [...HYBRIDS, ...NO_X25519] },
    boots: ['on'],
    packages: {
      'libopenssl-3-fips-provider': '3.2.3-150700.5.24.1',
      libopenssl3: '3.2.3-150700.5.24.1',
      'openssh-server': '9.6p1-150600.6.29.2',
    },
  },
  // Where Canonical's build keeps its MAC is not known, so whether it loads is not foretold.
  // fips-updates drifts from the certificate by design: 5115 names 3.0.13-0ubuntu3+Fips1.
  'ubuntu-24-04-pro': {
    modules: [
      {
        name: 'Ubuntu 24.04 OpenSSL Cryptographic Module',
        build: '3.0.13-0ubuntu3.15+Fips1',
        integrity: 'unknown',
        flagOff: 'no',
        flagOn: 'unknown',
        certificate: null,
      },
    ],
    policy: null,
    groups: BUILT_IN_3_0,
    underFlag: null,
    boots: ['on'],
    packages: { 'openssl-fips-module-3': '3.0.13-0ubuntu3.15+Fips1', libssl3t64: '3.0.13-0ubuntu3.7' },
  },
};
