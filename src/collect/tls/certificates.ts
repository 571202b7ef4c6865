import { createHash } from 'node:crypto';
import type { Parsed } from '../../codec/parsed.ts';
import type { CertificateText } from '../../codec/x509.ts';
import { type CertificateOutline, readCertificateOutline } from '../../codec/x509-outline.ts';
import type { CertificateSummary } from '../../facts/tls-endpoint-values.ts';
import { certificateAlgorithm, certificateCurve } from '../../vocabulary/certificate-algorithms.ts';

/**
 * Summarises a chain, at most its first 20 certificates. One that cannot be read keeps its digest and its bytes; the reader
 * (pkijs) is loaded only when there is a chain.
 */
export async function summarizeChain(chain: readonly Uint8Array[]): Promise<readonly CertificateSummary[]> {
  const { readCertificate } = await certificateReader();
  return chain.slice(0, MOST_CERTIFICATES).map((der) => summarize(der, readCertificate));
}

/** The reader, which takes longer to load than a server to answer: whoever begins early has it in time. */
export function certificateReader(): Promise<typeof import('../../codec/x509.ts')> {
  return import('../../codec/x509.ts');
}

function summarize(der: Uint8Array, read: (der: Uint8Array) => Parsed<CertificateText>): CertificateSummary {
  const sha256 = createHash('sha256').update(der).digest('hex');
  const known = summaries.get(sha256);
  if (known !== undefined) return known;
  const [text, outline] = [read(der), readCertificateOutline(der)];
  const key = outline.ok ? keyOf(outline.value) : { keyAlgorithm: null, keyBits: null };
  const problems = [text, outline].flatMap((each) => (each.ok ? [] : [each.problem]));
  const summary = {
    sha256,
    subject: text.ok ? text.value.subject : null,
    issuer: text.ok ? text.value.issuer : null,
    serial: text.ok ? text.value.serial : null,
    ...key,
    signatureAlgorithm: outline.ok ? nameOf(outline.value.signatureOid) : null,
    notBefore: text.ok ? text.value.notBefore : null,
    notAfter: text.ok ? text.value.notAfter : null,
    subjectAltNames: text.ok ? text.value.subjectAltNames : [],
    problem: problems.length > 0 ? problems.join('; ') : null,
    der: problems.length > 0 || !outline.ok || isRemarkable(outline.value) ? bytesOf(der) : null,
  };
  if (summaries.size >= MOST_SUMMARIES) summaries.clear();
  summaries.set(sha256, summary);
  return summary;
}

function keyOf({ keyOid, curveOid, modulusBits }: CertificateOutline) {
  const name = nameOf(keyOid);
  const curve = curveOid === undefined ? undefined : certificateCurve(curveOid);
  if (curveOid !== undefined)
    return { keyAlgorithm: `${name} ${curve?.name ?? curveOid}`, keyBits: curve?.bits ?? null };
  return { keyAlgorithm: name, keyBits: modulusBits ?? null };
}

function nameOf(oid: string): string {
  return certificateAlgorithm(oid)?.name ?? oid;
}

/** Keys or signatures that are post-quantum, drafts, or unknown: what a later reader may want to look at again. */
function isRemarkable({ keyOid, signatureOid }: CertificateOutline): boolean {
  return [keyOid, signatureOid].some((oid) => certificateAlgorithm(oid)?.era !== 'classical');
}

function bytesOf(der: Uint8Array): string {
  return Buffer.from(der.subarray(0, MOST_BYTES)).toString('base64');
}

/** Of certificates that were read in this run: authorities come back with every other endpoint. */
const summaries = new Map<string, CertificateSummary>();
const MOST_SUMMARIES = 1000;
const MOST_CERTIFICATES = 20;
const MOST_BYTES = 64 * 1024;
