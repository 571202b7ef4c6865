import { expect, it } from 'vitest';
import { fipsMarker } from '../../src/collect/fips-marker.ts';
import { harvestOf, statements } from '../support/harvest.ts';

it('finds the marker', async () => {
  expect(statements(await harvestOf(fipsMarker, { '/etc/system-fips': '' }))).toEqual([
    { kind: 'os.fips-marker', subject: 'operating system', value: { path: '/etc/system-fips' } },
  ]);
});

it('says nothing where there is none', async () => {
  expect(await harvestOf(fipsMarker, {})).toEqual({ facts: [], gaps: [] });
});

it('leaves a gap where links form a loop', async () => {
  const harvest = await harvestOf(fipsMarker, { '/etc/system-fips': { link: 'system-fips' } });
  expect(harvest.facts).toEqual([]);
  expect(harvest.gaps.map(({ kind }) => kind)).toEqual(['os.fips-marker']);
});
