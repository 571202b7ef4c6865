import { isFrom } from '../../vocabulary/openssl-version.ts';
import type { SignatureScheme } from '../../vocabulary/signature-schemes.ts';
import type { Availability } from './availability.ts';
import type { OpensslVersion } from './build.ts';
import { listElements } from './list-elements.ts';

/** A list of signature algorithms that was taken, in order, or why the library refuses all of it. */
export type SignatureListOutcome = { readonly taken: readonly SignatureScheme[] } | { readonly refused: string };

/**
 * Reads `SignatureAlgorithms`: schemes by name or as pairs (`ECDSA+SHA256`, either way round), from 3.3 with `?`. A known scheme that
 * no provider serves is passed over from 3.3. Source: tls1_set_sigalgs_list in ssl/t1_lib.c of 3.0.20 and 3.5.7; CHANGES.md 3.3.
 */
export function readSignatureList(
  text: string,
  { schemes, knownSchemes }: Availability,
  version: OpensslVersion,
): SignatureListOutcome {
  const marks = isFrom(version, '3.3');
  const taken: SignatureScheme[] = [];
  const found = new Map<string, SignatureScheme | null>();
  for (const element of listElements(text, ':')) {
    if (element === null) return { refused: 'wants a name between two separators' };
    const optional = marks && element.startsWith('?');
    const name = optional ? element.slice(1) : element;
    if (name.length > LONGEST_NAME)
      return { refused: `${name.slice(0, LONGEST_NAME)}...: wants at most ${LONGEST_NAME} characters` };
    if (taken.length === MOST) return { refused: `wants at most ${MOST} schemes` };
    if (name.endsWith('+') && name.indexOf('+') === name.length - 1)
      return { refused: `${name}: wants a digest behind +` };
    const scheme = found.has(name) ? (found.get(name) ?? null) : (findScheme(name, knownSchemes, version) ?? null);
    found.set(name, scheme);
    if (scheme === null && !optional) return { refused: `unknown signature algorithm ${name}` };
    if (scheme === null || (marks && !schemes.has(scheme.codePoint))) continue;
    if (taken.includes(scheme) && !marks) return { refused: `${name} stands twice` };
    if (!taken.includes(scheme)) taken.push(scheme);
  }
  return taken.length === 0 ? { refused: 'no signature algorithm is left' } : { taken };
}

function findScheme(
  name: string,
  known: readonly SignatureScheme[],
  version: OpensslVersion,
): SignatureScheme | undefined {
  const fold = isFrom(version, '3.5') ? (text: string) => text.toUpperCase() : (text: string) => text;
  const plus = name.indexOf('+');
  // Of the schemes that only TLS 1.2 knows, those of ECDSA and DSA got names when 3.4 learnt to list them.
  const named = isFrom(version, '3.4') ? known : known.filter(({ maxTls, pair }) => maxTls === 0 || pair === 'RSA');
  if (plus < 0) return named.find(({ opensslNames }) => opensslNames.some((each) => fold(each) === fold(name)));
  const parts = [name.slice(0, plus), name.slice(plus + 1)];
  // Each part sets the key or the digest, whichever it names: the order does not matter, and the last of a kind wins.
  let pair: string | undefined;
  let hash: string | undefined;
  for (const part of parts) {
    const key = KEYS[fold(part)];
    if (key !== undefined) pair = key;
    else hash = DIGESTS[part];
  }
  return known.find(
    (scheme) => scheme.pair === pair && scheme.hash === hash && pair !== undefined && hash !== undefined,
  );
}

/** TLS_MAX_SIGALGCNT of 3.5: twice the built-in table with its five GOST rows. */
const MOST = 62;
const LONGEST_NAME = 39;
const KEYS: Readonly<Record<string, string>> = { RSA: 'RSA', 'RSA-PSS': 'PSS', PSS: 'PSS', DSA: 'DSA', ECDSA: 'ECDSA' };
const DIGESTS: Readonly<Record<string, string>> = {
  SHA1: 'SHA1',
  sha1: 'SHA1',
  SHA224: 'SHA224',
  sha224: 'SHA224',
  SHA256: 'SHA256',
  sha256: 'SHA256',
  SHA384: 'SHA384',
  sha384: 'SHA384',
  SHA512: 'SHA512',
  sha512: 'SHA512',
};
