import { expect, it } from 'vitest';
import { glob } from '../../src/collect/glob.ts';
import { rootTree } from '../../src/target/root-tree.ts';
import { buildTree, type Tree } from '../support/tree.ts';

const TREE: Tree = {
  '/etc/d/20.conf': '',
  '/etc/d/10.conf': '',
  '/etc/d/.hidden.conf': '',
  '/etc/d/a+b.conf': '',
  '/etc/d/lost.conf': { link: 'nowhere' },
  '/etc/d/x/deep': '',
  '/etc/e/x/deep': '',
  '/srv/loop': { link: 'loop' },
};

const found = async (pattern: string) => glob(rootTree(await buildTree(TREE)), pattern);

it.each<[string, string[]]>([
  ['/etc/d/*.conf', ['/etc/d/10.conf', '/etc/d/20.conf', '/etc/d/a+b.conf']],
  ['/etc/d/?0.conf', ['/etc/d/10.conf', '/etc/d/20.conf']],
  ['/etc/d/.*.conf', ['/etc/d/.hidden.conf']],
  ['/etc/d/a+b.conf', ['/etc/d/a+b.conf']],
  ['/etc/*/x/deep', ['/etc/d/x/deep', '/etc/e/x/deep']],
  ['/etc/d/lost.conf', []],
  ['/nowhere/*', []],
  ['/etc/d/10.conf/*', []],
])('finds what %s stands for', async (pattern, paths) => {
  expect(await found(pattern)).toEqual({ paths, hidden: [] });
});

it('says what it could not look at', async () => {
  expect(await found('/srv/loop/*')).toEqual({
    paths: [],
    hidden: ['/srv/loop: symbolic links form a loop or a chain of more than 40'],
  });
  expect(await found('/etc/d/[12]0.conf')).toEqual({
    paths: [],
    hidden: ['/etc/d/[12]0.conf: this kind of pattern is not followed'],
  });
});
