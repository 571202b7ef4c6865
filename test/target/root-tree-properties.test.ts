import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { targetPath } from '../../src/facts/locator.ts';
import { rootTree } from '../../src/target/root-tree.ts';

/** A path and what stands there: a link's text, or null for a file that holds its own path. */
type Entry = readonly [path: string, link: string | null];

const name = fc.constantFrom('a', 'b', 'c');
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => `/${names.join('/')}`);

it('never leads out of the tree, whatever the links say', async () => {
  const wild = fc
    .tuple(
      fc.constantFrom('', '/', '//', '@OUTSIDE@/'),
      fc.array(fc.constantFrom('a', 'b', 'c', '..', '..', '.', ''), { maxLength: 6 }),
    )
    .map(([start, segments]) => `${start}${segments.join('/')}` || '.');
  const scratch = scratchDirectory();
  const outside = join(scratch, 'outside');
  for (const there of ['a', 'b', 'c']) write(outside, [`/${there}`, null], 'outside');
  const runs = runNumbers();
  await fc.assert(
    fc.asyncProperty(entries(wild), fc.array(path, { minLength: 5, maxLength: 10 }), async (tree, asked) => {
      const root = join(scratch, `tree${runs.next().value}`);
      mkdirSync(root);
      for (const [at, link] of tree) write(root, [at, link?.replace('@OUTSIDE@', outside) ?? null], 'inside');
      const files = rootTree(root);
      for (const each of [...asked, ...tree.map(([at]) => at)]) {
        const found = await files.read(targetPath(each), 99);
        if (found.state !== 'seen') continue;
        const real = found.at.in === 'file' ? found.at.path : '';
        expect(Buffer.from(found.value).toString()).toBe(`inside ${real}`);
      }
    }),
  );
});

it('leads where the kernel leads, as long as no link names a place above the root', async () => {
  const tame = fc
    .tuple(
      fc.constantFrom('', '@ROOT@/'),
      fc.array(fc.constantFrom('a', 'b', 'c', 'a/..', './b', 'c/../a'), { minLength: 1, maxLength: 4 }),
      fc.constantFrom('', '', '/', '/.'),
    )
    .map(([start, segments, end]) => `${start}${segments.join('/')}${end}`);
  const scratch = scratchDirectory();
  const [root, twin] = [join(scratch, 'tree'), join(scratch, 'twin')];
  const runs = runNumbers();
  await fc.assert(
    fc.asyncProperty(entries(tame), fc.array(path, { minLength: 5, maxLength: 10 }), async (tree, asked) => {
      const place = `${DEEP}/${runs.next().value}`;
      for (const [at, link] of tree) {
        write(root, [`${place}${at}`, link?.replace('@ROOT@', place) ?? null], '');
        write(twin, [`${place}${at}`, link?.replace('@ROOT@', `${twin}${place}`) ?? null], '');
      }
      const files = rootTree(root);
      for (const each of [...asked, ...tree.map(([at]) => at)].map((at) => `${place}${at}`)) {
        const found = await files.follow(targetPath(each));
        const ours = found.state === 'seen' ? found.value.path : found.state;
        expect([each, ours]).toEqual([each, kernelSays(twin, each)]);
      }
    }),
  );
});

function entries(link: fc.Arbitrary<string>): fc.Arbitrary<readonly Entry[]> {
  return fc.array(fc.tuple(path, fc.option(link, { freq: 4, nil: null })), { minLength: 1, maxLength: 8 });
}

/** Writes an entry where there is room for it; never through a link, which may lead out of the scratch directory. */
function write(root: string, [at, link]: Entry, word: string): void {
  const parents = at.split('/').slice(1, -1);
  const places = ['', ...parents.map((_, index) => `/${parents.slice(0, index + 1).join('/')}`)];
  for (const place of places) {
    const found = lstatSync(`${root}${place}`, { throwIfNoEntry: false });
    if (found === undefined) mkdirSync(`${root}${place}`);
    else if (!found.isDirectory()) return;
  }
  if (lstatSync(`${root}${at}`, { throwIfNoEntry: false }) !== undefined) return;
  if (link === null) writeFileSync(`${root}${at}`, `${word} ${at}`);
  else symlinkSync(link, `${root}${at}`);
}

function kernelSays(root: string, at: string): string {
  try {
    return realpathSync.native(`${root}${at}`).slice(root.length) || '/';
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ELOOP' ? 'hidden' : 'absent';
  }
}

function* runNumbers(): Generator<number, never> {
  for (let run = 1; ; run += 1) yield run;
}

/** In memory where the system has a place for it: thousands of links are made. */
function scratchDirectory(): string {
  const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
  const directory = realpathSync(mkdtempSync(join(place, 'pqready-links-')));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  return directory;
}

/** The kernel lets a way pass above a root that is only a directory to it: this deep, no `..` of these trees gets that far. */
const DEEP = '/r'.repeat(16);
