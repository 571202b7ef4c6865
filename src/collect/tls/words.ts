import { protocolVersion } from '../../codec/tls/numbers.ts';
import type { ServerHello } from '../../codec/tls/server-hello.ts';
import { tls13CipherSuites } from '../../vocabulary/cipher-suites.ts';
import { namedGroup } from '../../vocabulary/named-groups.ts';
import { signatureScheme } from '../../vocabulary/signature-schemes.ts';
import type { Offer } from './offer.ts';
import type { Outcome } from './prober.ts';

/** `X25519MLKEM768`; a code point that nobody registered keeps its number: `group 0xfe30`. */
export function groupName(codePoint: number): string {
  return namedGroup(codePoint)?.name ?? `group ${hex(codePoint)}`;
}

/** `mldsa65`, or `scheme 0x0911`. */
export function schemeName(codePoint: number): string {
  return signatureScheme(codePoint)?.name ?? `scheme ${hex(codePoint)}`;
}

/** `TLS_AES_256_GCM_SHA384`, or `suite 0xc02f`. */
export function suiteName(codePoint: number): string {
  return tls13CipherSuites.find((suite) => suite.codePoint === codePoint)?.name ?? `suite ${hex(codePoint)}`;
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
      return `ServerHello ${describeHello(outcome.hello)}`;
    case 'hello-retry-request':
      return `HelloRetryRequest ${describeHello(outcome.hello)}`;
    case 'alert':
      return `alert ${outcome.alert.name} (${outcome.alert.description}, ${outcome.alert.level})`;
    case 'closed':
      return 'the connection closed';
    case 'reset':
      return 'the connection reset';
    case 'silent':
      return 'no answer within the limit';
    case 'not-tls':
    case 'malformed':
    case 'not-connected':
      return outcome.problem;
  }
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
