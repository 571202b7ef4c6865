import type { ByteSource } from '../../codec/byte-source.ts';
import { type PemBlock, readPem } from '../../codec/pem.ts';
import { decodeHostKey } from '../../codec/ssh/host-key.ts';
import { readCertificateOutline } from '../../codec/x509-outline.ts';
import type { Locator, TargetPath } from '../../facts/locator.ts';
import { type Evidence, evidence } from '../../facts/quote.ts';
import type { StoredKeys } from '../../facts/values/modules.ts';
import { certificateAlgorithm, certificateCurve } from '../../vocabulary/certificate-algorithms.ts';

/** What one file holds of one kind. */
export interface KeyFile {
  readonly path: TargetPath;
  readonly what: StoredKeys['what'];
  readonly form: StoredKeys['form'];
  readonly keys: readonly StoredKey[];
  readonly lastDays: readonly string[];
  readonly proof: Evidence;
}

/** A key, by what may be said of it. */
export interface StoredKey {
  readonly algorithm: string;
  readonly bits: number | null;
}

/** A file that is never opened, by its name alone. */
export function keyByName(path: TargetPath): KeyFile | undefined {
  const [, ssh] = /\/(?:ssh_host_|id_)(rsa|dsa|ecdsa|ed25519|mldsa[\w-]*)(?:_key)?$/.exec(path) ?? [];
  const form = ssh !== undefined ? 'OpenSSH' : KEY_STORES.find(([name]) => name.test(path))?.[1];
  if (form === undefined && !/(\.key|[-_.]key\.pem|\/(privkey|server-key|client-key)[^/]*)$/i.test(path))
    return undefined;
  const what = form === 'JKS' || form === 'PKCS #12' ? 'key-store' : 'private-key';
  return {
    path,
    what,
    form: form ?? 'PEM',
    keys: [{ algorithm: SSH_NAMES[ssh ?? ''] ?? 'unknown', bits: null }],
    lastDays: [],
    proof: evidence({ in: 'file', path }, 'known by its name; never opened'),
  };
}

/** What a file says of itself; nothing where it is none of keys. */
export function seeKeyFile(source: ByteSource, path: TargetPath, at: Locator): readonly KeyFile[] {
  const head = Buffer.from(source.read(0, HEAD));
  if (path.endsWith('.pub')) return sshKeys(head.toString('latin1'), path, at);
  if (head.length > 3 && head.readUInt32BE(0) === JKS_MAGIC) return [keyStore('JKS', path, at)];
  if (head.includes('-----BEGIN')) return pemKeys(source, path, at);
  return head[0] === SEQUENCE ? derCertificate(source, path, at) : [];
}

function pemKeys(source: ByteSource, path: TargetPath, at: Locator): readonly KeyFile[] {
  const blocks = readPem(Buffer.from(source.read(0, source.size)).toString('latin1'));
  const private_ = blocks.filter((block) => block.kind === 'private-key');
  const certificates = blocks.filter((block) => block.kind === 'certificate').map(({ der }) => der);
  const files: KeyFile[] = [];
  if (certificates.length > 0) files.push(certificateFile(certificates, { path, at, form: 'PEM' }));
  if (private_.length > 0)
    files.push({
      path,
      what: 'private-key',
      form: 'PEM',
      keys: private_.map(keyOf),
      lastDays: [],
      proof: evidence(at, `private key: ${private_.map(said).join(', ')}`),
    });
  return files;
}

type PrivateKey = Extract<PemBlock, { kind: 'private-key' }>;

function keyOf({ algorithm }: PrivateKey): StoredKey {
  return { algorithm: algorithm ?? 'unknown', bits: null };
}

function said({ algorithm, encrypted }: PrivateKey): string {
  return `${algorithm ?? 'of a kind not told'}${encrypted ? ', encrypted' : ''}`;
}

function derCertificate(source: ByteSource, path: TargetPath, at: Locator): readonly KeyFile[] {
  const der = source.read(0, Math.min(source.size, LARGEST_CERTIFICATE));
  return readCertificateOutline(der).ok ? [certificateFile([der], { path, at, form: 'DER' })] : [];
}

function certificateFile(
  certificates: readonly Uint8Array[],
  { path, at, form }: { readonly path: TargetPath; readonly at: Locator; readonly form: 'PEM' | 'DER' },
): KeyFile {
  const held = certificates.filter((der) => !isNoCertificate(der));
  const outlines = held.map((der) => readCertificateOutline(der));
  const keys = outlines.map((outline): StoredKey => {
    if (!outline.ok) return { algorithm: 'not readable', bits: null };
    const { keyOid, curveOid, modulusBits } = outline.value;
    const curve = curveOid === undefined ? undefined : certificateCurve(curveOid);
    const algorithm = certificateAlgorithm(keyOid)?.name ?? keyOid;
    return {
      algorithm: curve === undefined ? algorithm : `${algorithm} ${curve.name}`,
      bits: modulusBits ?? curve?.bits ?? null,
    };
  });
  const lastDays = outlines.flatMap((outline) => (outline.ok ? (outline.value.lastDay ?? []) : []));
  const proof = evidence(at, countWords(held.length, certificates.length - held.length));
  return { path, what: 'certificates', form, keys, lastDays, proof };
}

/** Text that stands for a certificate to come, as in Debian's Local_Root_CA.crt: whatever it decodes to, it begins no structure of DER. */
function isNoCertificate(der: Uint8Array): boolean {
  return der.length > 0 && der[0] !== SEQUENCE;
}

function countWords(certificates: number, others: number): string {
  const words = certificates === 1 ? 'a certificate' : `${certificates} certificates`;
  return others === 0 ? words : `${words}; ${others} with other text between the marks of one`;
}

function sshKeys(text: string, path: TargetPath, at: Locator): readonly KeyFile[] {
  const [, type = '', body = ''] = /^([\w@.-]{3,64}) ([A-Za-z0-9+/=]{16,8192})/.exec(text) ?? [];
  const key = decodeHostKey(Buffer.from(body, 'base64'));
  if (type === '' || !key.ok) return [];
  const material = key.value.key;
  const algorithm = material === null ? type : material.family;
  const keys = [{ algorithm, bits: material?.bits ?? null }];
  return [{ path, what: 'public-key', form: 'OpenSSH', keys, lastDays: [], proof: evidence(at, type) }];
}

function keyStore(form: 'JKS', path: TargetPath, at: Locator): KeyFile {
  return { path, what: 'key-store', form, keys: [], lastDays: [], proof: evidence(at, 'magic 0xfeedfeed') };
}

const SSH_NAMES: Readonly<Record<string, string>> = { rsa: 'RSA', dsa: 'DSA', ecdsa: 'ECDSA', ed25519: 'Ed25519' };
const KEY_STORES: readonly (readonly [RegExp, 'JKS' | 'PKCS #12'])[] = [
  [/\.(jks|jceks|keystore)$/i, 'JKS'],
  [/\.(p12|pfx)$/i, 'PKCS #12'],
];
const SEQUENCE = 0x30;
const JKS_MAGIC = 0xfeedfeed;
const HEAD = 16 * 1024;
const LARGEST_CERTIFICATE = 256 * 1024;
