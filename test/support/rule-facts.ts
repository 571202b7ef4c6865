import { type Fact, type FactKind, fact, type Gap, type Subject } from '../../src/facts/fact.ts';
import { type FactBase, factBase } from '../../src/facts/fact-base.ts';
import { targetPath } from '../../src/facts/locator.ts';
import { evidence } from '../../src/facts/quote.ts';
import type { ModuleCertificate } from '../../src/facts/values/modules.ts';
import type { FactValues } from '../../src/facts/values.ts';
import { type BoundRule, bind, type Judgement, type Rule } from '../../src/rules/rule.ts';
import { plainEndpoints } from './endpoint-facts.ts';

/** Judges facts by a rule, and holds the rule to the kinds that it declares. */
export function judged<P>(
  rule: Rule<P>,
  given: Readonly<Record<string, unknown>>,
  facts: readonly Fact[],
  gaps: readonly Gap[] = [],
): readonly string[] {
  const bound = bind(rule);
  return bound
    .with(given)
    .judge(declaredOnly(bound, factBase(facts, gaps)))
    .map(inOneLine);
}

/** `unmet kernel: the running kernel ...`; the remedy is left out. */
function inOneLine(judgement: Judgement): string {
  const { outcome, subject } = judgement;
  switch (judgement.outcome) {
    case 'met':
      return [`${outcome} ${subject}`, ...(judgement.notes ?? [])].join('; ');
    case 'unmet':
      return [`${outcome} ${subject}: ${judgement.shortfall}`, ...(judgement.notes ?? [])].join('; ');
    case 'unknown':
      return `${outcome} ${subject}: ${judgement.missing.map(({ why }) => why).join('; ')}`;
    case 'not-applicable':
      return `${outcome} ${subject}: ${judgement.why}`;
  }
}

function declaredOnly(rule: BoundRule, base: FactBase): FactBase {
  const check = (kind: FactKind): void => {
    if (!rule.reads.includes(kind) && !rule.consults.includes(kind))
      throw new Error(`${rule.id} does not declare ${kind}`);
  };
  return {
    all(kind) {
      check(kind);
      return base.all(kind);
    },
    gaps(kind) {
      check(kind);
      return base.gaps(kind);
    },
  };
}

/** A fact of which a test says only what matters: the rest is a plain, blameless value of its kind. */
export function given<K extends keyof typeof PLAIN>(
  kind: K,
  some: Partial<FactValues[K]> = {},
  subject: Subject = PLAIN[kind].subject,
): Fact {
  // The plain value is whole, and what overrides it is a part of the same kind.
  const value = { ...PLAIN[kind].value, ...some } as FactValues[K];
  const written = fact(kind, subject, value, evidence({ in: 'file', path: targetPath('/etc/example') }, kind));
  // A member of the union of all kinds; TypeScript gives up comparing past 25 of them.
  return written as unknown as Fact;
}

/** A certificate that has nothing against it. */
export function certificate(some: Partial<ModuleCertificate> = {}): ModuleCertificate {
  return {
    number: 4857,
    module: 'Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider',
    form: 'binary',
    standard: 'FIPS 140-3',
    status: 'active',
    sunset: '2029-10-28',
    environmentListed: 'yes',
    algorithms: [],
    notApproved: ['Ed25519', 'Ed448'],
    caveat: null,
    supersededBy: null,
    recheck: null,
    asOf: '2026-10-09',
    source: 'the NIST page',
    confidence: 'H',
    ...some,
  };
}

const BUILT_IN = { from: 'built-in', library: 'OpenSSL 3.5.7' } as const;
const FIPS_SO = targetPath('/usr/lib64/ossl-modules/fips.so');

interface Plain<K extends FactKind> {
  readonly subject: Subject;
  readonly value: FactValues[K];
}

