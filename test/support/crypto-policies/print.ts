import type { BackEndLists } from './base-lists.ts';
import type { PolicyFlavour } from './lists.ts';

/** The back-end files that update-crypto-policies writes, by the back-end's name: `opensslcnf`, `gnutls` ... */
export function printBackEnds(lists: BackEndLists, flavour: PolicyFlavour): Readonly<Record<string, string>> {
  const current = {
    bind: `disable-algorithms "." {\n${ended(lists.bindOff)}};\ndisable-ds-digests "." {\n${ended(lists.bindDigestsOff)}};\n`,
    gnutls: gnutls(lists, flavour),
    java: java(lists),
    krb5: `[libdefaults]\npermitted_enctypes = ${lists.krb5.join(' ')}\n${lists.keySize > 2048 ? 'pkinit_dh_min_bits=4096\n' : ''}`,
    libreswan: libreswan(lists),
    libssh: ssh(lists, 'libssh'),
    nss: nss(lists, flavour),
    openssh: ssh(lists, 'openssh'),
    opensshserver: ssh(lists, 'opensshserver'),
    openssl_fips: '\n[fips_sect]\ntls1-prf-ems-check = 1\nactivate = 1\n',
    opensslcnf: opensslcnf(lists, flavour),
    'rpm-sequoia': sequoia(lists),
    sequoia: sequoia(lists),
  };
  if (flavour !== 'rhel9') return current;
  return {
    ...current,
    javasystem: `jdk.tls.ephemeralDHKeySize=${lists.keySize}\n`,
    openssl: `${cipherString(lists)}\n`,
  };
}

function ended(names: readonly string[]): string {
  return names.map((name) => `${name};\n`).join('');
}

function cipherString(lists: BackEndLists): string {
  const level = lists.keySize < 2048 ? 1 : lists.keySize < 3072 ? 2 : 3;
  const tail = ['-SHA384', '-CAMELLIA', '-ARIA', '-AESCCM8'];
  return [`@SECLEVEL=${level}`, ...lists.opensslKeyExchange, ...lists.opensslOff, ...tail].join(':');
}

function opensslcnf(lists: BackEndLists, flavour: PolicyFlavour): string {
  const postQuantum = lists.pqGroups.length > 0 ? `*${lists.pqGroups.join(':')}/` : '';
  const mark = flavour === 'rhel9' && postQuantum === '' ? '' : '*';
  return [
    `CipherString = ${cipherString(lists)}`,
    `Ciphersuites = ${lists.suites.join(':')}`,
    `TLS.MinProtocol = ${lists.tls[0]}`,
    `TLS.MaxProtocol = ${lists.tls[1]}`,
    `DTLS.MinProtocol = ${lists.tls[0] === 'TLSv1' ? 'DTLSv1' : 'DTLSv1.2'}`,
    'DTLS.MaxProtocol = DTLSv1.2',
    `SignatureAlgorithms = ${lists.signatures.join(':')}`,
    `Groups = ${postQuantum}${mark}${lists.groups.join(':')}`,
    '',
    ...(flavour === 'rhel9' ? [] : ['[req]', `default_bits = ${Math.max(lists.keySize, 2048)}`, '']),
    '[openssl_init]',
    'alg_section = evp_properties',
    '',
    '[evp_properties]',
    `rh-allow-sha1-signatures = ${lists.keySize < 2048 ? 'yes' : 'no'}`,
    '',
  ].join('\n');
}

