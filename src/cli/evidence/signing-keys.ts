import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { UsageError } from '../usage-error.ts';
import { readUserFile } from '../user-file.ts';

/** The signature algorithms of evidence, as `keygen --algorithm` takes them. */
export const signingAlgorithms = ['ml-dsa-65', 'ml-dsa-87', 'ecdsa-p384'] as const;
export type SigningAlgorithm = (typeof signingAlgorithms)[number];

/** A key that signs or verifies evidence. `id`: SHA-256 of the public key's SubjectPublicKeyInfo in DER, hexadecimal. */
export interface SigningKey {
  readonly path: string;
  readonly algorithm: SigningAlgorithm;
  readonly id: string;
  readonly key: KeyObject;
}

/** Reads a private key: PKCS#8 in PEM (RFC 9881 for ML-DSA). @throws UsageError, also where others can read the file */
export async function readPrivateKey(path: string): Promise<SigningKey> {
  const text = await readUserFile(path);
  const key = signingKey(path, () => createPrivateKey(text), 'a private key, PKCS#8 in PEM');
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0)
    throw new UsageError(
      `--key ${path}: others than its owner can read this private key\nSay chmod 600 ${path} first.`,
    );
  return key;
}

/** Reads a public key: SubjectPublicKeyInfo in PEM. @throws UsageError */
export async function readPublicKey(path: string): Promise<SigningKey> {
  const text = await readUserFile(path);
  if (text.includes('PRIVATE KEY'))
    throw new UsageError(
      `--key ${path}: wants the public key, this is a private one\nName the file that ends in .pub.`,
    );
  return signingKey(path, () => createPublicKey(text), 'a public key in PEM');
}

function signingKey(path: string, read: () => KeyObject, wanted: string): SigningKey {
  const key = keyOf(path, read, wanted);
  const algorithm = algorithmOf(key);
  if (algorithm === undefined)
    throw new UsageError(
      `--key ${path}: wants ML-DSA-65, ML-DSA-87 or ECDSA P-384, has ${key.asymmetricKeyType ?? 'something else'}\nMake one with pqready keygen.`,
    );
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  const id = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
  return { path, algorithm, id, key };
}

function keyOf(path: string, read: () => KeyObject, wanted: string): KeyObject {
  try {
    return read();
  } catch {
    throw new UsageError(`--key ${path}: wants ${wanted}, which this is not\nMake one with pqready keygen.`);
  }
}

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): SigningAlgorithm | undefined {
  if (asymmetricKeyType === 'ec') return asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 'ecdsa-p384' : undefined;
  return asymmetricKeyType === 'ml-dsa-65' || asymmetricKeyType === 'ml-dsa-87' ? asymmetricKeyType : undefined;
}
