import { fromBER, type OctetString } from 'asn1js';
import { Certificate, type GeneralName, type RelativeDistinguishedNames } from 'pkijs';
import { accepted, type Parsed, refused } from './parsed.ts';

/** What a certificate says of itself. Names are as RFC 4514 prints them, in the order of the certificate. */
export interface CertificateText {
  readonly subject: string;
  readonly issuer: string;
  /** Hexadecimal, as it is encoded. */
  readonly serial: string;
  /** RFC 3339, in UTC; null where the time is not one. */
  readonly notBefore: string | null;
  readonly notAfter: string | null;
  /** DNS names, IP addresses, and others with their kind in front. */
  readonly subjectAltNames: readonly string[];
}

/**
 * Reads a certificate, DER. Depth, number of elements and length are bounded before any of it is built (a certificate can be
 * made to hold 100,000 nested SEQUENCEs). Source: RFC 5280 4.1.
 */
export function readCertificate(der: Uint8Array): Parsed<CertificateText> {
  try {
    const { offset, result } = fromBER(der, LIMITS);
    if (offset === -1) return refused(`certificate: ${result.error || 'not ASN.1'}`, { offset: 0 });
    const certificate = new Certificate({ schema: result });
    return accepted({
      subject: nameOf(certificate.subject),
      issuer: nameOf(certificate.issuer),
      serial: Buffer.from(certificate.serialNumber.valueBlock.valueHexView).toString('hex'),
      notBefore: timeOf(certificate.notBefore.value),
      notAfter: timeOf(certificate.notAfter.value),
      subjectAltNames: subjectAltNames(certificate),
    });
  } catch (error) {
    // pkijs throws where the structure does not fit its schema.
    return refused(`certificate: ${error instanceof Error ? error.message.slice(0, 200) : 'not readable'}`, {
      offset: 0,
    });
  }
}

function nameOf(name: RelativeDistinguishedNames): string {
  return name.typesAndValues
    .slice(0, MOST_NAMES)
    .map(({ type, value }) => `${ATTRIBUTES[type] ?? type}=${String(value.valueBlock.value).slice(0, LONGEST_NAME)}`)
    .join(', ');
}

function timeOf(time: Date): string | null {
  return Number.isNaN(time.getTime()) ? null : time.toISOString().replace('.000Z', 'Z');
}

function subjectAltNames(certificate: Certificate): readonly string[] {
  const extension = certificate.extensions?.find(({ extnID }) => extnID === SUBJECT_ALT_NAME);
  // pkijs types what an extension holds by its OID alone; this one is GeneralNames, or nothing where it could not be read.
  const names = (extension?.parsedValue as { readonly altNames?: readonly GeneralName[] } | undefined)?.altNames;
  return (names ?? []).slice(0, MOST_NAMES).map(generalName);
}

/** Source: RFC 5280 4.2.1.6. */
function generalName({ type, value }: GeneralName): string {
  if (type === IP_ADDRESS) return ipAddress((value as OctetString).valueBlock.valueHexView);
  const text = typeof value === 'string' ? value.slice(0, LONGEST_NAME) : '(not read)';
  return type === DNS_NAME ? text : `${GENERAL_NAMES[type] ?? `name ${type}`}:${text}`;
}

function ipAddress(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.');
  return Buffer.from(bytes)
    .toString('hex')
    .replace(/(....)(?!$)/g, '$1:');
}

const LIMITS = { maxDepth: 32, maxNodes: 10_000, maxContentLength: 256 * 1024, parseEmbedded: false };
const LONGEST_NAME = 256;
const MOST_NAMES = 500;
const SUBJECT_ALT_NAME = '2.5.29.17';
const DNS_NAME = 2;
const IP_ADDRESS = 7;
const GENERAL_NAMES: Readonly<Record<number, string>> = { 1: 'email', 4: 'directory', 6: 'uri', 8: 'oid' };
/** Source: RFC 4514 3, RFC 4519. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
};