const PLAIN = {
  ...plainEndpoints,
  listener: plain<'listener'>('listener tcp/443 (nginx)', {
    port: 443,
    addresses: ['0.0.0.0'],
    program: 'nginx',
    executable: { path: '/usr/sbin/nginx', deleted: false },
    libraries: [],
    go: null,
    speaks: 'tls',
    startTls: null,
  }),
  'listener.configured': plain<'listener.configured'>('listener tcp/443 (nginx)', {
    server: 'nginx',
    setting: 'ssl_ecdh_curve',
    written: 'X25519MLKEM768:X25519',
    from: { path: '/etc/nginx/nginx.conf', line: 7 },
    groups: ['X25519MLKEM768', 'x25519'],
    refused: null,
    otherwise: null,
  }),
  'listener.inventory': plain<'listener.inventory'>('listeners of this host', {
    tls: 0,
    ssh: 0,
    neither: 0,
    unknown: 0,
  }),
  'os.release': plain<'os.release'>('operating system', {
    id: 'rhel',
    versionId: '9.4',
    variantId: null,
    idLike: ['fedora'],
    prettyName: 'Red Hat Enterprise Linux 9.4 (Plow)',
  }),
  'os.form': plain<'os.form'>('operating system', { immutable: false, container: false, marks: [] }),
  'package.inventory': plain<'package.inventory'>('rpm', {
    manager: 'rpm',
    path: targetPath('/var/lib/rpm/rpmdb.sqlite'),
    total: 400,
    relevant: 12,
  }),
  'package.files': plain<'package.files'>('openssl-libs', {
    manager: 'rpm',
    package: 'openssl-libs',
    version: '1:3.5.4-3.azl4',
    files: [
      { path: targetPath('/usr/lib64/libcrypto.so.3'), role: 'code', algorithm: 'sha256', state: 'intact' },
      { path: targetPath('/etc/pki/tls/openssl.cnf'), role: 'configuration', algorithm: 'sha256', state: 'intact' },
    ],
  }),
  'package.installed': plain<'package.installed'>('openssl-libs', {
    manager: 'rpm',
    name: 'openssl-libs',
    version: '1:3.2.2-6.el9',
    arch: 'x86_64',
    vendor: 'Red Hat, Inc.',
    source: null,
    signatures: [],
  }),
  'kernel.fips-mode': plain<'kernel.fips-mode'>('kernel', { enabled: true }),
  'kernel.boot': plain<'kernel.boot'>('kernel', {
    running: null,
    entries: [
      { source: 'bls', path: targetPath('/boot/loader/entries/a.conf'), title: 'RHEL 9', fips: 'on', oddities: [] },
    ],
  }),
  'kernel.configuration': plain<'kernel.configuration'>('kernel configuration', {
    release: '5.14.0',
    cryptoFips: 'y',
    fipsName: null,
    selfTests: 'y',
  }),
  'initramfs.fips': plain<'initramfs.fips'>('initramfs', { dracutFips: 'configured', by: ['40-fips.conf'] }),
  'crypto-policy.state': plain<'crypto-policy.state'>('system crypto policy', {
    configured: 'FIPS',
    applied: 'FIPS',
    subpolicies: [],
    consistent: true,
    whyNot: [],
    flavour: 'fedora',
    fipsOverlay: 'none',
    remarks: [],
  }),
  'crypto-policy.back-end': plain<'crypto-policy.back-end'>('opensslcnf', {
    backEnd: 'opensslcnf',
    policy: 'DEFAULT',
    mode: 'allowlist',
    groups: ['X25519MLKEM768', 'X25519'],
    signatures: [],
    ciphers: [],
    macs: [],
    protocols: [],
    keyExchanges: [],
    hashes: [],
    disabled: [],
    settings: {},
    minimumKeySizes: { rsa: 2048, dh: 2048, dsa: null },
    origin: 'generated',
    differences: [],
  }),
  'openssl.library': plain<'openssl.library'>('OpenSSL libcrypto', {
    version: '3.5.7',
    path: targetPath('/usr/lib64/libcrypto.so.3'),
    configFile: targetPath('/etc/pki/tls/openssl.cnf'),
    modulesDirectory: targetPath('/usr/lib64/ossl-modules'),
    flavour: 'red-hat',
  }),
  'openssl.configuration': plain<'openssl.configuration'>('OpenSSL configuration', {
    path: targetPath('/etc/pki/tls/openssl.cnf'),
    section: 'openssl_init',
    outcome: 'applied',
    why: [],
  }),
  'openssl.provider': plain<'openssl.provider'>('OpenSSL provider fips', {
    name: 'fips',
    modulePath: FIPS_SO,
    activated: true,
    because: 'activate = 1',
    by: null,
    kernelFips: 'on',
  }),
  'openssl.properties': plain<'openssl.properties'>('OpenSSL default properties', {
    defaultProperties: 'fips=yes',
    fipsRequired: true,
    kernelFips: 'on',
  }),
  'openssl.directive-without-effect': plain<'openssl.directive-without-effect'>('Groups', {
    directive: 'Groups',
    value: 'X25519',
    why: 'it stands in [evp_properties], which is not read for TLS',
  }),
  'tls.configured': plain<'tls.configured'>('OpenSSL system default', {
    minProtocol: 'TLSv1.2',
    maxProtocol: null,
    groups: ['X25519MLKEM768', 'x25519', 'secp256r1'],
    keyShares: ['X25519MLKEM768', 'x25519'],
    signatureSchemes: ['mldsa65', 'ecdsa_secp256r1_sha256'],
    ciphers: ['TLS_AES_256_GCM_SHA384'],
    cipherString: null,
    securityLevel: 2,
    origin: {
      minProtocol: BUILT_IN,
      maxProtocol: BUILT_IN,
      groups: BUILT_IN,
      signatureSchemes: BUILT_IN,
      ciphers: BUILT_IN,
      securityLevel: BUILT_IN,
    },
  }),
  'fips.module': plain<'fips.module'>('OpenSSL FIPS provider', {
    name: 'Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider',
    version: '3.0.7-395c1a240fbfffd8',
    build: '3.0.7-395c1a240fbfffd8',
    path: FIPS_SO,
    integrity: 'intact',
    integrityBasis: 'HMAC-SHA256 in .rodata1',
    packageDigest: 'matches',
    selected: { flagOff: 'no', flagOn: 'enforced' },
    nonCompliant: false,
    reportedActive: null,
    certificate: certificate(),
  }),
  'fips.module-parameters': plain<'fips.module-parameters'>('OpenSSL FIPS provider', {
    path: targetPath('/etc/ssl/fipsmodule.cnf'),
    parameters: { 'tls1-prf-ems-check': '1' },
    belowStrict: [],
    installStatus: 'absent',
  }),
  'crypto.implementation': plain<'crypto.implementation'>('GnuTLS', {
    library: 'GnuTLS',
    version: '3.8.3',
    path: targetPath('/usr/lib64/libgnutls.so.30'),
    linkage: 'shared',
    language: null,
    fips: { integrity: 'intact', basis: '.libgnutls.so.30.hmac' },
  }),
  'fips.prediction': plain<'fips.prediction'>('Go cryptography in /server', {
    implementation: 'Go cryptography',
    path: targetPath('/server'),
    flagOff: { outcome: 'validated-module', why: 'named by #5247' },
    flagOn: { outcome: 'validated-module', why: 'named by #5247' },
  }),
  'image.configuration': plain<'image.configuration'>('image configuration', {
    platform: 'linux/amd64',
    user: null,
    entrypoint: [],
    command: [],
    environment: { names: [], cryptography: [] },
    labels: [],
  }),
  'key.stored': plain<'key.stored'>('certificates in /etc/pki', {
    path: targetPath('/etc/pki'),
    what: 'certificates',
    form: 'PEM',
    files: 2,
    keys: [{ algorithm: 'RSA', bits: 4096, count: 2 }],
    expires: { first: '2030-01-01', last: '2036-01-01' },
  }),
  'ssh.configured': plain<'ssh.configured'>('OpenSSH server', {
    kex: ['mlkem768x25519-sha256', 'ecdh-sha2-nistp256'],
    hostKeys: ['ecdsa-sha2-nistp256'],
    ciphers: ['aes256-gcm@openssh.com'],
    macs: ['hmac-sha2-256'],
    publicKeyAlgorithms: ['ecdsa-sha2-nistp256'],
    requiredRsaSize: null,
    origin: {},
  }),
};

function plain<K extends FactKind>(subject: Subject, value: FactValues[K]): Plain<K> {
  return { subject, value };
}
