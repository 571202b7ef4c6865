import { createHmac } from 'node:crypto';

/** The key that every upstream build computes a module's MAC with: SHA-256 of "holy hand grenade of antioch". */
const UPSTREAM_MAC_KEY = 'f4556650ac31d35461610bac4ed81b1a181b2d8a43ea2854cbae22ca74560813';

/** `openssl fipsinstall` of 3.5: the keys in its order, with what the options on its command line change. */
export function fipsmoduleCnf(
  module: Uint8Array,
  options: { readonly modulePath?: string; readonly changed?: Readonly<Record<string, string>> } = {},
): string {
  const values = { ...DEFAULTS_3_5, ...options.changed };
  const path = options.modulePath === undefined ? '' : `module = ${options.modulePath}\n`;
  const lines = Object.entries(values).map(([key, value]) => `${key} = ${value}\n`);
  return `[fips_sect]\n${path}${lines.join('')}module-mac = ${macOf(module)}\n`;
}

function macOf(module: Uint8Array): string {
  const mac = createHmac('sha256', Buffer.from(UPSTREAM_MAC_KEY, 'hex')).update(module).digest('hex');
  return (mac.match(/../g) ?? []).join(':').toUpperCase();
}

// Source: `openssl fipsinstall` of OpenSSL 3.5.7, without options.
const DEFAULTS_3_5: Readonly<Record<string, string>> = {
  activate: '1',
  'install-version': '1',
  'conditional-errors': '1',
  'security-checks': '1',
  'hmac-key-check': '0',
  'kmac-key-check': '0',
  'tls1-prf-ems-check': '0',
  'drbg-no-trunc-md': '0',
  'signature-digest-check': '0',
  'hkdf-digest-check': '0',
  'tls13-kdf-digest-check': '0',
  'tls1-prf-digest-check': '0',
  'sshkdf-digest-check': '0',
  'sskdf-digest-check': '0',
  'x963kdf-digest-check': '0',
  'dsa-sign-disabled': '0',
  'tdes-encrypt-disabled': '0',
  'rsa-pkcs15-pad-disabled': '0',
  'rsa-pss-saltlen-check': '0',
  'rsa-sign-x931-pad-disabled': '0',
  'hkdf-key-check': '0',
  'kbkdf-key-check': '0',
  'tls13-kdf-key-check': '0',
  'tls1-prf-key-check': '0',
  'sshkdf-key-check': '0',
  'sskdf-key-check': '0',
  'x963kdf-key-check': '0',
  'x942kdf-key-check': '0',
  'pbkdf2-lower-bound-check': '1',
  'ecdh-cofactor-check': '0',
};
