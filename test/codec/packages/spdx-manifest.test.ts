import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSpdxManifest } from '../../../src/codec/packages/spdx-manifest.ts';

const DOCUMENT = {
  spdxVersion: 'SPDX-2.2',
  SPDXID: 'SPDXRef-DOCUMENT',
  name: 'azurecontainerlinux',
  creationInfo: { created: '2026-09-01T00:00:00Z', creators: ['Tool: generate_package_manifest'] },
  packages: [
    { SPDXID: 'SPDXRef-DocumentRoot', name: 'azurecontainerlinux', versionInfo: '3.0.20260901' },
    {
      SPDXID: 'SPDXRef-Package-openssl-libs',
      name: 'openssl-libs',
      versionInfo: '1:3.3.5-4.azl3',
      supplier: 'Organization: Microsoft Corporation',
      externalRefs: [
        {
          referenceCategory: 'PACKAGE-MANAGER',
          referenceType: 'purl',
          referenceLocator: 'pkg:rpm/azurelinux/openssl-libs@3.3.5-4.azl3?arch=x86_64&epoch=1',
        },
      ],
    },
    { SPDXID: 'SPDXRef-Package-bash', name: 'bash', versionInfo: '5.2-1.azl3', supplier: 'NOASSERTION' },
  ],
  relationships: [
    { spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: 'SPDXRef-DocumentRoot' },
  ],
};

describe('an SPDX 2.x document', () => {
  it('gives its packages, its image and its time', () => {
    expect(readSpdxManifest(JSON.stringify(DOCUMENT))).toEqual({
      ok: true,
      value: {
        created: '2026-09-01T00:00:00Z',
        root: { name: 'azurecontainerlinux', version: '3.0.20260901' },
        packages: [
          {
            name: 'openssl-libs',
            version: '1:3.3.5-4.azl3',
            arch: 'x86_64',
            vendor: 'Microsoft Corporation',
            source: null,
          },
          { name: 'bash', version: '5.2-1.azl3', arch: null, vendor: null, source: null },
        ],
      },
      oddities: [],
    });
  });

  it('that names no package is refused, as is one of another version', () => {
    expect(readSpdxManifest('{"spdxVersion":"SPDX-2.3"}')).toMatchObject({ problem: 'packages: wants a list' });
    expect(readSpdxManifest('{"spdxVersion":"SPDX-3.0","packages":[]}')).toMatchObject({
      problem: 'spdxVersion: wants SPDX-2.x, has SPDX-3.0',
    });
  });

  it('with a package that says nothing marks it', () => {
    const read = readSpdxManifest(JSON.stringify({ spdxVersion: 'SPDX-2.3', packages: [null, { name: 'x' }] }));
    expect(read.ok && read.oddities.map((each) => each.what)).toEqual([
      'package 0: wants name and versionInfo',
      'package 1: wants name and versionInfo',
    ]);
  });
});

describe('the reader', () => {
  it('refuses every proper prefix of a good document', () => {
    const text = JSON.stringify(DOCUMENT);
    for (let length = 0; length < text.length; length += 7)
      expect(readSpdxManifest(text.slice(0, length)).ok).toBe(false);
  });

  it('never throws on any text or JSON', () => {
    const packages = fc.record({
      spdxVersion: fc.constant('SPDX-2.3'),
      packages: fc.jsonValue(),
      relationships: fc.jsonValue(),
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          packages.map((each) => JSON.stringify(each)),
        ),
        (text) => {
          expect(typeof readSpdxManifest(text).ok).toBe('boolean');
        },
      ),
    );
  });
});
