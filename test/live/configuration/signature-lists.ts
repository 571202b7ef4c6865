import fc from 'fast-check';
import { type Configuration, single, systemDefault } from './configuration.ts';

/** One list of signature algorithms under one security level, and nothing else that could fail. */
export function signatureListConfigurations(): fc.Arbitrary<Configuration> {
  return fc
    .tuple(signatureLists(), fc.constantFrom(...LEVELS), fc.constantFrom('0', '1'))
    .map(([list, ciphers, diagnostics]) =>
      single(
        'signature list',
        systemDefault(
          [`SignatureAlgorithms = ${list}`, ...(ciphers === '' ? [] : [`CipherString = ${ciphers}`])],
          diagnostics,
        ),
      ),
    );
}

/** A list of signature algorithms in every spelling that OpenSSL takes, and in some that it does not. */
export function signatureLists(): fc.Arbitrary<string> {
  const name = fc.oneof(
    { weight: 24, arbitrary: fc.constantFrom(...KNOWN) },
    { weight: 1, arbitrary: fc.constantFrom(...ODD) },
  );
  return fc.array(name, { minLength: 1, maxLength: 6 }).map((names) => names.join(':'));
}

const LEVELS = ['', '', '', '@SECLEVEL=0', '@SECLEVEL=3:ALL', 'DEFAULT@SECLEVEL=4', 'ALL:@SECLEVEL=5'] as const;
const KNOWN = [
  ...[
    'ECDSA+SHA256',
    'ECDSA+SHA384',
    'ecdsa+sha512',
    'RSA+SHA256',
    'RSA+SHA384',
    'RSA-PSS+SHA256',
    'PSS+SHA512',
    'RSA+SHA224',
  ],
  ...['ECDSA+SHA224', 'ECDSA+SHA1', 'RSA+SHA1', 'DSA+SHA256', 'DSA+SHA1', 'ed25519', 'Ed25519', 'ed448'],
  ...['mldsa44', 'mldsa65', 'mldsa87', 'ML-DSA-65', 'MLDSA87', '?mldsa44', '?mldsa87', '?ed25519'],
  ...[
    'ecdsa_secp256r1_sha256',
    'ecdsa_secp521r1_sha512',
    'rsa_pss_rsae_sha256',
    'rsa_pss_pss_sha384',
    'rsa_pkcs1_sha256',
  ],
  ...[
    'rsa_pkcs1_sha1',
    'ecdsa_sha1',
    'ecdsa_sha224',
    'ecdsa_brainpoolP256r1tls13_sha256',
    'ecdsa_brainpoolP384r1tls13_sha384',
  ],
] as const;
const ODD = [
  'bogus',
  '?bogus',
  'id-ml-dsa-65',
  '?id-ml-dsa-65',
  'RSA',
  'RSA+',
  '+SHA256',
  '',
  ' ',
  '?',
  ' ed25519 ',
  'ECDSA+SHA3-256',
] as const;
