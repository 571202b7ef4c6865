import { describe, expect, it } from 'vitest';
import { allRows, findCertificate } from '../../src/policy/register.ts';
import { judgedBy, module, regime, shippedRegister, tlsWith, weightOf } from '../support/regime.ts';
import { day } from '../support/requirement.ts';
import { given } from '../support/rule-facts.ts';
import { shipped, shippedIds } from '../support/shipped-profiles.ts';

/** The four lines on the data model in the page of corrections (D1 to D4), one test a clause; D5's cases are test/assess/corrections. */
const NOW = '2026-11-22';
const RHEL = 'Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider';
const CHAINGUARD = 'Chainguard FIPS Provider for OpenSSL';
const AL2023 = 'Amazon Linux 2023 - OpenSSL FIPS Provider';
const rhel = given('os.release', { id: 'rhel', versionId: '9.4' });
const register = await shippedRegister();

function numberOf(name: string, build: string, on = NOW): number | null | undefined {
  return findCertificate(register, { name, version: build, build, os: null }, day(on))?.number;
}

describe('D1: certificate rows', () => {
  it('are keyed by the provider’s name and the exact version string', () => {
    expect(numberOf(RHEL, '3.0.7-395c1a240fbfffd8')).toBe(4857);
    expect(numberOf('OpenSSL FIPS Provider', '3.0.7-395c1a240fbfffd8')).toBeUndefined();
    expect(numberOf(RHEL, '3.0.7')).toBeUndefined();
    expect(numberOf(RHEL, '3.0.7-395c1a240fbfffd80')).toBeUndefined();
  });

  it('take a package for a hint alone: it neither makes a certificate nor is missed', async () => {
    const hint = given('package.installed', { name: 'openssl-fips-provider-so', version: '3.0.7-8.el9' });
    const of = (facts: Parameters<typeof weightOf>[2]['facts']) =>
      weightOf('fips-140-3', 'module.certificate', { on: NOW, facts });
    expect(await of([module(RHEL, '3.0.7-cda111b5812c30d4'), rhel, hint])).toBe('fail');
    expect(await of([module(RHEL, '3.0.7-395c1a240fbfffd8'), rhel])).toBe('pass');
  });

  it.each([
    [4282, 'OpenSSL FIPS Provider', ['3.0.8', '3.0.9']],
    [5247, 'Go Cryptographic Module', ['v1.0.0', 'v1.0.1']],
  ])('let #%d cover several versions of %s', (number, name, builds) => {
    const rows = allRows(register).certificates.filter((row) => row.number === number && row.names.includes(name));
    expect(rows.flatMap((row) => row.builds)).toEqual(builds);
  });

  it('let one registered name stand on several certificates, by version', () => {
    const aws = 'AWS-LC FIPS (dynamic)';
    expect(['1.29.1', '2.0.0', '3.1.0', '3.0.0'].map((build) => numberOf(aws, build))).toEqual([
      5146,
      5429,
      5298,
      undefined,
    ]);
    expect(numberOf(AL2023, '3.0.8-d694bfa693b76001')).toBe(5021);
    expect(numberOf(AL2023, '3.2.2-799901ad7ab41d45')).toBe(5438);
    expect(numberOf(CHAINGUARD, '3.4.0-r5')).toBe(5132);
    expect(numberOf(CHAINGUARD, '3.6.0-r4')).toBe(5523);
  });
});

describe('D2: certificate fields', () => {
  it('are standard, sunset, successor, algorithms, boundary, platforms, day, source and confidence; status is computed', () => {
    for (const row of allRows(register).certificates)
      expect(Object.keys(row)).toEqual(
        expect.arrayContaining([
          'standard',
          'sunset',
          'supersededBy',
          'postQuantum',
          'boundaryExcludes',
          'environments',
          'asOf',
          'source',
          'confidence',
        ]),
      );
    const rhel9 = allRows(register).certificates.find(({ number }) => number === 4857);
    expect([rhel9?.boundaryExcludes, rhel9?.environments?.length, rhel9 !== undefined && 'status' in rhel9]).toEqual([
      ['ML-KEM', 'ML-DSA', 'SLH-DSA'],
      expect.any(Number),
      false,
    ]);
    expect(numberOf('AWS-LC FIPS (dynamic)', '2.0.0')).not.toBe(4759);
    expect(allRows(register).certificates.find(({ number }) => number === 4759)?.supersededBy).toBe(5429);
  });

  it('say re-check from the 61st day of our copy on', () => {
    const on = (asOf: string) =>
      findCertificate(
        register,
        { name: 'OpenSSL FIPS Provider', version: '3.1.2', build: '3.1.2', os: null },
        day(asOf),
      );
    const copied = Date.parse(on(NOW)?.asOf ?? '');
    const daysLater = (days: number) => new Date(copied + days * 86_400_000).toISOString().slice(0, 10);
    expect(on(daysLater(60))?.recheck).toBeNull();
    expect(on(daysLater(61))?.recheck).toMatch(/^re-check: /);
  });

  it('say re-check, never expired or valid, once a sunset has passed on our copy', async () => {
    const facts = [module('Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider', '3.0.1-3f45e68ee408cd9c'), rhel];
    const { findings } = judgedBy(await regime('fips-140-3'), register, { on: NOW, facts });
    const status = findings.filter(({ requirement }) => requirement.rule === 'fips-module-status');
    expect(status.map(({ weight }) => weight)).not.toContain('pass');
    const words = JSON.stringify(status);
    expect(words).toMatch(/re-check/);
    expect(words).not.toMatch(/expired|is valid|invalid/i);
  });
});

