import { expect, it } from 'vitest';
import { osRelease } from '../../src/collect/os-release.ts';
import { harvestOf, statements } from '../support/harvest.ts';

it('follows /etc/os-release where it is a link, and names the file it leads to', async () => {
  const harvest = await harvestOf(osRelease, {
    '/usr/lib/os-release': 'ID=fedora\nVERSION_ID=43\n',
    '/etc/os-release': { link: '../usr/lib/os-release' },
  });
  expect(statements(harvest)).toEqual([
    {
      kind: 'os.release',
      subject: 'operating system',
      value: { id: 'fedora', versionId: '43', variantId: null, idLike: [], prettyName: null },
    },
  ]);
  expect(harvest.facts[0]?.evidence[0].at).toEqual({ in: 'file', path: '/usr/lib/os-release' });
});

it('falls back to /usr/lib/os-release', async () => {
  const harvest = await harvestOf(osRelease, { '/usr/lib/os-release': 'ID=flatcar\n' });
  expect(harvest.facts.map((each) => each.value)).toMatchObject([{ id: 'flatcar' }]);
});

it('says that it does not know where neither file exists', async () => {
  const harvest = await harvestOf(osRelease, {});
  expect(harvest).toEqual({
    facts: [],
    gaps: [
      {
        kind: 'os.release',
        subject: 'operating system',
        why: 'neither /etc/os-release nor /usr/lib/os-release exists',
      },
    ],
  });
});
