import { access, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { expect, it, onTestFinished } from 'vitest';
import { type OpensslProgram, openOpenssl } from '../../src/target/openssl-process.ts';
import { buildTree } from '../support/tree.ts';

const SIGNAL = AbortSignal.timeout(15_000);

it('gives a run its files and takes its outputs, in a directory that only its owner enters', async () => {
  const program = await standIn(
    '#!/bin/sh\npwd\nstat -c %a . key.der\ncat key.der > out\necho to standard error >&2\nexit 3\n',
  );
  const outcome = await program.run(
    { arguments: [], files: { 'key.der': bytes('secret') }, outputs: ['out', 'none'] },
    5000,
    SIGNAL,
  );
  const [place = '', ...modes] = outcome.ended ? outcome.stdout.trim().split('\n') : [];
  expect(modes).toEqual(['700', '600']);
  expect((await stat(join(place, '..'))).mode & 0o777).toBe(0o700);
  expect(outcome).toEqual({
    ended: true,
    exitCode: 3,
    stdout: expect.any(String),
    stderr: 'to standard error\n',
    outputs: { out: bytes('secret') },
  });
  // Nothing of one run is there for the next.
  const next = await program.run({ arguments: [], outputs: ['out'] }, 5000, SIGNAL);
  expect(next.ended && next.outputs).toEqual({ out: bytes('') });
});

it('runs with the configuration that it is given, or none, or its own, and with nothing else of the caller', async () => {
  const script = '#!/bin/sh\nprintenv OPENSSL_CONF || echo own\nprintenv HOME\nexit 0\n';
  const said = [];
  for (const configuration of ['/etc/fips.cnf', null, undefined]) {
    const program = await standIn(script, { configuration });
    const outcome = await program.run({ arguments: [] }, 5000, SIGNAL);
    said.push(outcome.ended ? outcome.stdout.trim() : outcome.why);
  }
  expect(said).toEqual(['/etc/fips.cnf', '/dev/null', 'own']);
});

it('runs no more at once than there are cores, and each to its end', async () => {
  const program = await standIn('#!/bin/sh\ncat number\n');
  const numbers = Array.from({ length: 12 }, (_, index) => `${index}`);
  const outcomes = await Promise.all(
    numbers.map((number) => program.run({ arguments: [], files: { number: bytes(number) } }, 5000, SIGNAL)),
  );
  expect(outcomes.map((outcome) => (outcome.ended ? outcome.stdout : outcome.why))).toEqual(numbers);
});

it('ends what runs too long, with what it started in turn', async () => {
  const program = await standIn('#!/bin/sh\nsleep 60 & wait\n');
  const started = performance.now();
  expect(await program.run({ arguments: [] }, 200, SIGNAL)).toEqual({ ended: false, why: 'timed-out' });
  expect(performance.now() - started).toBeLessThan(5000);
});

it('says that it could not be run where it is no program', async () => {
  const root = await buildTree({ '/openssl': { content: 'no program', mode: 0o644 } });
  const program = await openOpenssl({ name: 'openssl', path: `${root}/openssl`, configuration: null });
  onTestFinished(() => program.close());
  expect(await program.run({ arguments: [] }, 5000, SIGNAL)).toEqual({ ended: false, why: 'io-error' });
});

it('leaves nothing behind when it is closed', async () => {
  const program = await standIn('#!/bin/sh\npwd\n');
  const outcome = await program.run({ arguments: [] }, 5000, SIGNAL);
  const place = outcome.ended ? outcome.stdout.trim() : '';
  await access(place);
  program.close();
  await expect(access(join(place, '..'))).rejects.toThrow('ENOENT');
});

it.each(['SIGINT', 'SIGTERM'] as const)('leaves nothing behind when pqready kat is ended by %s', async (signal) => {
  const script =
    '#!/bin/sh\ncase "$1 $2" in\nversion*) echo OpenSSL 9 ;;\nlist*) echo "IDs: { ML-DSA-44 } @ default" ;;\n*) pwd > "$0.place"; sleep 60 ;;\nesac\n';
  const root = await buildTree({ '/openssl': { content: script, mode: 0o755 } });
  const main = join(import.meta.dirname, '../../src/cli/main.ts');
  const child = execa(process.execPath, [main, 'kat', '--engine', 'openssl', '--openssl', `${root}/openssl`], {
    reject: false,
    stdin: 'ignore',
  });
  const place = await appears(`${root}/openssl.place`);
  child.kill(signal);
  const { exitCode, stdout, stderr } = await child;
  expect({ exitCode, stdout, stderr }).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: 'pqready: interrupted\nNothing was written.',
  });
  await expect(access(join(place, '..'))).rejects.toThrow('ENOENT');
});

async function appears(path: string): Promise<string> {
  for (;;) {
    const text = await readFile(path, 'utf8').catch(() => '');
    if (text.endsWith('\n')) return text.trim();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function standIn(
  script: string,
  choice: { readonly configuration: string | null | undefined } = { configuration: null },
): Promise<OpensslProgram> {
  const root = await buildTree({ '/openssl': { content: script, mode: 0o755 } });
  const program = await openOpenssl({ name: 'openssl', path: `${root}/openssl`, ...choice });
  onTestFinished(() => program.close());
  return program;
}

function bytes(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text));
}
