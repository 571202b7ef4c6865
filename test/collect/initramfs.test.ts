import { expect, it } from 'vitest';
import { initramfs } from '../../src/collect/initramfs.ts';
import { harvestOf } from '../support/harvest.ts';
import type { Tree } from '../support/tree.ts';

const MODULE = { '/usr/lib/dracut/modules.d/01fips/module-setup.sh': '#!/bin/bash\n' };
const ADDED = { '/etc/dracut.conf.d/40-fips.conf': '# fips\nadd_dracutmodules+=" fips "\n' };

async function initramfsOf(tree: Tree) {
  const harvest = await harvestOf(initramfs, tree);
  expect(harvest.gaps).toEqual([]);
  return harvest.facts.map(({ value }) => value);
}

it('tells configured, available and missing apart', async () => {
  const module = '/usr/lib/dracut/modules.d/01fips';
  expect(await initramfsOf({ ...MODULE, ...ADDED })).toEqual([
    { dracutFips: 'configured', by: [module, '/etc/dracut.conf.d/40-fips.conf:2 adds fips'] },
  ]);
  expect(await initramfsOf(MODULE)).toEqual([{ dracutFips: 'available', by: [module] }]);
  expect(await initramfsOf({ '/usr/lib/dracut/modules.d/99base/x': '' })).toEqual([
    { dracutFips: 'missing', by: ['dracut has no fips module here'] },
  ]);
});

it('takes a module that is asked for and not installed, or left out, for missing', async () => {
  expect(await initramfsOf({ ...ADDED, '/usr/lib/dracut/dracut.sh': '' })).toMatchObject([{ dracutFips: 'missing' }]);
  const omitted = { '/etc/dracut.conf.d/99.conf': 'omit_dracutmodules+=" fips "\n' };
  expect(await initramfsOf({ ...MODULE, ...ADDED, ...omitted })).toMatchObject([{ dracutFips: 'missing' }]);
});

it('lets a file in /etc replace its namesake in /usr/lib', async () => {
  const vendor = { '/usr/lib/dracut/dracut.conf.d/40-fips.conf': 'add_dracutmodules+=" fips "\n' };
  expect(await initramfsOf({ ...MODULE, ...vendor })).toMatchObject([{ dracutFips: 'configured' }]);
  expect(await initramfsOf({ ...MODULE, ...vendor, '/etc/dracut.conf.d/40-fips.conf': '\n' })).toMatchObject([
    { dracutFips: 'available' },
  ]);
});

it('does not take the crypto-policies module for the fips module', async () => {
  const other = { '/usr/lib/dracut/modules.d/01fips-crypto-policies/x': '' };
  expect(await initramfsOf(other)).toMatchObject([{ dracutFips: 'missing' }]);
});

it('finds each kernel without its HMAC, and the empty HMAC', async () => {
  const [value] = await initramfsOf({
    ...MODULE,
    '/boot/vmlinuz-1': 'MZ',
    '/boot/.vmlinuz-1.hmac': 'd1d1  /boot/vmlinuz-1\n',
    '/boot/vmlinuz-2': 'MZ',
    '/boot/.vmlinuz-2.hmac': '',
    '/usr/lib/modules/3/vmlinuz': 'MZ',
  });
  expect(value).toEqual({
    dracutFips: 'available',
    by: ['/usr/lib/dracut/modules.d/01fips'],
    kernelHmac: [
      { kernel: '/boot/vmlinuz-1', hmac: 'present' },
      { kernel: '/boot/vmlinuz-2', hmac: 'empty' },
      { kernel: '/usr/lib/modules/3/vmlinuz', hmac: 'missing' },
    ],
  });
});

it('says nothing of a system without dracut', async () => {
  expect(await initramfsOf({ '/usr/share/initramfs-tools/hooks/x': '', '/boot/vmlinuz-6.1': 'MZ' })).toEqual([]);
});
