/** What a cipher string comes to, as far as it decides more than the TLS 1.2 suites themselves. */
export interface CipherStringOutcome {
  /** `@SECLEVEL=`, the last one; null: none stands. It holds even where the rest of the string is refused. */
  readonly securityLevel: number | null;
  /** Some TLS 1.2 suite is left, and some with ECDHE: without them fewer extensions are sent. */
  readonly anySuite: boolean;
  readonly anyEcdhe: boolean;
  /** Why the command fails; null: it is taken. */
  readonly refused: string | null;
}

/**
 * Reads `CipherString` so far as groups, schemes and versions depend on it; the suites of TLS 1.2 are not worked out.
 * Source: ssl_cipher_process_rulestr in ssl/ssl_ciph.c of 3.0.20 and 3.5.7; ciphers(1).
 */
export function readCipherString(text: string): CipherStringOutcome {
  let securityLevel: number | null = null;
  let refused: string | null = null;
  // Only at the very beginning, and there also with no separator behind it, DEFAULT means the built-in list.
  const isDefault = text.startsWith('DEFAULT');
  let suites: ReadonlySet<Family> = new Set(isDefault ? FAMILIES : []);
  const killed = new Set<Family>();
  let at = isDefault ? 'DEFAULT'.length : 0;
  while (at < text.length) {
    if (SEPARATOR.test(text[at] ?? '')) {
      at += 1;
      continue;
    }
    RULE.lastIndex = at;
    const rule = RULE.exec(text);
    if (rule === null) return { securityLevel, ...UNREADABLE, refused: `${text.slice(at, at + 20)}: wants a name` };
    const [whole, sign = '', name = ''] = rule;
    at += whole.length;
    if (sign === '@') {
      const level = /^SECLEVEL=([0-5])$/.exec(name)?.[1];
      if (level !== undefined) securityLevel = Number(level);
      else if (name !== 'STRENGTH') refused = `${whole}: wants @SECLEVEL=0 to 5 or @STRENGTH`;
    } else {
      suites = applyRule(suites, sign, familiesOf(name), killed);
    }
    // Rules need no separator behind a name that is known; behind another, and behind @, the rest is passed over.
    if (sign === '@' || familiesOf(name).within.length === 0)
      while (at < text.length && !SEPARATOR.test(text[at] ?? '')) at += 1;
  }
  const anySuite = suites.has('ecdhe') || suites.has('other');
  return {
    securityLevel,
    anySuite,
    anyEcdhe: suites.has('ecdhe'),
    refused: refused ?? (suites.size > 0 ? null : NO_MATCH),
  };
}

/** Why a string that names no suite is refused; the list is emptied all the same. */
export const NO_MATCH = 'no cipher matches';

const UNREADABLE = { anySuite: false, anyEcdhe: false } as const;
const SEPARATOR = /[:;, ]/;
const RULE = /([-+!@]?)([A-Za-z0-9_.=-]+(?:\+[A-Za-z0-9_.=-]+)*)/y;

/** The suites of TLS 1.2 in as many heaps as the outcome needs; `barred`: those that no client offers that has no shared key and a security level above 0. */
type Family = (typeof FAMILIES)[number];

const FAMILIES = ['barred', 'ecdhe', 'other'] as const;

function applyRule(
  suites: ReadonlySet<Family>,
  sign: string,
  families: { readonly within: readonly Family[]; readonly whole: boolean },
  killed: Set<Family>,
): ReadonlySet<Family> {
  switch (sign) {
    case '+':
      return suites;
    case '-':
      return families.whole ? new Set([...suites].filter((family) => !families.within.includes(family))) : suites;
    case '!':
      if (families.whole) for (const family of families.within) killed.add(family);
      return new Set([...suites].filter((family) => !killed.has(family)));
    default:
      return new Set([...suites, ...families.within.filter((family) => !killed.has(family))]);
  }
}

