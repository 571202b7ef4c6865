import { expect, it } from 'vitest';
import { targetPath } from '../../src/facts/locator.ts';
import { rootTree } from '../../src/target/root-tree.ts';
import { buildTree } from '../support/tree.ts';

it('lists the root of a tree itself', async () => {
  const listing = await rootTree(await buildTree({ '/etc/hostname': 'a\n', '/usr/lib/x': '' })).list(targetPath('/'));
  expect(listing.state === 'seen' ? listing.value.map(({ path }) => path) : listing).toEqual(['/etc', '/usr']);
});
