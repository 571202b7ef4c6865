import { expect, it, onTestFinished } from 'vitest';
import { packageFiles } from '../../src/collect/package-files.ts';
import { rootTree } from '../../src/target/root-tree.ts';
import { asItComes, type Change, copyOf, discard, flipped } from './debian-trees.ts';
import { liveTree } from './tree.ts';

it('finds libcrypto, libssl, openssl and the provider of a real Debian as their packages brought them', async () => {
  const states = await statesOf(asItComes);
  expect(new Set(states.values())).toEqual(new Set(['intact']));
  expect([...states.keys()]).toEqual(
    expect.arrayContaining([
      'libssl3t64 libcrypto.so.3',
      'libssl3t64 libssl.so.3',
      'openssl openssl',
      'openssl openssl.cnf',
      'openssl-provider-fips fips.so',
    ]),
  );
});

it('names the module of which one bit was turned, and the settings that were changed', async () => {
  const changed = [...(await statesOf(flipped))].filter(([, state]) => state !== 'intact');
  expect(changed).toEqual([
    ['openssl openssl.cnf', 'altered'],
    ['openssl-provider-fips fips.so', 'altered'],
  ]);
});

/** By package and file name. */
async function statesOf(change: Change): Promise<ReadonlyMap<string, string>> {
  const tree = await copyOf(liveTree(), change);
  onTestFinished(() => discard(tree));
  const { facts, gaps } = await packageFiles.collect({ files: rootTree(tree) }, AbortSignal.timeout(60_000));
  expect(gaps).toEqual([]);
  const states = facts.flatMap((each) => (each.kind === 'package.files' ? [each.value] : []));
  return new Map(
    states.flatMap(({ package: name, files }) =>
      files.map(({ path, state }) => [`${name} ${path.slice(path.lastIndexOf('/') + 1)}`, state] as const),
    ),
  );
}
