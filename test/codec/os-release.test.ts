import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readOsRelease } from '../../src/codec/os-release.ts';

it('reads quoted and bare values, and the variant', () => {
  const text =
    '# comment\nNAME="Azure Linux"\nID=azurelinux\nID_LIKE="fedora rhel"\nVERSION_ID=\'4.0\'\nVARIANT_ID=cloud\nPRETTY_NAME="Azure \\"Linux\\" 4.0"\n';
  expect(readOsRelease(text)).toEqual({
    id: 'azurelinux',
    versionId: '4.0',
    variantId: 'cloud',
    idLike: ['fedora', 'rhel'],
    prettyName: 'Azure "Linux" 4.0',
  });
});

it('says linux where ID is missing, as os-release(5) does', () => {
  expect(readOsRelease('VERSION_ID=13\n')).toEqual({
    id: 'linux',
    versionId: '13',
    variantId: null,
    idLike: [],
    prettyName: null,
  });
});

it('never throws on any text', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => readOsRelease(text).id.length > 0));
});
