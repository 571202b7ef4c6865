import { type BackEndSets, backEndSets, NO_SIZES } from '../back-end-sets.ts';
import { type KeyValueLine, listOf, readKeyValueLines } from '../key-value-lines.ts';

/**
 * Reads gnutls.config. Keys repeat and all count. Without `override-mode = allowlist` the meaning flips: everything works but
 * what the `insecure-` and `disabled` keys name. Source: GnuTLS manual, "System-wide configuration of the library".
 */
export function readGnutls(text: string): BackEndSets {
  const lines = readKeyValueLines(text);
  const overrides = lines.filter(({ section }) => section === 'overrides');
  const allow = lines.some(
    ({ section, key, value }) => section === 'global' && key === 'override-mode' && value.toLowerCase() === 'allowlist',
  );
  const common = { minimumKeySizes: sizesOf(overrides), settings: settingsOf(lines) };
  const priorities = lines.findLast(({ section, key }) => section === 'priorities' && key === 'SYSTEM')?.value ?? '';
  if (!allow && priorities.startsWith('NONE:')) return backEndSets({ ...common, ...readPriorities(priorities) });
  if (!allow) return backEndSets({ ...common, mode: 'blocklist', disabled: valuesOf(overrides, ...BLOCKING) });
  return backEndSets({
    ...common,
    groups: valuesOf(overrides, 'tls-enabled-group'),
    signatures: valuesOf(overrides, 'secure-sig'),
    ciphers: valuesOf(overrides, 'tls-enabled-cipher'),
    macs: valuesOf(overrides, 'tls-enabled-mac'),
    protocols: valuesOf(overrides, 'enabled-version'),
    keyExchanges: valuesOf(overrides, 'tls-enabled-kx'),
    hashes: valuesOf(overrides, 'secure-hash'),
  });
}

/** RHEL 8 and older write a priority string that begins with nothing and adds: `NONE:+ECDHE-RSA:+GROUP-X25519:+VERS-TLS1.2`. */
function readPriorities(text: string): Partial<BackEndSets> {
  const added = listOf(text, ':').flatMap((token) => (token.startsWith('+') ? [token.slice(1)] : []));
  const rest = added.filter((name) => !/^(GROUP|CURVE|SIGN|VERS|COMP|CTYPE)-/.test(name));
  const after = (prefix: string) =>
    added.flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
  const isKeyExchange = (name: string) => /^(RSA|PSK|SRP|ANON|(EC)?DHE|RSA-PSK)(-|$)/.test(name);
  const isMac = (name: string) => /^(AEAD|MD5|SHA\d+)$/.test(name);
  return {
    groups: added.filter((name) => name.startsWith('GROUP-')),
    signatures: after('SIGN-'),
    protocols: after('VERS-'),
    keyExchanges: rest.filter(isKeyExchange),
    macs: rest.filter(isMac),
    ciphers: rest.filter((name) => !isKeyExchange(name) && !isMac(name)),
  };
}

function valuesOf(lines: readonly KeyValueLine[], ...keys: readonly string[]): readonly string[] {
  return lines.filter(({ key }) => keys.includes(key)).map(({ value }) => value);
}

function sizesOf(overrides: readonly KeyValueLine[]): BackEndSets['minimumKeySizes'] {
  const profile = valuesOf(overrides, 'min-verification-profile').at(-1)?.toLowerCase() ?? '';
  const bits = PROFILES.get(profile);
  return bits === undefined ? NO_SIZES : { rsa: bits, dh: bits, dsa: bits };
}

function settingsOf(lines: readonly KeyValueLine[]): Readonly<Record<string, string>> {
  const kept = lines.filter(({ section, key }) => SETTINGS.has(`${section} ${key}`));
  return Object.fromEntries(kept.map(({ key, value }) => [key, value]));
}

const BLOCKING = [
  'insecure-hash',
  'insecure-sig',
  'insecure-sig-for-cert',
  'tls-disabled-cipher',
  'tls-disabled-mac',
  'tls-disabled-group',
  'tls-disabled-kx',
  'disabled-version',
  'disabled-curve',
];
const SETTINGS: ReadonlySet<string> = new Set([
  'overrides allow-rsa-pkcs1-encrypt',
  'overrides min-verification-profile',
  'overrides tls-session-hash',
  'priorities SYSTEM',
]);

/** Bits of RSA and DH by verification profile. Source: GnuTLS manual, "Selecting cryptographic key sizes". */
const PROFILES: ReadonlyMap<string, number> = new Map([
  ['very_weak', 768],
  ['low', 1024],
  ['legacy', 1776],
  ['medium', 2048],
  ['high', 3072],
  ['ultra', 8192],
  ['future', 15360],
]);
