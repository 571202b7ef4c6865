import type { Offer } from '../../src/collect/tls/offer.ts';
import type { Outcome } from '../../src/collect/tls/prober.ts';
import type { Tls12Answer } from '../../src/collect/tls/tls12-answer.ts';
import { tls12CipherSuite } from '../../src/vocabulary/tls12-cipher-suites.ts';

/** One certificate of such a server. */
export interface ModelCertificate {
  readonly der: Uint8Array;
  readonly authentication: 'RSA' | 'ECDSA';
  /** The group that has to be on offer for it (RFC 8422 5.1). */
  readonly curve?: number;
  /** Signature schemes that it can sign with. */
  readonly schemes: readonly number[];
}

/** A server of TLS 1.2, as a rule without wires: what it has, and how it chooses. */
export interface ServerModel {
  readonly suites: readonly number[];
  readonly groups: readonly number[];
  readonly certificates: readonly ModelCertificate[];
  /** Its own order of suites, of groups and of schemes, in place of the client's. */
  readonly ownOrder: { readonly suites: boolean; readonly groups: boolean; readonly schemes: boolean };
  /** Looks for a scheme only when it has chosen the suite, and has said so, as Go does. */
  readonly looksLate: boolean;
}

/** What it answers. */
export function answerOf(model: ServerModel, { suites, groups, schemes }: Offer): Outcome {
  const choices = inOrder(model.suites, suites, model.ownOrder.suites).flatMap((suite) =>
    choicesOf(model, suite, { groups, schemes }),
  );
  const [choice] = choices;
  if (choice === undefined) return REFUSED;
  const { suite, certificate, group, scheme } = choice;
  const isSigned = tls12CipherSuite(suite)?.keyExchange !== 'RSA';
  const signed = scheme === undefined ? {} : { scheme };
  const dhe = { kind: 'dhe' as const, prime: new Uint8Array(256), primeBits: 2048, generator: new Uint8Array([2]) };
  const key = group === undefined ? dhe : { kind: 'ecdhe' as const, group, publicValue: new Uint8Array(32) };
  const isLate = isSigned && scheme === undefined;
  const tls12: Tls12Answer = {
    certificates: isLate ? [] : [certificate.der],
    randoms: [new Uint8Array(32), new Uint8Array(32)],
    clientCertificate: 'not-requested',
    ...(isLate ? { alert: ALERT } : isSigned ? { keyExchange: { ...key, ...signed } } : {}),
  };
  return { kind: 'server-hello', hello: helloOf(suite), message: new Uint8Array(), tls12 };
}

interface Choice {
  readonly suite: number;
  readonly certificate: ModelCertificate;
  readonly group?: number | undefined;
  readonly scheme?: number | undefined;
}

function choicesOf(model: ServerModel, suite: number, given: Pick<Offer, 'groups' | 'schemes'>): readonly Choice[] {
  const known = tls12CipherSuite(suite);
  const certificate = model.certificates.find(({ authentication }) => authentication === known?.authentication);
  if (certificate === undefined) return [];
  if (known?.keyExchange === 'RSA') return [{ suite, certificate }];
  const isElliptic = known?.keyExchange === 'ECDHE';
  const [group] = inOrder(model.groups, given.groups, model.ownOrder.groups);
  if (isElliptic && group === undefined) return [];
  if (certificate.curve !== undefined && !given.groups.includes(certificate.curve)) return [];
  const [scheme] = inOrder(certificate.schemes, given.schemes, model.ownOrder.schemes);
  if (scheme === undefined && !model.looksLate) return [];
  return [{ suite, certificate, scheme, ...(isElliptic ? { group } : {}) }];
}

function inOrder(own: readonly number[], offered: readonly number[], isOwn: boolean): readonly number[] {
  return isOwn ? own.filter((each) => offered.includes(each)) : offered.filter((each) => own.includes(each));
}

function helloOf(cipherSuite: number) {
  return {
    isHelloRetryRequest: false,
    version: 0x0303,
    random: new Uint8Array(32),
    sessionId: new Uint8Array(),
    cipherSuite,
    compressionMethod: 0,
    extensions: [],
  };
}

const ALERT = { level: 'fatal', description: 40, name: 'handshake_failure' } as const;
const REFUSED: Outcome = { kind: 'alert', alert: ALERT };
