import { expect, it } from 'vitest';
import { kernelFips } from '../../src/collect/kernel-fips.ts';
import { harvestOf, statements } from '../support/harvest.ts';
import { kernelOf } from '../support/kernel.ts';

it('reads FIPS mode, with the name and version that the kernel gives its module', async () => {
  const says = {
    fips_enabled: '1\n',
    fips_name: 'Red Hat Enterprise Linux 9 - Kernel Cryptographic API\n',
    fips_version: '5.14.0\n',
  };
  const harvest = await harvestOf(kernelFips, {}, { kernel: kernelOf(says) });
  expect(statements(harvest)).toEqual([{ kind: 'kernel.fips-mode', subject: 'kernel', value: { enabled: true } }]);
  expect(harvest.facts[0]?.evidence).toEqual([
    { at: { in: 'kernel', name: 'fips_enabled' }, quote: '1' },
    { at: { in: 'kernel', name: 'fips_name' }, quote: 'Red Hat Enterprise Linux 9 - Kernel Cryptographic API' },
    { at: { in: 'kernel', name: 'fips_version' }, quote: '5.14.0' },
  ]);
});

it('takes a missing file for a kernel without the feature', async () => {
  const harvest = await harvestOf(kernelFips, {}, { kernel: kernelOf({}) });
  expect(harvest).toMatchObject({
    facts: [{ value: { enabled: false }, evidence: [{ quote: 'absent: this kernel was built without FIPS mode' }] }],
    gaps: [],
  });
});

it.each([
  [kernelOf({}, { fips_enabled: 'permission' }), 'kernel fips_enabled: permission denied'],
  [kernelOf({ fips_enabled: '' }), 'kernel fips_enabled: wants 0 or 1, has ""'],
])('leaves a gap where it cannot tell', async (kernel, why) => {
  const harvest = await harvestOf(kernelFips, {}, { kernel });
  expect(harvest).toEqual({ facts: [], gaps: [{ kind: 'kernel.fips-mode', subject: 'kernel', why }] });
});
