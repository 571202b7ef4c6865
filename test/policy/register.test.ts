import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { explainAbsence } from '../../src/policy/certificate-absence.ts';
import type { ModuleOnSystem } from '../../src/policy/module-on-system.ts';
import { type IsoDate, PolicyError } from '../../src/policy/profile.ts';
import { allRows, findCertificate, readRegister } from '../../src/policy/register.ts';

const DIRECTORY = join(import.meta.dirname, '../../policies/cmvp');
const register = readRegister(
  readdirSync(DIRECTORY)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(DIRECTORY, name), 'utf8') })),
);

const day = (text: string): IsoDate => text as IsoDate;
const TODAY = day('2026-11-22');

function module(name: string, build: string, os?: string, version?: string, arch?: string): ModuleOnSystem {
  return {
    name,
    version: build,
    build,
    os: os === undefined ? null : { id: os, versionId: version ?? null },
    ...(arch === undefined ? {} : { arch }),
  };
}

function numberAndStatus(given: ModuleOnSystem, asOf: IsoDate): readonly unknown[] {
  const found = findCertificate(register, given, asOf);
  return [found?.number, found?.status];
}

const UPSTREAM = 'OpenSSL FIPS Provider';
const RED_HAT = 'Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider';
const AMAZON = 'Amazon Linux 2023 - OpenSSL FIPS Provider';

it('reads every file without a mistake, and knows more than a hundred certificates', () => {
  const rows = allRows(register);
  expect(rows.certificates.length).toBeGreaterThan(100);
  expect(new Set(rows.certificates.map(({ number }) => number)).size).toBeGreaterThan(100);
});

it('calls #4282 active on 2026-09-21 and historical on 2026-09-22', () => {
  const provider = module(UPSTREAM, '3.0.8');
  expect(numberAndStatus(provider, day('2026-09-21'))).toEqual([4282, 'active']);
  expect(numberAndStatus(provider, day('2026-09-22'))).toEqual([4282, 'historical']);
});

it('places every FIPS 140-2 certificate on the Historical list from 2026-09-22', () => {
  const old = allRows(register).certificates.filter(({ standard }) => standard === 'FIPS 140-2');
  expect(old.length).toBeGreaterThan(20);
  for (const row of old.filter(({ builds, names }) => builds.length > 0 && names.length > 0)) {
    expect(numberAndStatus(module(row.names[0] ?? '', row.builds[0] ?? ''), day('2026-09-22'))[1]).toBe('historical');
  }
});

it('says the whole certificate of the certified RHEL 9 build', () => {
  expect(findCertificate(register, module(RED_HAT, '3.0.7-395c1a240fbfffd8', 'rhel', '9.4', 'x86_64'), TODAY)).toEqual({
    number: 4857,
    module: 'Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider',
    form: 'binary',
    standard: 'FIPS 140-3',
    status: 'active',
    sunset: '2029-10-28',
    environmentListed: 'yes',
    algorithms: [],
    notApproved: ['Ed25519', 'Ed448'],
    caveat: null,
    supersededBy: null,
    recheck: null,
    asOf: '2026-10-09',
    source: 'security policy v1.2 (2024-10-25); Red Hat compliance page as read on 2026-10-09',
    confidence: 'H',
  });
});

it('lists the tested system by version and machine: no aarch64, no RHEL 10, and unknown where the machine is not known', () => {
  const listed = (os: string, version: string, arch?: string): unknown =>
    findCertificate(register, module(RED_HAT, '3.0.7-395c1a240fbfffd8', os, version, arch), TODAY)?.environmentListed;
  expect(listed('rhel', '9', 'x86_64')).toBe('yes');
  expect(listed('rhel', '9.8', 's390x')).toBe('yes');
  expect(listed('rhel', '9.4', 'aarch64')).toBe('no');
  expect(listed('rhel', '10.1', 'x86_64')).toBe('no');
  expect(listed('rhel', '90', 'x86_64')).toBe('no');
  expect(listed('almalinux', '9.4', 'x86_64')).toBe('no');
  expect(listed('rhel', '9.4')).toBe('unknown');
});

