import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type SigningAlgorithm, signingAlgorithms } from '../../src/cli/evidence/signing-keys.ts';
import { runKeygen } from '../../src/cli/keygen-command.ts';
import { runSign } from '../../src/cli/sign-command.ts';
import { decodeEnvelope, preAuthenticationEncoding } from '../../src/codec/dsse.ts';
import { json } from '../../src/report/json.ts';
import { smallHost, written } from '../support/report.ts';
import { liveTree } from './tree.ts';
import { type TreeOpenssl, treeOpenssl } from './tree-openssl.ts';

let openssl: TreeOpenssl;
const at = (name: string): string => join(openssl.directory, name);
const run = promisify(execFile);

beforeAll(async () => {
  openssl = await treeOpenssl(liveTree());
  for (const algorithm of signingAlgorithms) await runKeygen({ out: at(algorithm), algorithm });
  await writeFile(at('report.json'), written(json, [smallHost()]));
  await runSign({ report: at('report.json'), key: signingAlgorithms.map(at), out: undefined });
  const envelope = decodeEnvelope(await readFile(at('report.json.sig.json'), 'utf8'));
  if (!envelope.ok) throw new Error(envelope.problem);
  const { payloadType, payload, signatures } = envelope.value;
  await writeFile(at('signed'), preAuthenticationEncoding(payloadType, payload));
  await Promise.all(signatures.map(({ sig }, index) => writeFile(at(`${signingAlgorithms[index]}.sig`), sig)));
});
afterAll(() => rm(openssl.directory, { recursive: true, force: true }));

it.each(signingAlgorithms)('signs with %s so that OpenSSL verifies it, and finds a flipped bit', async (algorithm) => {
  expect((await opensslVerify(algorithm, 'signed')).stdout).toContain('Signature Verified Successfully');
  const changed = await readFile(at('signed'));
  changed.writeUInt8(changed.readUInt8(40) ^ 1, 40);
  await writeFile(at('changed'), changed);
  await expect(opensslVerify(algorithm, 'changed')).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('provider signature failure'),
  });
});

it('reads ML-DSA keys that OpenSSL made', async () => {
  const key = at('of-openssl');
  await run(openssl.program, ['genpkey', '-algorithm', 'ML-DSA-65', '-out', key]);
  await run('chmod', ['600', key]);
  expect(await runSign({ report: at('report.json'), key: [key], out: at('other.sig.json') })).toBe(0);
});

function opensslVerify(algorithm: SigningAlgorithm, message: string) {
  const digest = algorithm === 'ecdsa-p384' ? ['-digest', 'sha384'] : [];
  const files = ['-inkey', at(`${algorithm}.pub`), '-in', at(message), '-sigfile', at(`${algorithm}.sig`)];
  return run(openssl.program, ['pkeyutl', '-verify', '-pubin', '-rawin', ...digest, ...files]);
}