describe('D3: regime rows', () => {
  it('keep control, narrative, recommendation and draft apart', async () => {
    const of = async (id: string) =>
      [...new Set((await shipped(id)).requirements.map(({ binding }) => binding))].toSorted();
    expect(await of('asd-ism')).toEqual(['control', 'narrative']);
    expect(await of('bsi-tr-02102')).toEqual(['recommendation']);
    expect(await of('eu-roadmap')).toEqual(['recommendation']);
    expect(await of('nist-ir-8547')).toEqual(['draft']);
  });

  it('name the edition: the FedRAMP rules of 2026, FAQ v2.1, the advisory of 2022 for dates by category', async () => {
    const editions = async (id: string, requirement: RegExp) => [
      ...new Set(
        (await shipped(id)).requirements
          .filter((each) => requirement.test(each.id))
          .flatMap(({ cites }) => cites.map(({ edition = '' }) => edition)),
      ),
    ];
    expect(await editions('fedramp-2026', /./)).toEqual([expect.stringMatching(/^2026\./)]);
    expect((await editions('cnsa-2.0', /^tls\.hybrids$/)).join()).toMatch(/2\.1/);
    expect(await editions('cnsa-2.0', /^tls\.exclusive\./)).toEqual([expect.stringMatching(/2022/)]);
  });

  it('name the population of every requirement', async () => {
    for (const id of shippedIds)
      for (const { population } of (await shipped(id)).requirements) expect(population).not.toBe('');
  });

  it('hold proposed rules for watch items, which judge nothing', async () => {
    const { requirements, notObservable = [] } = await shipped('eo-14412');
    const watched = ['cbom-elements', 'cmvp-revision', 'far-rule'];
    expect(notObservable.map(({ id }) => id)).toEqual(expect.arrayContaining(watched));
    expect(requirements.filter(({ id }) => watched.includes(id))).toEqual([]);
    expect(requirements.flatMap(({ cites }) => cites.map(({ section }) => section)).join()).not.toMatch(
      /[56]\([b-d]\)/,
    );
  });
});

describe('D4: a hybrid is judged on three axes', () => {
  const hybrid = tlsWith(['X25519MLKEM768']);

  it('quantum-safe: yes', async () => {
    const facts = [hybrid];
    expect(await weightOf('pq-transition', 'tls.key-establishment', { on: NOW, facts })).toBe('pass');
  });

  it('FIPS: only where the module’s certificate lists ML-KEM', async () => {
    const of = (name: string, build: string) =>
      weightOf('fips-140-3', 'tls.ml-kem-validated', { on: NOW, facts: [hybrid, module(name, build), rhel] });
    expect(await of(CHAINGUARD, '3.6.0-r4')).toBe('pass');
    expect(await of(CHAINGUARD, '3.4.0-r5')).toBe('fail');
    expect(await of(RHEL, '3.0.7-395c1a240fbfffd8')).toBe('fail');
  });

  it('FIPS: X25519 is allowed as a part and not approved alone', async () => {
    const of = (group: string) =>
      weightOf('fips-140-3', 'tls.groups', {
        on: NOW,
        facts: [tlsWith([group]), module(CHAINGUARD, '3.6.0-r4'), rhel],
      });
    expect(await of('X25519MLKEM768')).toBe('pass');
    expect(await of('x25519')).toBe('fail');
  });

  it.each([
    ['cnsa-2.0', 'tls.hybrids', 'fail', 'an exception is needed'],
    ['asd-ism', 'tls.hybrids', 'warn', 'not recommended, not prohibited'],
    ['bsi-tr-02102', 'tls.key-establishment', 'pass', 'wanted'],
    ['anssi', 'tls.key-establishment', 'pass', 'wanted'],
  ])('regime: %s %s comes to %s (%s)', async (id, requirement, weight) => {
    expect(await weightOf(id, requirement, { on: '2032-01-01', facts: [hybrid] })).toBe(weight);
  });

  it.each(['bsi-tr-02102', 'anssi'])('regime: %s does not want ML-KEM alone', async (id) => {
    const facts = [tlsWith(['MLKEM768'])];
    expect(await weightOf(id, 'tls.ml-kem-alone', { on: NOW, facts })).toBe('fail');
  });
});
