import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

it('reaches every codec from a property', () => {
  const reached = reachedFrom(globSync('test/codec/**/*.test.ts', { cwd: root }).filter(hasProperty));
  const codecs = globSync('src/codec/**/*.ts', { cwd: root }).filter(computes);
  expect(codecs.filter((path) => !reached.has(path)).sort()).toEqual([]);
});

function hasProperty(path: string): boolean {
  return /\bproperty\(/.test(textOf(path));
}

/** Whether there is anything to run: a file of types alone needs no test. */
function computes(path: string): boolean {
  return /^export (async )?(function|class)/m.test(textOf(path));
}

/** Files of the codecs that these tests import, by themselves, by their support or by another codec. Types do not count. */
function reachedFrom(tests: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...tests];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    waiting.push(
      ...importsOf(path).filter((each) => /^(src\/codec|test\/(support\/openssl-resolution|codec))/.test(each)),
    );
  }
  return reached;
}

function importsOf(path: string): readonly string[] {
  return [...textOf(path).matchAll(/^import (?!type )[^;]*? from '(\.[^']+)';/gms)].map(([, target = '']) =>
    relative(root, join(root, dirname(path), target)),
  );
}

function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}
