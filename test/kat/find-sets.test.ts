import { expect, it } from 'vitest';
import { targetPath } from '../../src/facts/locator.ts';
import { findSets } from '../../src/kat/find-sets.ts';
import { noble } from '../../src/kat/noble.ts';
import { runSet } from '../../src/kat/run-set.ts';
import { rootTree } from '../../src/target/root-tree.ts';
import { buildTree, type Tree } from '../support/tree.ts';

const HEAD = '"vsId":1,"algorithm":"ML-DSA","mode":"sigGen","revision":"FIPS204"';
const GROUP =
  '"tgId":1,"testType":"AFT","parameterSet":"ML-DSA-44","deterministic":true,"signatureInterface":"internal","externalMu":true';
const PROMPT = `{${HEAD},"testGroups":[{${GROUP},"tests":[{"tcId":1,"mu":"00","sk":"00"}]}]}`;
const ANSWERS = `{${HEAD},"testGroups":[{"tgId":1,"tests":[{"tcId":1,"signature":"00"}]}]}`;
const PROJECTION = `{${HEAD},"testGroups":[{${GROUP},"tests":[{"tcId":1,"mu":"00","sk":"00","signature":"00"}]}]}`;
const JSON_FILES = '/acvp/gen-val/json-files';

it('joins prompts with the expected results beside them, and passes them over where a projection says the same', async () => {
  const tree = {
    [`${JSON_FILES}/ML-DSA-sigGen-FIPS204/prompt.json`]: PROMPT,
    [`${JSON_FILES}/ML-DSA-sigGen-FIPS204/expectedResults.json`]: ANSWERS,
    [`${JSON_FILES}/ML-DSA-sigGen-FIPS204/registration.json`]: '{"algorithm":"ML-DSA","mode":"sigGen"}',
    [`${JSON_FILES}/ML-DSA-sigGen-FIPS204-tr1/prompt.json`]: PROMPT,
    [`${JSON_FILES}/ML-DSA-sigGen-FIPS204-tr1/internalProjection.json`]: PROJECTION,
    '/acvp/gen-val/src/Program.cs': 'class Program {}',
    '/acvp/.git/objects/a.json': PROJECTION,
  };
  expect(await found(tree, '/acvp')).toEqual([
    `set ${JSON_FILES}/ML-DSA-sigGen-FIPS204/prompt.json ML-DSA sigGen FIPS204: 1`,
    `skipped ${JSON_FILES}/ML-DSA-sigGen-FIPS204/registration.json no test groups`,
    `set ${JSON_FILES}/ML-DSA-sigGen-FIPS204-tr1/internalProjection.json ML-DSA sigGen FIPS204: 1`,
  ]);
});

it('reads one file that is named, and wants its expected results for a prompt', async () => {
  const tree = { '/a/prompt.json': PROMPT, '/b/prompt.json': PROMPT, '/b/expectedResults.json': ANSWERS };
  expect(await found(tree, '/b/prompt.json')).toEqual(['set /b/prompt.json ML-DSA sigGen FIPS204: 1']);
  expect(await found(tree, '/a/prompt.json')).toEqual([
    'damaged /a/prompt.json expectedResults: /a/expectedResults.json: there is no such file',
  ]);
  expect(await found(tree, '/b/expectedResults.json')).toEqual([
    'skipped /b/expectedResults.json expected results alone: name the prompt beside them',
  ]);
  expect(await found(tree, '/c')).toEqual(['damaged /c there is no such path']);
});

it('stops a set where it is damaged, and keeps what was run before', async () => {
  const test = (tcId: number, mu: string) => `{"tcId":${tcId},"mu":"${mu}","sk":"00","signature":"00"}`;
  const file = `{${HEAD},"testGroups":[{${GROUP},"tests":[${test(1, '00')},${test(2, 'xx')},${test(3, '00')}]}]}`;
  const root = await buildTree({ '/set/internalProjection.json': file });
  for await (const one of findSets(rootTree(root), targetPath('/set'))) {
    if (one.is !== 'set') throw new Error(one.why);
    const { runs, problem } = await runSet(one.set, noble, { signal: AbortSignal.timeout(5000), full: false });
    expect(runs.map(({ passed, failed, skipped }) => [passed, failed, skipped])).toEqual([[0, 1, 0]]);
    expect(problem).toBe('tcId 2: mu: wants hexadecimal digits in pairs, has "xx" (byte 264)');
  }
});

async function found(tree: Tree, path: string): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const one of findSets(rootTree(await buildTree(tree)), targetPath(path)))
    lines.push(
      one.is === 'set' ? `set ${one.path} ${one.set.title}: ${one.set.total}` : `${one.is} ${one.path} ${one.why}`,
    );
  return lines;
}