function gnutls({ gnutls: lists, keySize, tls, ems }: BackEndLists, flavour: PolicyFlavour): string {
  const lines = (key: string, values: readonly string[]) => values.map((value) => `${key} = ${value}`);
  const versions = ['TLS1.3', 'TLS1.2', 'TLS1.1', 'TLS1.0'].filter(
    (name) => (tls[1] === 'TLSv1.3' || name !== 'TLS1.3') && (tls[0] === 'TLSv1' || name >= 'TLS1.2'),
  );
  return [
    '[global]',
    'override-mode = allowlist',
    '',
    '[overrides]',
    ...lines('secure-hash', lists.hashes),
    ...lines('tls-enabled-mac', ['AEAD', ...(lists.hashes.length === 4 ? [] : ['SHA1']), 'SHA512']),
    ...lines('tls-enabled-group', lists.groups),
    ...lines('secure-sig', lists.signatures),
    ...lines('secure-sig-for-cert', lists.signatures),
    ...lines('tls-enabled-cipher', lists.ciphers),
    ...lines('tls-enabled-kx', lists.kx),
    ...lines('enabled-version', [...versions, 'DTLS1.2', ...(tls[0] === 'TLSv1' ? ['DTLS1.0'] : [])]),
    ...(ems === 'enforce' ? ['tls-session-hash = require'] : []),
    ...(flavour === 'rhel10' ? [`allow-rsa-pkcs1-encrypt = ${keySize < 2048}`] : []),
    `min-verification-profile = ${keySize < 2048 ? 'low' : keySize < 3072 ? 'medium' : 'high'}`,
    '',
    '[priorities]',
    'SYSTEM=NONE',
    '',
  ].join('\n');
}

function nss(lists: BackEndLists, flavour: PolicyFlavour): string {
  const ems = lists.ems === 'enforce' && flavour !== 'fedora43' ? ['TLS-REQUIRE-EMS'] : [];
  const minimum = lists.tls[0] === 'TLSv1' ? ['tls1.0', 'dtls1.0'] : ['tls1.2', 'dtls1.2'];
  const sizes = [`DH-MIN=${lists.keySize}`, `DSA-MIN=${lists.dsaSize}`, `RSA-MIN=${lists.keySize}`];
  const versions = [`tls-version-min=${minimum[0]}`, `dtls-version-min=${minimum[1]}`];
  const allow = [...lists.nss, ...ems, ...versions, ...sizes].join(':');
  return `library=p11-kit-proxy.so\nname=p11-kit-proxy\n\n\nlibrary=\nname=Policy\nNSS=flags=policyOnly,moduleDB\nconfig="disallow=ALL allow=${allow}"\n`;
}

function ssh(
  { ssh: lists, keySize, ems, certificates }: BackEndLists,
  form: 'openssh' | 'opensshserver' | 'libssh',
): string {
  const macs = form === 'libssh' ? lists.macs.filter((name) => !name.startsWith('umac')) : lists.macs;
  // The generator for libssh learned ML-KEM later than these packages.
  const kex = form === 'libssh' ? lists.kex.filter((name) => !name.startsWith('mlkem')) : lists.kex;
  const keys = lists.keys
    .flatMap((name) => (certificates ? [name, `${name.replace('@openssh.com', '')}-cert-v01@openssh.com`] : [name]))
    .join(',');
  const head = [`Ciphers ${lists.ciphers.join(',')}`, `MACs ${macs.join(',')}`];
  const kexLine = `KexAlgorithms ${kex.join(',')}`;
  if (form === 'libssh')
    return [...head, kexLine, `HostKeyAlgorithms ${keys}`, `PubkeyAcceptedKeyTypes ${keys}`, ''].join('\n');
  return [
    ...head,
    ems === 'enforce' ? 'GSSAPIKeyExchange no' : `GSSAPIKexAlgorithms ${GSS.join(',')}`,
    kexLine,
    ...(form === 'opensshserver' ? [`HostKeyAlgorithms ${keys}`] : []),
    `PubkeyAcceptedAlgorithms ${keys}`,
    `HostbasedAcceptedAlgorithms ${keys}`,
    `CASignatureAlgorithms ${lists.keys.join(',')}`,
    `RequiredRSASize ${keySize}`,
    '',
  ].join('\n');
}

const GSS = ['gss-curve25519-sha256-', 'gss-nistp256-sha256-', 'gss-group14-sha256-', 'gss-group16-sha512-'];

