import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openEngines } from '../src/kat/engines.ts';
import { acvpText, type OwnSet } from './vectors/acvp-file.ts';
import { agreementOf } from './vectors/agreement.ts';
import { mlDsaSets } from './vectors/ml-dsa.ts';
import { mlKemSets } from './vectors/ml-kem.ts';
import { slhDsaSets } from './vectors/slh-dsa.ts';

/**
 * `npm run vectors -- [OPENSSL]`: writes test-vectors/ anew from fixed seeds. Nothing is written on which noble and the given
 * OpenSSL (3.5 or later; default: the system's) do not agree.
 */
const root = join(import.meta.dirname, '../test-vectors');
const path = process.argv[2] ?? '/usr/bin/openssl';
const opened = await openEngines(
  ['noble', 'openssl'],
  { path, configuration: undefined },
  new AbortController().signal,
);
try {
  const [noble, openssl] = opened.engines;
  if (noble === undefined || openssl === undefined) throw new Error(`${path}: ${opened.unavailable[0]?.why}`);
  const agreement = agreementOf([noble, openssl]);
  const sets = [...(await mlKemSets(agreement)), ...(await mlDsaSets(agreement)), ...(await slhDsaSets(agreement))];
  await rm(root, { recursive: true, force: true });
  const lines = await Promise.all(sets.map(write));
  await writeFile(join(root, 'MANIFEST'), [...heading(noble.version, openssl.version), ...lines, ''].join('\n'));
  console.log(`${agreement.asked()} questions, both agree on each\n${lines.join('\n')}`);
} finally {
  opened.close();
}

async function write(set: OwnSet): Promise<string> {
  const directory = `${set.algorithm}-${set.mode}-${set.revision}`;
  const text = acvpText(set);
  const file = gzipSync(text, { level: 9 });
  await mkdir(join(root, directory), { recursive: true });
  await writeFile(join(root, directory, 'internalProjection.json.gz'), file);
  const tests = set.groups.reduce((sum, group) => sum + group.tests.length, 0);
  const sha256 = createHash('sha256').update(text).digest('hex');
  return `${sha256} ${tests} ${directory}/internalProjection.json.gz`;
}

function heading(...versions: readonly string[]): readonly string[] {
  return [
    '# Test vectors of pqready, in the file format of NIST ACVP (internalProjection), gzipped.',
    '# Made by scripts/vectors.ts from fixed seeds: SHAKE256 over "pqready test vectors 1: LABEL".',
    `# Every value was computed, and every refusal given, by both ${versions.join(' and ')}.`,
    "# For the pre-hash interface, which OpenSSL does not have, it was given M' through the internal one.",
    '# "testPassed": false on a decapsulation is our own: a ciphertext of a wrong length, which must be refused.',
    '# SHA-256 of the content unpacked, number of tests, file',
  ];
}
