import { tls13CipherSuites } from '../../vocabulary/cipher-suites.ts';
import { draftSignatureSchemes } from '../../vocabulary/draft-signature-schemes.ts';
import { namedGroups } from '../../vocabulary/named-groups.ts';
import { otherTlsGroups } from '../../vocabulary/other-tls-groups.ts';
import { signatureSchemes } from '../../vocabulary/signature-schemes.ts';
import { type Tls12CipherSuite, tls12CipherSuites } from '../../vocabulary/tls12-cipher-suites.ts';
import { kindOf, SELDOM } from './split-suites.ts';

/** What is asked about, as code points; the suites of TLS 1.2 in parts that can be asked side by side. */
export interface Ground {
  /** ML-KEM and its hybrids, then what drafts and experiments left behind. */
  readonly postQuantumGroups: readonly number[];
  readonly classicalGroups: readonly number[];
  /** Curves of TLS 1.2 and older, and the finite fields of RFC 7919. */
  readonly tls12Groups: readonly number[];
  readonly tls13Suites: readonly number[];
  /** What a client of today would send to a server of TLS 1.2. */
  readonly commonTls12Suites: readonly number[];
  /** On elliptic curves; all others: each weakest first, then what is seldom: an order that no server has of its own accord. */
  readonly tls12Parts: readonly (readonly number[])[];
  readonly schemes: readonly number[];
}

/**
 * Everything that is asked about, in the order in which a modern client would prefer it. No list goes past
 * 100: servers choke on longer ones (OpenSSL 4.0 ignores groups and schemes past 128; a list of 351 suites is refused by some).
 */
export const wholeGround: Ground = {
  postQuantumGroups: [
    0x11ec,
    0x11ed,
    0x11eb,
    0x11ee,
    0x0202,
    0x0201,
    0x0200,
    ...otherTlsGroups.map((group) => group.codePoint),
  ],
  classicalGroups: [
    0x001d, 0x0017, 0x0018, 0x0019, 0x001e, 0x0100, 0x0101, 0x0102, 0x0103, 0x0104, 0x001f, 0x0020, 0x0021, 0x0029,
  ],
  tls12Groups: [
    0x001d,
    0x0017,
    0x0018,
    0x0019,
    0x001e,
    ...namedGroups.filter(({ codePoint }) => codePoint <= 0x16 || isBetween(codePoint, 0x1a, 0x1c)).map(codePointOf),
    0x0100,
    0x0101,
    0x0102,
    0x0103,
    0x0104,
  ],
  tls13Suites: [0x1302, 0x1303, 0x1301, ...tls13CipherSuites.map(codePointOf).filter((suite) => suite > 0x1303)],
  commonTls12Suites: [
    0xc02c, 0xc030, 0x009f, 0xcca9, 0xcca8, 0xccaa, 0xc02b, 0xc02f, 0x009e, 0xc024, 0xc028, 0x006b, 0xc023, 0xc027,
    0x0067, 0xc00a, 0xc014, 0x0039, 0xc009, 0xc013, 0x0033, 0x009d, 0x009c, 0x003d, 0x003c, 0x0035, 0x002f, 0x000a,
  ],
  schemes: [...signatureSchemes, ...draftSignatureSchemes].map(codePointOf),
  tls12Parts: [weakestFirst(isInFirstPart), weakestFirst((suite) => !isInFirstPart(suite))],
};

/** Only what is registered and common, for servers that cannot bear a long hello. */
export const modestGround: Ground = {
  ...wholeGround,
  postQuantumGroups: [0x11ec, 0x11ed, 0x11eb, 0x0202, 0x0201],
  classicalGroups: [0x001d, 0x0017, 0x0018, 0x0019],
  tls12Groups: [0x001d, 0x0017, 0x0018, 0x0019],
  tls13Suites: [0x1302, 0x1303, 0x1301],
  commonTls12Suites: [0xc02c, 0xc030, 0xc02b, 0xc02f, 0xc014, 0xc013, 0x009d, 0x009c, 0x0035, 0x002f],
  schemes: [0x0905, 0x0906, 0x0904, 0x0403, 0x0503, 0x0603, 0x0807, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0201],
};

/** Whether a group is quantum-safe and of today: ML-KEM or a hybrid with it, not a draft of Kyber. */
export function isPostQuantum(group: number): boolean {
  return namedGroups.some(({ codePoint, kind }) => codePoint === group && (kind === 'ml-kem' || kind === 'hybrid'));
}

function weakestFirst(belongs: (suite: Tls12CipherSuite) => boolean): readonly number[] {
  const suites = tls12CipherSuites.filter(belongs).reverse();
  const place = (suite: Tls12CipherSuite) => {
    const seldom = SELDOM.indexOf(kindOf(suite));
    return suite.isExport || isBroken(suite.cipher) ? -1 : seldom < 0 ? SELDOM.length : seldom;
  };
  return suites.toSorted((left, right) => place(left) - place(right)).map(codePointOf);
}

/** Not all of them: where there is no RSA certificate, the second part has what the servers of today still have of AES-CBC. */
function isInFirstPart({ keyExchange, authentication, cipher }: Tls12CipherSuite): boolean {
  const isCbc = keyExchange === 'ECDHE' && authentication === 'ECDSA' && /^AES_\d+_CBC/.test(cipher);
  return keyExchange.startsWith('EC') && !isCbc;
}

function isBroken(cipher: string): boolean {
  return /^(NULL|RC4|RC2|DES)/.test(cipher);
}

function isBetween(value: number, low: number, high: number): boolean {
  return value >= low && value <= high;
}

function codePointOf({ codePoint }: { readonly codePoint: number }): number {
  return codePoint;
}
