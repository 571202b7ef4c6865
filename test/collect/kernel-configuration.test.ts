import { expect, it } from 'vitest';
import { kernelConfiguration } from '../../src/collect/kernel-configuration.ts';
import { harvestOf, statements } from '../support/harvest.ts';

const value = async (tree: Record<string, string>) =>
  (await harvestOf(kernelConfiguration, tree)).facts.map((each) => each.value);

it('reads each installed kernel once, whether it keeps its configuration in /boot or beside its modules', async () => {
  const text =
    'CONFIG_CRYPTO_FIPS=y\nCONFIG_CRYPTO_FIPS_NAME="Linux Kernel Cryptographic API"\nCONFIG_CRYPTO_SELFTESTS=y\n';
  const harvest = await harvestOf(kernelConfiguration, {
    '/boot/config-6.18.35-3.azl4.x86_64': text,
    '/usr/lib/modules/6.18.35-3.azl4.x86_64/config': text,
    '/lib': { link: 'usr/lib' },
  });
  expect(statements(harvest)).toEqual([
    {
      kind: 'kernel.configuration',
      subject: 'kernel configuration',
      value: {
        release: '6.18.35-3.azl4.x86_64',
        cryptoFips: 'y',
        fipsName: 'Linux Kernel Cryptographic API',
        selfTests: 'y',
      },
    },
  ]);
  expect(harvest.facts[0]?.evidence).toEqual([
    {
      at: { in: 'file', path: '/boot/config-6.18.35-3.azl4.x86_64' },
      quote: 'CONFIG_CRYPTO_FIPS=y; CONFIG_CRYPTO_FIPS_NAME=Linux Kernel Cryptographic API; CONFIG_CRYPTO_SELFTESTS=y',
    },
  ]);
});

it('tells a kernel without the feature from one whose configuration says no', async () => {
  expect(await value({ '/boot/config-6.18': '# CONFIG_CRYPTO_SELFTESTS is not set\n' })).toEqual([
    { release: '6.18', cryptoFips: null, fipsName: null, selfTests: 'n' },
  ]);
  expect(await value({ '/usr/boot/config-6.12': '# CONFIG_CRYPTO_FIPS is not set\n' })).toMatchObject([
    { cryptoFips: 'n' },
  ]);
});

it.each([
  ['# CONFIG_CRYPTO_MANAGER_DISABLE_TESTS is not set\n', 'y'],
  ['CONFIG_CRYPTO_MANAGER_DISABLE_TESTS=y\n', 'n'],
  ['', null],
])('reads the self-tests of kernels before 6.16 from the option that switches them off', async (text, selfTests) => {
  expect(await value({ '/boot/config-5.14': `CONFIG_CRYPTO_FIPS=y\n${text}` })).toMatchObject([{ selfTests }]);
});

it('says nothing where no kernel is installed', async () => {
  expect(await harvestOf(kernelConfiguration, { '/boot': { dir: true } })).toEqual({ facts: [], gaps: [] });
});

it('leaves a gap for a configuration that is no file', async () => {
  const harvest = await harvestOf(kernelConfiguration, { '/boot/config-6.1': { dir: true } });
  expect(harvest.facts).toEqual([]);
  expect(harvest.gaps.map(({ kind }) => kind)).toEqual(['kernel.configuration']);
});
