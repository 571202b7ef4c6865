import { type BackEndSets, backEndSets, NO_SIZES } from '../back-end-sets.ts';
import { type KeyValueLine, readKeyValueLines } from '../key-value-lines.ts';

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