/** The heaps in which a name has suites, and whether it names all of them. An unknown name has none. */
function familiesOf(name: string): { readonly within: readonly Family[]; readonly whole: boolean } {
  const parts = name.split('+');
  if (parts.every((part) => ALL.has(part))) return { within: FAMILIES, whole: true };
  if (parts.every((part) => ECDHE.has(part))) return { within: ['ecdhe'], whole: true };
  if (parts.some((part) => BARRED.test(part))) return { within: ['barred'], whole: false };
  if (
    !parts.every((part) => ALL.has(part) || ECDHE.has(part) || MIXED.has(part) || OTHER.has(part) || SUITE.test(part))
  )
    return { within: [], whole: false };
  if (parts.some((part) => ECDHE.has(part) || /^(TLS_)?ECDHE[-_]/.test(part)))
    return { within: ['ecdhe'], whole: false };
  if (parts.some((part) => OTHER.has(part) || SUITE.test(part))) return { within: ['other'], whole: false };
  return { within: ['ecdhe', 'other'], whole: false };
}

const ALL = new Set(['ALL']);
const BARRED =
  /^(?:PSK|[ak]PSK|kDHEPSK|kECDHEPSK|kRSAPSK|k?SRP|aSRP|ADH|AECDH|[ae]?NULL|COMPLEMENTOFALL)$|^(?:(?:RSA|DHE|ECDHE)-)?PSK-|^(?:SRP|ADH|AECDH|NULL)-|-NULL-|^TLS_(?:\w+_)?(?:PSK|SRP|anon|NULL)_/;
const ECDHE = new Set(['ECDHE', 'EECDH', 'kECDHE', 'kEECDH']);
const MIXED = new Set([
  'HIGH',
  'MEDIUM',
  'LOW',
  'FIPS',
  'TLSv1.2',
  'TLSv1.0',
  'TLSv1',
  'SSLv3',
  'AES',
  'AES128',
  'AES256',
  'AESGCM',
  'AESCCM',
  'AESCCM8',
  'ARIA',
  'ARIAGCM',
  'ARIA128',
  'ARIA256',
  'CAMELLIA',
  'CAMELLIA128',
  'CAMELLIA256',
  'CHACHA20',
  'CBC',
  'ECDSA',
  'aECDSA',
  'aRSA',
  'RSA',
  'SHA',
  'SHA1',
  'SHA256',
  'SHA384',
  'AECDH',
  'aNULL',
  'eNULL',
  'NULL',
  '3DES',
  'SEED',
  'RC4',
  'IDEA',
  'PSK',
  'aPSK',
  'kECDHEPSK',
]);
const OTHER = new Set([
  'DH',
  'DHE',
  'EDH',
  'kDHE',
  'kEDH',
  'ADH',
  'kRSA',
  'kPSK',
  'kDHEPSK',
  'kRSAPSK',
  'kSRP',
  'SRP',
  'aSRP',
  'DSS',
  'aDSS',
  'MD5',
  'GOST94',
  'GOST89MAC',
  'kGOST',
  'aGOST',
  'aGOST01',
  'aGOST12',
  'kGOST18',
  'GOST12',
  'EXP',
  'EXPORT',
  'DES',
]);
/** An OpenSSL or IANA name of a suite: `ECDHE-RSA-AES128-GCM-SHA256`, `AES128-SHA`, `TLS_RSA_WITH_AES_128_CBC_SHA`. */
const SUITE =
  /^(?:(?:ECDHE|DHE|RSA|PSK|SRP|ADH|AECDH)-)*(?:(?:RSA|ECDSA|DSS|PSK)-)?(?:AES(?:128|256)|CAMELLIA(?:128|256)|ARIA(?:128|256)|CHACHA20|NULL|3DES|DES|SEED|RC4)(?:-[A-Z0-9]+)*$|^TLS_(?!AES_|CHACHA20_)[A-Z0-9_]+$/;
