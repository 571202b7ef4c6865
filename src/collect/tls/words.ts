import { protocolVersion } from '../../codec/tls/numbers.ts';
import type { ServerHello } from '../../codec/tls/server-hello.ts';
import { tls13CipherSuites } from '../../vocabulary/cipher-suites.ts';
import { draftSignatureScheme } from '../../vocabulary/draft-signature-schemes.ts';
import { namedGroup } from '../../vocabulary/named-groups.ts';
import { otherTlsGroup } from '../../vocabulary/other-tls-groups.ts';
import { signatureScheme } from '../../vocabulary/signature-schemes.ts';
import { tls12CipherSuite } from '../../vocabulary/tls12-cipher-suites.ts';
import type { OtherAnswer } from './exchange.ts';
import type { Offer } from './offer.ts';
import type { Outcome } from './prober.ts';
import type { Tls12Answer } from './tls12-answer.ts';

/** `X25519MLKEM768`; a code point that nobody registered keeps its number: `group 0xfe30`. */
export function groupName(codePoint: number): string {
  return namedGroup(codePoint)?.name ?? otherTlsGroup(codePoint)?.name ?? `group ${hex(codePoint)}`;
}

/** `mldsa65`, or `scheme 0x0911`. */
export function schemeName(codePoint: number): string {
  return signatureScheme(codePoint)?.name ?? draftSignatureScheme(codePoint)?.name ?? `scheme ${hex(codePoint)}`;
}

/** `TLS_AES_256_GCM_SHA384`, or `suite 0xc02f`. */
export function suiteName(codePoint: number): string {
  const tls13 = tls13CipherSuites.find((suite) => suite.codePoint === codePoint);
  return (tls13 ?? tls12CipherSuite(codePoint))?.name ?? `suite ${hex(codePoint)}`;
}

/** `TLSv1.3`. */
export function versionName(version: number): string {
  return VERSION_NAMES[version] ?? `version ${hex(version)}`;
}

/** What was sent, in a few words: `TLSv1.3, 24 groups from X25519MLKEM768, 5 suites, no key share`. */
export function describeOffer({ versions, groups, suites, schemes, shares }: Offer): string {
  const first = groups[0] === undefined ? '' : ` from ${groupName(groups[0])}`;
  const sharing =
    shares.length === 0 ? 'no key share' : `key share ${shares.map(({ group }) => groupName(group)).join(' and ')}`;
  const parts = [`${groups.length} groups${first}`, `${suites.length} suites`, `${schemes.length} schemes`, sharing];
  return [versions.map(versionName).join(' '), ...parts].join(', ');
}

/** What came, in a few words. */
export function describeOutcome(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'server-hello':
      return `ServerHello ${describeHello(outcome.hello)}${describeRest(outcome.tls12)}`;
    case 'hello-retry-request':
      return `HelloRetryRequest ${describeHello(outcome.hello)}`;
    case 'not-connected':
    case 'not-asked':
      return outcome.problem;
    default:
      return describeOther(outcome);
  }
}

/** An answer that is no hello. */
export function describeOther(answer: OtherAnswer): string {
  switch (answer.kind) {
    case 'alert':
      return `alert ${answer.alert.name} (${answer.alert.description}, ${answer.alert.level})`;
    case 'closed':
      return 'the connection closed';
    case 'reset':
      return 'the connection reset';
    case 'silent':
      return 'no answer within the limit';
    case 'not-tls':
    case 'malformed':
      return answer.problem;
  }
}

/** What TLS 1.2 and older add in plain text. */
function describeRest(rest: Tls12Answer | undefined): string {
  const key = rest?.keyExchange;
  if (key === undefined) return rest?.problem === undefined ? '' : `, then ${rest.problem}`;
  const signed = key.scheme === undefined ? '' : `, signed with ${schemeName(key.scheme)}`;
  if (key.kind === 'ecdhe') return `, key in ${groupName(key.group)}${signed}`;
  return key.kind === 'dhe' ? `, DH prime of ${key.primeBits} bits${signed}` : signed;
}

function describeHello({ version, group, cipherSuite }: ServerHello): string {
  return [versionName(version), ...(group === undefined ? [] : [groupName(group)]), suiteName(cipherSuite)].join(', ');
}

function hex(codePoint: number): string {
  return `0x${codePoint.toString(16).padStart(4, '0')}`;
}

const VERSION_NAMES: Readonly<Record<number, string>> = {
  [protocolVersion.ssl3]: 'SSLv3',
  [protocolVersion.tls10]: 'TLSv1',
  [protocolVersion.tls11]: 'TLSv1.1',
  [protocolVersion.tls12]: 'TLSv1.2',
  [protocolVersion.tls13]: 'TLSv1.3',
};