function java(lists: BackEndLists): string {
  const { keySize, dsaSize } = lists;
  const sizes = [`RSA keySize < ${keySize}`, `DSA keySize < ${dsaSize}`, `DH keySize < ${keySize}`, 'EC keySize < 256'];
  const shared = [...JAVA_ALWAYS_OFF, ...lists.javaSignaturesOff, ...sizes];
  return [
    `jdk.certpath.disabledAlgorithms=${[...shared, ...lists.javaHashesOff].join(', ')}`,
    `jdk.tls.disabledAlgorithms=${[...shared, 'include jdk.disabled.namedCurves', ...lists.javaTlsOff].join(', ')}`,
    `jdk.disabled.namedCurves=${lists.javaCurvesOff.join(', ')}`,
    'jdk.tls.legacyAlgorithms=',
    '',
  ].join('\n');
}

const JAVA_ALWAYS_OFF = [
  'MD2',
  'MD5withDSA',
  'MD5withECDSA',
  'RIPEMD160withRSA',
  'RIPEMD160withECDSA',
  'RIPEMD160withRSAandMGF1',
];

function libreswan({ groups, ipsec }: BackEndLists): string {
  const dh = DH_NUMBERS.filter(([name]) => groups.includes(name)).map(([, number]) => number);
  const prf = ipsec.macs.filter((name) => name !== 'sha1');
  const of = (cipher: string, macs: readonly string[]) =>
    cipher === 'aes128' ? macs.filter((name) => name !== 'sha2_512') : macs;
  const ike = ipsec.ciphers.map((cipher) => `${cipher}-${of(cipher, prf).join('+')}-${dh.join('+')}`);
  const esp = ipsec.ciphers.map((cipher) =>
    /^aes\d/.test(cipher) ? `${cipher}-${of(cipher, ipsec.macs).join('+')}` : cipher,
  );
  return `conn %default\n\tike=${ike.join(',')}\n\tesp=${esp.join(',')}\n\tauthby=${ipsec.signatures.join(',')}\n`;
}

/** The two most common groups first, to save round trips. */
const DH_NUMBERS: readonly (readonly [name: string, number: string])[] = [
  ['secp256r1', 'dh19'],
  ['ffdhe2048', 'dh14'],
  ['X25519', 'dh31'],
  ['secp521r1', 'dh21'],
  ['secp384r1', 'dh20'],
  ['ffdhe3072', 'dh15'],
  ['ffdhe4096', 'dh16'],
  ['ffdhe8192', 'dh18'],
];

function sequoia({ openpgp, keySize }: BackEndLists): string {
  const verdict = (name: string) => (openpgp.includes(name) ? '"always"' : '"never"');
  const hashes = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'sha3-256', 'sha3-512'].flatMap((name) => [
    `${name}.collision_resistance = ${verdict(name)}`,
    `${name}.second_preimage_resistance = ${verdict(name)}`,
  ]);
  const symmetric = ['tripledes', 'aes128', 'aes192', 'aes256', 'camellia128', 'camellia256'];
  const asymmetric = [
    'nistp256',
    'nistp384',
    'nistp521',
    'cv25519',
    'x25519',
    'x448',
    'mlkem768-x25519',
    'mlkem1024-x448',
    'ed25519',
    'eddsa',
    'ed448',
  ];
  const sizes = [1024, 2048, 3072, 4096];
  return [
    '[hash_algorithms]',
    'ignore_invalid = [ "sha3-256", "sha3-512" ]',
    ...hashes,
    'default_disposition = "never"',
    '',
    '[symmetric_algorithms]',
    ...symmetric.map((name) => `${name} = ${verdict(name)}`),
    'default_disposition = "never"',
    '',
    '[asymmetric_algorithms]',
    'ignore_invalid = [ "x25519", "x448", "mlkem768-x25519", "mlkem1024-x448" ]',
    ...sizes.map((size) => `rsa${size} = "${size >= keySize ? 'always' : 'never'}"`),
    ...sizes.map((size) => `dsa${size} = "never"`),
    ...asymmetric.map((name) => `${name} = ${verdict(name)}`),
    'default_disposition = "never"',
    '',
  ].join('\n');
}
