import { expect, it } from 'vitest';
import { collectors } from '../../src/collect/index.ts';
import { openedPaths } from '../../src/collect/opened-paths.ts';
import { targetPath } from '../../src/facts/locator.ts';

const isOpened = openedPaths([
  '/etc/os-release',
  '/etc/ssl/*.cnf',
  '/etc/crypto-policies/**',
  '/lib/libssl.so.*',
  '/a/*/c',
]);

it.each([
  '/etc/os-release',
  '/etc/ssl/openssl.cnf',
  '/etc/ssl/new\nline.cnf',
  '/etc/crypto-policies/config',
  '/etc/crypto-policies/back-ends/openssl.config',
  '/lib/libssl.so.3',
  '/usr/lib/libssl.so.3',
  '/a/b/c',
])('keeps %j', (path) => {
  expect(isOpened(targetPath(path))).toBe(true);
});

it.each([
  '/',
  '/etc',
  '/etc/os-release/x',
  '/etc/ssl/openssl.cnf.d',
  '/etc/ssl/a/b.cnf',
  '/a/c',
  '/a/b/b/c',
  '/usr/etc/x',
])('does not keep %j', (path) => {
  expect(isOpened(targetPath(path))).toBe(false);
});

it('keeps every plain path that a collector declares', async () => {
  const loaded = await Promise.all(collectors.map((each) => each.load()));
  const patterns = loaded.flatMap(({ opens }) => opens);
  const all = openedPaths(patterns);
  expect(patterns.map((pattern) => pattern.replaceAll('*', 'x')).filter((path) => !all(targetPath(path)))).toEqual([]);
});
