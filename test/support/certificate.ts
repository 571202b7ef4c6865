import { createPrivateKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A key and its self-signed certificate, made for one test run. */
export interface TestCertificate {
  readonly key: string;
  readonly cert: string;
  readonly der: Uint8Array;
}

/** What to make; a name of node:crypto for the key. */
export interface CertificateWish {
  readonly key: 'rsa' | 'ec' | 'ed25519' | 'ml-dsa-44' | 'ml-dsa-65' | 'ml-dsa-87';
  readonly name: string;
  readonly curve?: string;
}

/** Makes a key and a certificate around it, valid from 2026 to 2036, with its name as DNS name. */
export function makeCertificate({ key, name, curve = 'P-256' }: CertificateWish): TestCertificate {
  const { privateKey, publicKey } = keyPair(key, curve);
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const algorithm = sequence(oid(SIGNATURES[key]), ...(key === 'rsa' ? [tlv(0x05)] : []));
  const body = certificateBody({ name, algorithm, spki });
  const hash = ['rsa', 'ec'].includes(key) ? 'sha256' : null;
  const der = sequence(body, algorithm, tlv(0x03, [0], sign(hash, body, privateKey)));
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: pem(der), der };
}

/** A certificate with algorithms that no library here knows: its key and signature are zeros. */
export function strangeCertificate(keyOid: string, signatureOid: string, size = 2000): Uint8Array {
  const algorithm = sequence(oid(signatureOid));
  const spki = sequence(sequence(oid(keyOid)), tlv(0x03, new Uint8Array(size)));
  return sequence(certificateBody({ name: 'strange.test', algorithm, spki }), algorithm, tlv(0x03, new Uint8Array(64)));
}

/** One DER element. */
export function tlv(tag: number, ...contents: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  const content = Buffer.concat(contents.map((each) => Uint8Array.from(each)));
  const { length } = content;
  const header =
    length < 0x80
      ? [tag, length]
      : length < 0x10000
        ? [tag, 0x82, length >> 8, length & 0xff]
        : [tag, 0x83, length >> 16, (length >> 8) & 0xff, length & 0xff];
  return Buffer.concat([Uint8Array.from(header), content]);
}

/** A DER SEQUENCE. */
export function sequence(...contents: readonly Uint8Array[]): Uint8Array {
  return tlv(0x30, ...contents);
}

function certificateBody(of: {
  readonly name: string;
  readonly algorithm: Uint8Array;
  readonly spki: Uint8Array;
}): Uint8Array {
  const text = new TextEncoder().encode(of.name);
  const name = sequence(tlv(0x31, sequence(oid('2.5.4.3'), tlv(0x0c, text))));
  const time = (at: string) => tlv(0x18, new TextEncoder().encode(at));
  const altNames = sequence(oid('2.5.29.17'), tlv(0x04, sequence(tlv(0x82, text))));
  return sequence(
    tlv(0xa0, tlv(0x02, [2])),
    tlv(0x02, [0x2a]),
    of.algorithm,
    name,
    sequence(time('20260101000000Z'), time('20360101000000Z')),
    name,
    of.spki,
    tlv(0xa3, sequence(altNames)),
  );
}

function keyPair(
  key: CertificateWish['key'],
  namedCurve: string,
): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
  if (key === 'rsa') return generateKeyPairSync('rsa', { modulusLength: 2048 });
  if (key === 'ec') return generateKeyPairSync('ec', { namedCurve });
  if (key === 'ed25519') return generateKeyPairSync('ed25519');
  return generateKeyPairSync(key);
}

function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tlv(0x06, [first * 40 + second, ...rest].flatMap(base128));
}

function base128(arc: number): readonly number[] {
  const low = [arc & 0x7f];
  for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128)) low.unshift((rest & 0x7f) | 0x80);
  return low;
}

function pem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** The private key of a certificate that was made here. */
export function privateKeyOf({ key }: TestCertificate): KeyObject {
  return createPrivateKey(key);
}

const SIGNATURES: Readonly<Record<CertificateWish['key'], string>> = {
  rsa: '1.2.840.113549.1.1.11',
  ec: '1.2.840.10045.4.3.2',
  ed25519: '1.3.101.112',
  'ml-dsa-44': '2.16.840.1.101.3.4.3.17',
  'ml-dsa-65': '2.16.840.1.101.3.4.3.18',
  'ml-dsa-87': '2.16.840.1.101.3.4.3.19',
};
