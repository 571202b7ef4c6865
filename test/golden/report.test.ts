import { describe, expect, it } from 'vitest';
import { type TreeName, trees } from '../trees/index.ts';
import { judgedTree } from './judged-tree.ts';
import { reviewText } from './review-text.ts';
import { withTree } from './with-tree.ts';

describe.each(Object.keys(trees) as TreeName[])('%s', (name) => {
  it('is judged as its golden report says', async () => {
    const report = await withTree(await trees[name](), (root) => judgedTree(name, root));
    await expect(reviewText(report)).toMatchFileSnapshot(`reports/${name}.txt`);
  });
});
