import { expect, it } from 'vitest';
import { initramfsFips } from '../../src/rules/initramfs-fips.ts';
import { given, judged } from '../support/rule-facts.ts';

const PARAMETERS = {};

it('is met where dracut is told to take its fips module', () => {
  expect(judged(initramfsFips, PARAMETERS, [given('initramfs.fips')])).toMatchInlineSnapshot(`
    [
      "met initramfs",
    ]
  `);
});

it('is unmet where the module is missing', () => {
  expect(
    judged(initramfsFips, PARAMETERS, [given('initramfs.fips', { dracutFips: 'missing', by: [] })]),
  ).toMatchInlineSnapshot(`
    [
      "unmet initramfs: dracut's fips module is not installed, so the kernel's integrity is not checked at start",
    ]
  `);
});

it('is unknown where the module is there and the image was not looked into', () => {
  expect(
    judged(initramfsFips, PARAMETERS, [given('initramfs.fips', { dracutFips: 'available' })]),
  ).toMatchInlineSnapshot(`
    [
      "unknown initramfs: dracut's fips module is installed; whether the image holds it is not told by any file read",
    ]
  `);
});

it('is not asked of a system without dracut', () => {
  expect(
    judged(initramfsFips, PARAMETERS, [
      given('initramfs.fips', { dracutFips: 'missing', by: [] }),
      given('os.release', { id: 'debian', versionId: '13', idLike: [], prettyName: 'Debian GNU/Linux 13 (trixie)' }),
    ]),
  ).toMatchInlineSnapshot(`
    [
      "not-applicable initramfs: this system does not make its initramfs with dracut",
    ]
  `);
});