it('does not cover the newer RHEL 9 build -11 of the same version', () => {
  const newer = module(RED_HAT, '3.0.7-cda111b5812c30d4', 'rhel', '9.8');
  expect(findCertificate(register, newer, TODAY)).toBeNull();
  expect(explainAbsence(register, newer, TODAY)).toEqual({
    standing: 'not-covered',
    words:
      'openssl-fips-provider 3.0.7-11.el9_8, in no certificate; #4857 names 3.0.7-395c1a240fbfffd8 (as of 2026-10-09)',
  });
});

it('covers Amazon Linux 2023 3.2.2 with -799901ad7ab41d45 and not without', () => {
  expect(numberAndStatus(module(AMAZON, '3.2.2-799901ad7ab41d45', 'amzn', '2023'), TODAY)).toEqual([5438, 'active']);
  const latest = module(AMAZON, '3.2.2-0123456789abcdef', 'amzn', '2023');
  expect(findCertificate(register, latest, TODAY)).toBeNull();
  expect(explainAbsence(register, latest, TODAY)).toEqual({
    standing: 'not-covered',
    words:
      'certificate #5438 names 3.2.2-799901ad7ab41d45 of Amazon Linux 2023 OpenSSL FIPS Provider; 3.2.2-0123456789abcdef is another build',
  });
});

it('covers the Ubuntu build that #5115 names and not the one of fips-updates', () => {
  const name = 'Ubuntu 24.04 OpenSSL Cryptographic Module';
  expect(numberAndStatus(module(name, '3.0.13-0ubuntu3+Fips1', 'ubuntu', '24.04'), TODAY)).toEqual([5115, 'active']);
  const updates = module(name, '3.0.13-0ubuntu3.15+Fips1', 'ubuntu', '24.04');
  expect(findCertificate(register, updates, TODAY)).toBeNull();
  expect(explainAbsence(register, updates, TODAY).standing).toBe('not-covered');
});

it('does not call an interim sunset that has passed on our copy expired', () => {
  const provider = module(RED_HAT, '3.0.1-3f45e68ee408cd9c', 'rhel', '9.0');
  expect(numberAndStatus(provider, day('2026-07-30'))).toEqual([4746, 'active']);
  expect(numberAndStatus(provider, day('2026-07-31'))).toEqual([4746, 'sunset-passed-on-our-copy']);
});

it('says of a Debian 3.5.7 provider that no certificate names a 3.5 provider', () => {
  const debian = module(UPSTREAM, '3.5.7', 'debian', '13');
  expect(findCertificate(register, debian, TODAY)).toBeNull();
  expect(explainAbsence(register, debian, TODAY)).toEqual({
    standing: 'not-covered',
    words: 'no certificate names an OpenSSL 3.5 provider; 3.5.4 is in process, which proves nothing (as of 2026-10-05)',
  });
});

it('keeps a module in process apart from a validated one', () => {
  expect(findCertificate(register, module(UPSTREAM, '3.5.4'), TODAY)).toMatchObject({
    number: null,
    status: 'in-process',
    caveat: 'submitted 2025-10-09; "Comment Resolution - Lab" since 2026-09-21',
  });
});

it('does not know what it did not find: Azure Linux 4, OpenSSL 4.0, a stranger', () => {
  const standing = (name: string, build: string, os: string): string =>
    explainAbsence(register, module(name, build, os), TODAY).standing;
  expect(standing('Microsoft Azure Linux FIPS Provider for OpenSSL', '3.5.8', 'azurelinux')).toBe('nothing-known');
  expect(standing(UPSTREAM, '4.0.2', 'debian')).toBe('nothing-known');
  expect(standing('Some Provider', '9.9.9', 'void')).toBe('nothing-known');
  expect(standing('SUSE Linux Enterprise - OpenSSL FIPS Provider', '3.2.3', 'sles')).toBe('nothing-known');
});

