import { type BackEndSets, backEndSets } from '../back-end-sets.ts';
import { listOf } from '../key-value-lines.ts';

/**
 * Reads nss.config: the stanza named Policy of a pkcs11.txt. `allow=NAME/purpose,purpose:NAME`: a name without a purpose is
 * allowed for all of them; one that is not for TLS or signatures keeps its purposes here (`SHA1/pkcs12-legacy`). NSS ignores the
 * order. Source: NSS lib/pk11wrap/pk11pars.c.
 */
export function readNss(text: string): BackEndSets {
  const config = policyConfig(text);
  const allowed = rules(config, 'allow');
  const disallowed = rules(config, 'disallow');
  const values = new Map(allowed.flatMap((token) => (token.includes('=') ? [splitValue(token)] : [])));
  const names = allowed.filter((token) => !token.includes('=') && !FLAGS.has(token)).map(forTls);
  const everythingOff = disallowed.some((token) => token.toLowerCase() === 'all');
  const ofKind = (kind: Kind) => names.filter(({ name, purposes }) => kindOf(name, purposes) === kind).map(spelled);
  return backEndSets({
    mode: everythingOff ? 'allowlist' : 'blocklist',
    disabled: everythingOff ? [] : disallowed,
    groups: ofKind('group'),
    signatures: ofKind('signature'),
    ciphers: ofKind('cipher'),
    macs: ofKind('mac'),
    hashes: ofKind('hash'),
    keyExchanges: ofKind('key exchange'),
    protocols: [...since(TLS, values.get('tls-version-min')), ...since(DTLS, values.get('dtls-version-min'))],
    minimumKeySizes: { rsa: bits(values, 'RSA'), dh: bits(values, 'DH'), dsa: bits(values, 'DSA') },
    settings: Object.fromEntries(allowed.filter((token) => FLAGS.has(token)).map((token) => [token, 'yes'])),
  });
}

type Kind = 'group' | 'signature' | 'cipher' | 'mac' | 'hash' | 'key exchange';

interface Allowed {
  readonly name: string;
  readonly purposes: string | undefined;
}

function policyConfig(text: string): string {
  const stanza = text.split(/\n[ \t]*\n/).find((part) => part.includes('policyOnly'));
  return /^config="([^"]*)"/m.exec(stanza ?? text)?.[1] ?? '';
}

function rules(config: string, key: 'allow' | 'disallow'): readonly string[] {
  return listOf(config, /\s+/)
    .filter((part) => part.startsWith(`${key}=`))
    .flatMap((part) => listOf(part.slice(key.length + 1), ':'));
}

function forTls(token: string): Allowed {
  const slash = token.indexOf('/');
  return slash < 0
    ? { name: token, purposes: undefined }
    : { name: token.slice(0, slash), purposes: token.slice(slash + 1).toLowerCase() };
}

function spelled({ name, purposes }: Allowed): string {
  const tls = purposes === undefined || purposes.split(',').some((purpose) => TLS_PURPOSES.has(purpose));
  return tls ? name : `${name}/${purposes}`;
}

function kindOf(name: string, purposes: string | undefined): Kind {
  if (purposes?.includes('key-exchange')) return 'key exchange';
  return KINDS.find(([, pattern]) => pattern.test(name))?.[0] ?? 'cipher';
}

function splitValue(token: string): readonly [string, string] {
  const at = token.indexOf('=');
  return [token.slice(0, at), token.slice(at + 1)];
}

function since(known: readonly string[], minimum: string | undefined): readonly string[] {
  if (minimum === undefined) return [];
  return minimum === '0' ? known : known.slice(known.indexOf(minimum) < 0 ? known.length : known.indexOf(minimum));
}

function bits(values: ReadonlyMap<string, string>, kind: string): number | null {
  const value = values.get(`${kind}-MIN`);
  return value !== undefined && /^\d{1,6}$/.test(value) ? Number(value) : null;
}

const FLAGS: ReadonlySet<string> = new Set(['TLS-REQUIRE-EMS']);
const TLS_PURPOSES: ReadonlySet<string> = new Set([
  'all',
  'all-signature',
  'cert-signature',
  'key-exchange',
  'signature',
  'ssl',
  'ssl-key-exchange',
]);
const TLS = ['ssl3.0', 'tls1.0', 'tls1.1', 'tls1.2', 'tls1.3'];
const DTLS = ['dtls1.0', 'dtls1.2', 'dtls1.3'];
const KINDS: readonly (readonly [Kind, RegExp])[] = [
  ['mac', /^HMAC-/i],
  ['group', /mlkem|xyber|kyber|^curve|^secp|^x25519|^x448|^prime|^ffdhe/i],
  ['key exchange', /^(RSA|DH|DHE|ECDH|ECDHE)(-(RSA|DSS|ECDSA|OAEP))?$/i],
  ['signature', /^(ML-DSA|ECDSA|ED25519|ED448|RSA-PSS|RSA-PKCS|DSA)/i],
  ['hash', /^(SHA|MD\d)/i],
];
