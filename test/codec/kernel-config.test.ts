import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readKernelConfig } from '../../src/codec/kernel-config.ts';

it('tells set, off and unspoken apart', () => {
  const text = `CONFIG_CRYPTO_FIPS=y
CONFIG_CRYPTO_FIPS_NAME="Linux Kernel \\"Cryptographic\\" API"
# CONFIG_CRYPTO_FIPS_CUSTOM_VERSION is not set
CONFIG_CRYPTO_TEST=m
`;
  expect(
    readKernelConfig(text, ['CRYPTO_FIPS', 'CRYPTO_FIPS_NAME', 'CRYPTO_FIPS_CUSTOM_VERSION', 'CRYPTO_TEST', 'X']),
  ).toEqual({
    CRYPTO_FIPS: { state: 'set', value: 'y' },
    CRYPTO_FIPS_NAME: { state: 'set', value: 'Linux Kernel "Cryptographic" API' },
    CRYPTO_FIPS_CUSTOM_VERSION: { state: 'off' },
    CRYPTO_TEST: { state: 'set', value: 'm' },
    X: { state: 'unspoken' },
  });
});

it('lets a later line count', () => {
  expect(readKernelConfig('CONFIG_A=y\n# CONFIG_A is not set\n', ['A'])).toEqual({ A: { state: 'off' } });
});

it('never throws, and is not misled by a name inside another', () => {
  fc.assert(fc.property(fc.string(), (text) => void readKernelConfig(text, ['A'])));
  expect(readKernelConfig('CONFIG_AB=y\nXCONFIG_A=y\n #CONFIG_A=y\n', ['A'])).toEqual({ A: { state: 'unspoken' } });
});