it('does not take the rebuilt 3.1.2 of Azure Linux 3 for the validated one', () => {
  expect(numberAndStatus(module(UPSTREAM, '3.1.2', 'alpine'), TODAY)).toEqual([4985, 'active']);
  const rebuilt = module(UPSTREAM, '3.1.2', 'azurelinux', '3.0');
  expect(findCertificate(register, rebuilt, TODAY)).toBeNull();
  expect(explainAbsence(register, rebuilt, TODAY)).toEqual({
    standing: 'not-covered',
    words: 'certificate #4985 covers 3.1.2 as released; azurelinux patches and rebuilds it',
  });
});

it('gives no certificate before the day of issue', () => {
  const provider = module(AMAZON, '3.2.2-799901ad7ab41d45', 'amzn', '2023');
  expect(findCertificate(register, provider, day('2026-07-26'))).toBeNull();
  expect(explainAbsence(register, provider, day('2026-07-26')).words).toBe(
    'certificate #5438 for 3.2.2-799901ad7ab41d45 was issued on 2026-07-27',
  );
  expect(numberAndStatus(provider, day('2026-07-27'))).toEqual([5438, 'active']);
});

it('tells Chainguard builds apart, and lists ML-KEM only where the certificate does', () => {
  const name = 'Chainguard FIPS Provider for OpenSSL';
  expect(findCertificate(register, module(name, '3.4.0-r5'), TODAY)).toMatchObject({ number: 5132, algorithms: [] });
  expect(findCertificate(register, module(name, '3.6.0-r4'), TODAY)?.algorithms).toContain('ML-KEM');
  expect(findCertificate(register, module(name, '3.6.0-r5'), TODAY)).toBeNull();
  expect(explainAbsence(register, module(name, '3.1.2-r3'), TODAY).standing).toBe('nothing-known');
});

it('asks for a second look at a row that is older than 60 days or not of confidence H', () => {
  const old = findCertificate(register, module(AMAZON, '3.0.8-d694bfa693b76001'), day('2026-10-16'));
  expect(old?.recheck).toBe(
    're-check: our copy is of 2026-08-16 (61 days old), from security policy of #5021 as read on 2026-08-16',
  );
  expect(findCertificate(register, module(AMAZON, '3.0.8-d694bfa693b76001'), day('2026-10-15'))?.recheck).toBeNull();
  expect(findCertificate(register, module('anything', 'Rocky9.20250210'), day('2026-08-17'))?.recheck).toMatch(
    /confidence M/,
  );
});

it('never matches on an empty or missing build', () => {
  expect(findCertificate(register, { name: UPSTREAM, version: null, build: null, os: null }, TODAY)).toBeNull();
  expect(findCertificate(register, module(UPSTREAM, ''), TODAY)).toBeNull();
});

it('names line and column of each mistake in a file', () => {
  const text =
    'certificates:\n  - number: none\n    vendor: V\n    names: []\n    builds: ["3.1.2"]\n    colour: red\n';
  expect(() => allRows(readRegister([{ name: 'bad.yaml', text }]))).toThrow(PolicyError);
  expect(() => allRows(readRegister([{ name: 'bad.yaml', text }]))).toThrow(
    /bad\.yaml:2:5: module is missing[\s\S]*bad\.yaml:2:13: wants a whole number above 0, has "none"[\s\S]*bad\.yaml:6:5: no member is called colour/,
  );
});

it('refuses a bare version without a name, which would be anybody', () => {
  const text = `certificates:\n  - { number: 1, vendor: V, module: M, names: [], builds: ["3.1.2"], standard: FIPS 140-3, validated: null, sunset: null, source: S, asOf: 2026-01-01, confidence: H }\n`;
  expect(() => allRows(readRegister([{ name: 'bare.yaml', text }]))).toThrow(
    'bare.yaml:2:5: build 3.1.2 needs a name beside it',
  );
});
