import { BASES, type BackEndLists } from './base-lists.ts';

/** What a system's crypto-policies package writes: the version decides which names its generators know. */
export type PolicyFlavour = 'fedora43' | 'rhel9' | 'rhel10';

/** The lists of a policy as that system generates them, those of LEGACY and FUTURE abridged. */
export function listsOf(policy: string, flavour: PolicyFlavour): BackEndLists {
  const base = policy.split(':')[0] ?? '';
  const classic = BASES[base];
  if (classic === undefined) throw new Error(`no ready-made back-ends for the policy ${policy}`);
  const postQuantum =
    flavour === 'rhel9' ? policy.endsWith(':PQ') : !policy.endsWith(':NO-PQ') && !policy.endsWith(':OSPP');
  const whole = postQuantum ? withPostQuantum(classic, { fips: base === 'FIPS', flavour }) : classic;
  const narrowed = policy.endsWith(':OSPP') ? ospp(whole) : whole;
  return flavour === 'rhel10' && base !== 'LEGACY' ? withoutRsaKeyExchange(narrowed) : narrowed;
}

function withPostQuantum(
  lists: BackEndLists,
  { fips, flavour }: { readonly fips: boolean; readonly flavour: PolicyFlavour },
): BackEndLists {
  const names = fips ? [P256_HYBRID, X25519_HYBRID, P384_HYBRID] : [X25519_HYBRID, P256_HYBRID, P384_HYBRID];
  const gnutls = ['GROUP-X25519-MLKEM768', 'GROUP-SECP256R1-MLKEM768', 'GROUP-SECP384R1-MLKEM1024'];
  return {
    ...lists,
    pqGroups: names.flat(),
    signatures: ['?mldsa44', '?mldsa65', '?mldsa87', ...lists.signatures],
    gnutls: {
      ...lists.gnutls,
      groups: [...gnutls, ...lists.gnutls.groups],
      signatures: ['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87', ...lists.gnutls.signatures],
    },
    nss: ['mlkem768x25519', ...lists.nss],
    ssh: fips ? lists.ssh : { ...lists.ssh, kex: ['mlkem768x25519-sha256', ...lists.ssh.kex] },
    openpgp: fips || flavour === 'rhel9' ? lists.openpgp : ['mlkem768-x25519', 'mlkem1024-x448', ...lists.openpgp],
  };
}

function withoutRsaKeyExchange(lists: BackEndLists): BackEndLists {
  return {
    ...lists,
    opensslKeyExchange: without(lists.opensslKeyExchange, 'kRSA', 'kRSAPSK'),
    opensslOff: [...new Set(['-kRSAPSK', '-kRSA', ...lists.opensslOff])],
    gnutls: { ...lists.gnutls, kx: without(lists.gnutls.kx, 'RSA') },
    nss: without(lists.nss, 'RSA/ssl-key-exchange'),
  };
}

function ospp(lists: BackEndLists): BackEndLists {
  return {
    ...lists,
    keySize: 3072,
    certificates: false,
    bindOff: [...lists.bindOff, 'ECDSAP256SHA256'],
    ipsec: {
      ciphers: ['aes_gcm256', 'aes256'],
      macs: ['sha2_512', 'sha2_256'],
      signatures: without(lists.ipsec.signatures, 'ecdsa-sha2_256'),
    },
    tls: ['TLSv1.2', 'TLSv1.2'],
    suites: [],
    opensslOff: ['-AESCCM', '-AES128', '-SHA1', ...lists.opensslOff],
    signatures: without(lists.signatures, 'ECDSA+SHA256', 'ECDSA+SHA224', 'RSA+SHA224'),
    groups: without(lists.groups, 'secp256r1', 'ffdhe2048'),
    gnutls: {
      hashes: ['SHA256', 'SHA384', 'SHA512', 'SHAKE-256'],
      groups: without(lists.gnutls.groups, 'GROUP-SECP256R1', 'GROUP-FFDHE2048'),
      signatures: lists.gnutls.signatures.filter((name) => !/SHA224|ECDSA-(SECP256R1-)?SHA256/.test(name)),
      ciphers: ['AES-256-GCM', 'AES-256-CBC'],
      kx: lists.gnutls.kx,
    },
    nss: lists.nss.filter((token) => !/SECP256R1|aes128|HMAC-SHA1|SHA224|SHA3-/.test(token)),
    ssh: {
      ciphers: ['aes256-gcm@openssh.com', 'aes256-ctr'],
      macs: ['hmac-sha2-256', 'hmac-sha2-512'],
      kex: [
        'ecdh-sha2-nistp384',
        'ecdh-sha2-nistp521',
        'diffie-hellman-group16-sha512',
        'diffie-hellman-group18-sha512',
      ],
      keys: ['ecdsa-sha2-nistp384', 'ecdsa-sha2-nistp521', 'rsa-sha2-256', 'rsa-sha2-512'],
    },
    krb5: ['aes256-cts-hmac-sha384-192'],
    javaSignaturesOff: [
      ...lists.javaSignaturesOff,
      ...['SHA224withRSA', 'SHA224withECDSA', 'SHA256withECDSA', 'SHA224withRSAandMGF1'],
    ],
    javaHashesOff: ['SHA3-256', 'SHA3-384', 'SHA3-512', 'SHA224', ...lists.javaHashesOff],
    javaTlsOff: [...lists.javaTlsOff, 'AES_256_CCM', 'AES_128_GCM', 'AES_128_CCM', 'AES_128_CBC', 'HmacSHA1'],
    javaCurvesOff: ['secp256r1', 'ffdhe2048', ...lists.javaCurvesOff],
    openpgp: without(lists.openpgp, 'nistp256', 'aes128', 'sha224', 'sha3-256', 'sha3-512'),
  };
}

function without(list: readonly string[], ...gone: readonly string[]): readonly string[] {
  return list.filter((name) => !gone.includes(name));
}

const X25519_HYBRID = ['?X25519MLKEM768', '?x25519_mlkem768'];
const P256_HYBRID = ['?SecP256r1MLKEM768', '?p256_mlkem768'];
const P384_HYBRID = ['?SecP384r1MLKEM1024', '?p384_mlkem1024'];
