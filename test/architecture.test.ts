import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { targetForms } from '../src/cli/targets/index.ts';
import { collectors, fileCollectors } from '../src/collect/index.ts';
import { formats } from '../src/report/index.ts';
import { rules } from '../src/rules/index.ts';

const SRC = join(import.meta.dirname, '../src');

/** Every room: what it may import from below, which packages, and which of Node's modules. */
const ROOMS: Readonly<
  Record<string, { below: readonly string[]; packages: readonly string[]; node: readonly string[] }>
> = {
  vocabulary: { below: [], packages: [], node: [] },
  codec: { below: ['vocabulary'], packages: ['pkijs', 'asn1js'], node: ['node:buffer', 'node:crypto', 'node:zlib'] },
  facts: { below: ['vocabulary'], packages: [], node: ['node:crypto'] },
  target: {
    below: ['vocabulary', 'codec', 'facts'],
    packages: ['execa'],
    node: [
      'node:fs',
      'node:fs/promises',
      'node:os',
      'node:path',
      'node:crypto',
      'node:net',
      'node:dns/promises',
      'node:buffer',
      'node:stream',
      'node:zlib',
    ],
  },
  kat: { below: ['vocabulary', 'codec', 'facts', 'target'], packages: ['@noble/post-quantum'], node: ['node:crypto'] },
  collect: {
    below: ['vocabulary', 'codec', 'facts', 'target', 'kat'],
    packages: ['@noble/post-quantum'],
    node: ['node:crypto', 'node:buffer', 'node:path/posix', 'node:util', 'node:net'],
  },
  policy: { below: ['vocabulary'], packages: ['yaml'], node: ['node:crypto'] },
  rules: { below: ['vocabulary', 'facts', 'policy'], packages: ['@bufbuild/cel'], node: [] },
  assess: { below: ['vocabulary', 'facts', 'policy', 'rules'], packages: [], node: [] },
  report: {
    below: ['vocabulary', 'codec', 'facts', 'policy', 'rules', 'assess'],
    packages: ['chalk'],
    // A page names its own script and style by digest.
    node: ['node:crypto'],
  },
  fleet: { below: ['vocabulary', 'facts', 'target', 'policy', 'rules', 'assess', 'report'], packages: [], node: [] },
  cli: {
    below: ['vocabulary', 'codec', 'facts', 'target', 'kat', 'collect', 'policy', 'rules', 'assess', 'report', 'fleet'],
    packages: ['yargs'],
    node: ['node:fs', 'node:fs/promises', 'node:path', 'node:readline', 'node:crypto', 'node:zlib'],
  },
};

/** Data outside the sources that they may take in: what we are, and the contract that stored reports are held to. */
const OUTSIDE = ['../package.json', '../docs/schema/pqready.report-1.json'];

