import { describe, expect, it } from 'vitest';
import { containers } from '../trees/containers/index.ts';
import { implementationsText } from './implementations-text.ts';
import { judgedTree } from './judged-tree.ts';
import { withTree } from './with-tree.ts';

describe.each(Object.keys(containers) as (keyof typeof containers)[])('%s', (name) => {
  it('names every implementation, foretells what it does, and judges it as its golden says', async () => {
    const report = await withTree(await containers[name](), (root) => judgedTree(name, root));
    await expect(implementationsText(report)).toMatchFileSnapshot(`reports/containers/${name}.txt`);
  });
});
