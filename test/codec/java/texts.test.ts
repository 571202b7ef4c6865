import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readManifest } from '../../../src/codec/java/manifest.ts';
import { readProperties } from '../../../src/codec/java/properties.ts';

it('reads the main attributes of a manifest, and joins lines of 72 bytes', () => {
  const text =
    'Manifest-Version: 1.0\r\nBundle-Name: Bouncy Castle P\r\n rovider\r\n\r\nName: a/B.class\r\nSealed: true\r\n';
  expect([...readManifest(text)]).toEqual([
    ['Manifest-Version', '1.0'],
    ['Bundle-Name', 'Bouncy Castle Provider'],
  ]);
});

it('reads properties as Java does: comments, continued lines, the last of several', () => {
  const text =
    '# a comment\nsecurity.provider.1=SUN\n  fips.provider.1 : SunPKCS11 \\\n    conf/nss.cfg\nsecurity.provider.1=BCFIPS\nalone\n';
  expect(readProperties(text)).toEqual([
    { key: 'security.provider.1', value: 'BCFIPS', line: 5 },
    { key: 'fips.provider.1', value: 'SunPKCS11 conf/nss.cfg', line: 3 },
    { key: 'alone', value: '', line: 6 },
  ]);
});

it('never throws on any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      readManifest(text);
      readProperties(text);
    }),
  );
});
