import { expect, it } from 'vitest';
import { targetPath } from '../../src/facts/locator.ts';
import { kernelBootFips } from '../../src/rules/kernel-boot-fips.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = {};

it('is met where every entry says so', () => {
  expect(judged(kernelBootFips, PARAMETERS, [given('kernel.boot')])).toMatchInlineSnapshot(`
    [
      "met kernel",
    ]
  `);
});

it('is unmet by one entry of two, which it names', () => {
  expect(
    judged(kernelBootFips, PARAMETERS, [
      given('kernel.boot', {
        entries: [
          { source: 'bls', path: targetPath('/boot/loader/entries/a.conf'), title: 'new', fips: 'on', oddities: [] },
          {
            source: 'bls',
            path: targetPath('/boot/loader/entries/b.conf'),
            title: 'rescue',
            fips: 'off',
            oddities: [],
          },
        ],
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet kernel: 1 of 2 boot entries lack fips=1: rescue (/boot/loader/entries/b.conf)",
    ]
  `);
});

it('is unmet by an argument that undoes the flag', () => {
  expect(
    judged(kernelBootFips, PARAMETERS, [
      given('kernel.boot', {
        entries: [
          {
            source: 'bls',
            path: targetPath('/boot/loader/entries/a.conf'),
            title: 'new',
            fips: 'on',
            oddities: ['rd.fips.skipkernel switches the check of the kernel off'],
          },
        ],
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet kernel: boot entries say fips=1 but new: rd.fips.skipkernel switches the check of the kernel off",
    ]
  `);
});

it('does not take an addon for an entry', () => {
  const path = targetPath('/boot/EFI/Linux/acl.efi');
  const addon = targetPath('/boot/EFI/Linux/acl.efi.extra.d/fips.addon.efi');
  expect(
    judged(kernelBootFips, PARAMETERS, [
      given('kernel.boot', {
        entries: [
          { source: 'uki', path, title: 'acl.efi', fips: 'off', oddities: [] },
          { source: 'uki-addon', path: addon, title: 'fips', fips: 'on', oddities: [] },
        ],
      }),
    ]),
  ).toEqual(['unmet kernel: 1 of 1 boot entry lacks fips=1: acl.efi (/boot/EFI/Linux/acl.efi)']);
});

it('compares the slots of one system', () => {
  const entry = (slot: string, fips: 'on' | 'off') =>
    ({
      source: 'uki',
      path: targetPath(`/boot/EFI/Linux/${slot}.efi`),
      title: slot,
      slot,
      fips,
      oddities: [],
    }) as const;
  expect(
    judged(kernelBootFips, PARAMETERS, [given('kernel.boot', { entries: [entry('A', 'on'), entry('B', 'off')] })]),
  ).toEqual([
    'unmet kernel: 1 of 2 boot entries lack fips=1: B (/boot/EFI/Linux/B.efi); slot A has it and slot B has not: an update or a rollback changes FIPS mode',
  ]);
  expect(
    judged(kernelBootFips, PARAMETERS, [given('kernel.boot', { entries: [entry('A', 'on'), entry('B', 'on')] })]),
  ).toEqual(['met kernel']);
});

it('is unmet by a UKI whose addon belongs to another name', () => {
  expect(
    judged(kernelBootFips, PARAMETERS, [
      given('kernel.boot', {
        entries: [
          {
            source: 'uki',
            path: targetPath('/boot/EFI/Linux/vmlinuz-6.6.efi'),
            title: 'vmlinuz-6.6.efi',
            fips: 'off',
            oddities: [],
          },
          {
            source: 'uki-addon',
            path: targetPath('/boot/EFI/Linux/acl.efi.extra.d/fips.addon.efi'),
            title: 'fips',
            fips: 'on',
            oddities: [],
          },
        ],
      }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "unmet kernel: 1 of 1 boot entry lacks fips=1: vmlinuz-6.6.efi (/boot/EFI/Linux/vmlinuz-6.6.efi)",
    ]
  `);
});

it('is unknown where no entry was found', () => {
  expect(judged(kernelBootFips, PARAMETERS, [given('kernel.boot', { entries: [] })])).toMatchInlineSnapshot(`
    [
      "unknown kernel: no boot entry was found",
    ]
  `);
});

it('is not asked of a container', () => {
  expect(
    judged(kernelBootFips, PARAMETERS, [given('kernel.boot'), given('os.form', { container: true })]),
  ).toMatchInlineSnapshot(`
    [
      "not-applicable kernel: a container: it is not booted",
    ]
  `);
});

it('is not asked where the packages are known and no kernel is among them', () => {
  const none = given('kernel.boot', { entries: [] });
  const listed = [given('package.inventory'), given('package.installed')];
  expect(judged(kernelBootFips, PARAMETERS, [none, ...listed])).toMatchInlineSnapshot(`
    [
      "not-applicable kernel: no kernel is installed here",
    ]
  `);
  const kernel = given('package.installed', { name: 'kernel-core' }, 'kernel-core');
  expect(judged(kernelBootFips, PARAMETERS, [none, ...listed, kernel])[0]).toMatch(/^unknown/);
});
