import { expect, it } from 'vitest';
import { readOwnRegister } from '../../src/policy/certificate-row.ts';
import { findCertificate, readRegister } from '../../src/policy/register.ts';
import { readAssets } from '../../src/target/assets.ts';
import { day } from '../support/requirement.ts';

const NAME = 'Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider';
const OWN = `replaces: rows
certificates:
  - number: 4857
    vendor: Red Hat, Inc.
    module: ${NAME}
    names: ["${NAME}"]
    builds: ["3.0.7-395c1a240fbfffd8", "3.0.7-cda111b5812c30d4"]
    standard: FIPS 140-3
    validated: 2024-10-29
    sunset: 2029-10-28
    source: read by our assessor
    asOf: 2027-12-01
    confidence: H
`;

async function found(own: string | undefined, build: string, on: string) {
  const mine = own === undefined ? undefined : await readOwnRegister(own, 'mine.yaml');
  const register = readRegister(await readAssets('policies/cmvp'), mine);
  const module = { name: NAME, version: build, build, os: { id: 'rhel', versionId: '9.4' } };
  const certificate = findCertificate(register, module, day(on));
  return [certificate?.number, certificate?.status, register.asOf];
}

it('lets rows of the user stand in for those of the same number, and make the register younger', async () => {
  expect(await found(undefined, '3.0.7-395c1a240fbfffd8', '2027-12-02')).toEqual([4857, 'copy-too-old', '2026-10-09']);
  expect(await found(OWN, '3.0.7-395c1a240fbfffd8', '2027-12-02')).toEqual([4857, 'active', '2027-12-01']);
  expect(await found(OWN, '3.0.7-cda111b5812c30d4', '2027-12-02')).toEqual([4857, 'active', '2027-12-01']);
  expect(await found(OWN, '3.0.1-3f45e68ee408cd9c', '2026-07-30')).toEqual([4746, 'active', '2027-12-01']);
});

it('leaves nothing else where it replaces the register', async () => {
  const only = OWN.replace('replaces: rows', 'replaces: register');
  expect(await found(only, '3.0.7-395c1a240fbfffd8', '2027-12-02')).toEqual([4857, 'active', '2027-12-01']);
  expect(await found(only, '3.0.1-3f45e68ee408cd9c', '2026-07-30')).toEqual([undefined, undefined, '2027-12-01']);
});

it('names the place of a mistake, and wants a row', async () => {
  await expect(readOwnRegister(OWN.replace('2029-10-28', 'soon'), 'mine.yaml')).rejects.toThrow(
    'mine.yaml:10:13: wants a day, YYYY-MM-DD, has "soon"',
  );
  await expect(readOwnRegister('certificates: []\n', 'mine.yaml')).rejects.toThrow('mine.yaml:1:1: it has no row');
});
