import { Buffer } from 'node:buffer';

/** A block between BEGIN and END lines. Of a private key only the label and the algorithm come out, never the content. */
export type PemBlock =
  | { readonly kind: 'certificate'; readonly der: Uint8Array }
  | { readonly kind: 'public-key' }
  | { readonly kind: 'private-key'; readonly algorithm: string | null; readonly encrypted: boolean }
  | { readonly kind: 'other' };

/** Reads the blocks of a PEM file, in order; text between them is passed over. Source: RFC 7468. */
export function readPem(text: string): readonly PemBlock[] {
  const blocks: PemBlock[] = [];
  for (const match of text.matchAll(/-----BEGIN ([A-Z0-9 ]{1,64})-----/g)) {
    if (blocks.length === MOST_BLOCKS) break;
    const start = match.index + match[0].length;
    blocks.push(readBlock(match[1] ?? '', text, start));
  }
  return blocks;
}

function readBlock(label: string, text: string, start: number): PemBlock {
  if (label.endsWith('PRIVATE KEY')) {
    const encrypted = label.startsWith('ENCRYPTED') || text.startsWith('Proc-Type: 4,ENCRYPTED', start + 1);
    return { kind: 'private-key', algorithm: LABELS[label] ?? algorithmOf(label, text, start), encrypted };
  }
  if (label.endsWith('PUBLIC KEY')) return { kind: 'public-key' };
  if (!/^(X509 |TRUSTED )?CERTIFICATE$/.test(label)) return { kind: 'other' };
  const end = text.indexOf('-----END', start);
  const body = end === -1 ? '' : text.slice(start, Math.min(end, start + LONGEST_BODY));
  return { kind: 'certificate', der: Buffer.from(body, 'base64') };
}

/** PKCS #8 names the algorithm in front of the key: the OID stands within its first 36 bytes, and no more is decoded. Source: RFC 5958. */
function algorithmOf(label: string, text: string, start: number): string | null {
  if (label !== 'PRIVATE KEY') return null;
  const head = Buffer.from(
    text
      .slice(start, start + 60)
      .replace(/\s/g, '')
      .slice(0, 48),
    'base64',
  );
  const hex = head.toString('hex');
  return OIDS.find(([oid]) => hex.slice(0, 60).includes(oid))?.[1] ?? null;
}

const LABELS: Readonly<Record<string, string>> = {
  'DSA PRIVATE KEY': 'DSA',
  'EC PRIVATE KEY': 'EC',
  'RSA PRIVATE KEY': 'RSA',
};
/** DER of OIDs of keys, in hexadecimal, tag and length included. */
const OIDS: readonly (readonly [der: string, name: string])[] = [
  ['06092a864886f70d010101', 'RSA'],
  ['06092a864886f70d01010a', 'RSASSA-PSS'],
  ['06072a8648ce3d0201', 'EC'],
  ['06032b6570', 'Ed25519'],
  ['06032b6571', 'Ed448'],
  ['06032b656e', 'X25519'],
  ['0609608648016503040311', 'ML-DSA-44'],
  ['0609608648016503040312', 'ML-DSA-65'],
  ['0609608648016503040313', 'ML-DSA-87'],
];
const MOST_BLOCKS = 5000;
const LONGEST_BODY = 128 * 1024;
