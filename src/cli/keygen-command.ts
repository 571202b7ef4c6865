import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import type { SigningAlgorithm } from './evidence/signing-keys.ts';
import { writeOut } from './standard-output.ts';
import { systemWords } from './system-words.ts';
import { UsageError } from './usage-error.ts';
import { unwritable } from './whole-file.ts';

/** What `keygen` takes. */
export interface KeygenArguments {
  readonly out: string;
  readonly algorithm: SigningAlgorithm;
}

/** `keygen`: a key pair for signing evidence, PKCS#8 with mode 0600 and the public key beside it. @throws UsageError */
export async function runKeygen({ out, algorithm }: KeygenArguments): Promise<0> {
  const { privateKey, publicKey } = keyPair(algorithm);
  await create(out, privateKey.export({ type: 'pkcs8', format: 'pem' }), 0o600);
  await create(`${out}.pub`, publicKey.export({ type: 'spki', format: 'pem' }), 0o644).catch(async (error: unknown) => {
    await rm(out);
    throw error;
  });
  await writeOut(`${out}: private key (${algorithm}), keep it secret\n${out}.pub: public key, give it away\n`);
  return 0;
}

/** FIPS 204 key generation, or FIPS 186-5 A.2, by the OpenSSL of Node.js. */
function keyPair(algorithm: SigningAlgorithm): { readonly privateKey: KeyObject; readonly publicKey: KeyObject } {
  switch (algorithm) {
    case 'ml-dsa-65':
      return generateKeyPairSync('ml-dsa-65');
    case 'ml-dsa-87':
      return generateKeyPairSync('ml-dsa-87');
    case 'ecdsa-p384':
      return generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
  }
}

/** A file that is there already is never overwritten: it may be somebody's key. Half a key is taken away again. */
async function create(path: string, content: string | Buffer, mode: number): Promise<void> {
  const handle = await open(path, 'wx', mode).catch((error: unknown) => {
    throw new UsageError(
      `keygen --out ${path}: ${systemWords(error)}\nName a file that is not there yet, in a directory that this user can write.`,
    );
  });
  try {
    await handle.writeFile(content);
    await handle.sync();
  } catch (error) {
    await rm(path);
    throw unwritable(`keygen --out ${path}`, error);
  } finally {
    await handle.close();
  }
}
