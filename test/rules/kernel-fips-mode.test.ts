import { expect, it } from 'vitest';
import { kernelFipsMode } from '../../src/rules/kernel-fips-mode.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = {};

it('is met by a kernel in FIPS mode', () => {
  expect(judged(kernelFipsMode, PARAMETERS, [given('kernel.fips-mode')])).toMatchInlineSnapshot(`
    [
      "met kernel",
    ]
  `);
});

it('is unmet by one that is not', () => {
  expect(judged(kernelFipsMode, PARAMETERS, [given('kernel.fips-mode', { enabled: false })])).toMatchInlineSnapshot(`
    [
      "unmet kernel: the running kernel is not in FIPS mode (fips_enabled is 0 or missing)",
    ]
  `);
});

it('is not asked of a container', () => {
  expect(
    judged(kernelFipsMode, PARAMETERS, [
      given('kernel.fips-mode', { enabled: false }),
      given('os.form', { container: true }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "not-applicable kernel: a container: the kernel is that of the machine below",
    ]
  `);
});

it('is not asked of Chainguard, whose module does not look at the kernel', () => {
  expect(
    judged(kernelFipsMode, PARAMETERS, [
      given('kernel.fips-mode', { enabled: false }),
      given('os.release', { id: 'chainguard', versionId: '20230214', idLike: [], prettyName: 'Chainguard' }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "not-applicable kernel: the module of this system does not look at the kernel",
    ]
  `);
});

it('says nothing of nothing', () => {
  expect(judged(kernelFipsMode, PARAMETERS, [])).toMatchInlineSnapshot(`[]`);
});