interface Import {
  readonly file: string;
  readonly room: string;
  readonly from: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const imports = files.flatMap(importsOf);

it('lets imports run downwards only', () => {
  const upwards = imports.filter(({ file, room, from }) => {
    if (!from.startsWith('.')) return false;
    const target = relative(SRC, join(SRC, dirname(file), from));
    const other = target.split('/')[0] ?? '';
    return other !== room && !OUTSIDE.includes(target) && !ROOMS[room]?.below.includes(other);
  });
  expect(upwards.map(say)).toEqual([]);
});

it('lets each room use its own packages only', () => {
  const foreign = imports.filter(
    ({ room, from }) =>
      !from.startsWith('.') && !from.startsWith('node:') && !ROOMS[room]?.packages.includes(packageOf(from)),
  );
  expect(foreign.map(say)).toEqual([]);
});

it('lets files, sockets and processes be opened in target and cli only, and keeps the clock out of the rest', () => {
  const foreign = imports.filter(
    ({ room, from, typeOnly }) => from.startsWith('node:') && !typeOnly && !ROOMS[room]?.node.includes(from),
  );
  expect(foreign.map(say)).toEqual([]);
  const pure = files.filter((file) => !['target', 'kat', 'collect', 'fleet', 'cli'].includes(file.split('/')[0] ?? ''));
  const impure = pure.filter((file) =>
    /\bDate\.now\(|new Date\(\)|Math\.random\(|process\.|console\.|toLocale|Intl\./.test(sourceOf(file)),
  );
  expect(impure).toEqual([]);
});

it("names Node's modules with node: and knows them", () => {
  const bare = imports.filter(({ from }) => !from.startsWith('node:') && builtinModules.includes(from));
  expect(bare.map(say)).toEqual([]);
});

it('registers every collector, rule and format, under the name of its file', () => {
  for (const list of [collectors, fileCollectors].map((each) => each.map(({ id }) => id)))
    expect(list).toEqual([...list].sort());
  for (const [room, entries] of [
    ['collect', [...collectors, ...fileCollectors].sort((left, right) => (left.id < right.id ? -1 : 1))],
    ['rules', rules],
    ['report', formats],
  ] as const) {
    const ids = entries.map((entry) => entry.id);
    expect(ids, room).toEqual([...ids].sort());
    expect(ids, room).toEqual(filesWithId(room));
  }
});

it('says of every collector in the registry what it says of itself', async () => {
  const loaded = await Promise.all(collectors.map((each) => each.load()));
  expect(collectors.map(({ id, needs }) => ({ id, needs }))).toEqual(loaded.map(({ id, needs }) => ({ id, needs })));
  const shown = await Promise.all(fileCollectors.map((each) => each.load()));
  expect(fileCollectors.map(({ id }) => id)).toEqual(shown.map(({ id }) => id));
});

it('registers every form of target, under the name of its file', () => {
  expect(targetForms.map(({ id }) => id).sort()).toEqual(filesWithId('cli/targets'));
  for (const { id, written } of targetForms) expect(written.length, id).toBeGreaterThan(0);
});

it('has no default exports, no re-exports and no top-level await', () => {
  const bad = files.filter((file) => /^export (default|\*)|^await |^(const|let) .* = await /m.test(sourceOf(file)));
  expect(bad).toEqual([]);
});

it('keeps every file within 250 lines', () => {
  const long = files.filter((file) => sourceOf(file).split('\n').length > 251);
  expect(long).toEqual([]);
});

it('has one copy of asn1js at most', () => {
  const lock = JSON.parse(readFileSync(join(SRC, '../package-lock.json'), 'utf8')) as {
    packages: Record<string, unknown>;
  };
  expect(Object.keys(lock.packages).filter((path) => path.endsWith('/asn1js')).length).toBeLessThanOrEqual(1);
});

/** Files of a room that say `id: '...'`: those are what its registry must hold. */
function filesWithId(room: string): readonly string[] {
  return files
    .filter((file) => dirname(file) === room)
    .filter((file) => /^ {2}id: '/m.test(sourceOf(file)))
    .map((file) => {
      const id = /^ {2}id: '([^']+)'/m.exec(sourceOf(file))?.[1];
      expect(id, `${file}: its id`).toBe(basename(file, '.ts'));
      return id ?? '';
    })
    .sort();
}

function importsOf(file: string): readonly Import[] {
  const room = file.split('/')[0] ?? '';
  const statements = sourceOf(file).matchAll(/(?:^import (type )?[^;]*?from |^import |\bimport\()'([^']+)'/gm);
  return [...statements].map(([, type, from = '']) => ({ file, room, from, typeOnly: type !== undefined }));
}

/** `@noble/post-quantum/ml-kem.js` is of the package `@noble/post-quantum`. */
function packageOf(from: string): string {
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');
}

function sourceOf(file: string): string {
  return readFileSync(join(SRC, file), 'utf8');
}

function say({ file, from }: Import): string {
  return `${file} imports ${from}`;
}
