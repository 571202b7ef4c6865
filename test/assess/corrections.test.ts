import { describe, expect, it } from 'vitest';
import { judgedBy, module, regime, shippedRegister, tlsWith, weightOf } from '../support/regime.ts';
import { given } from '../support/rule-facts.ts';
import { shippedIds } from '../support/shipped-profiles.ts';

/** Cases that the field gets wrong, each as its sources have it. */
const NOW = '2026-11-27';
const OPENSSL = 'OpenSSL FIPS Provider';
const AL2023 = 'Amazon Linux 2023 - OpenSSL FIPS Provider';
const RHEL = 'Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider';
const amazon = given('os.release', { id: 'amzn', versionId: '2023' });
const rhel = given('os.release', { id: 'rhel', versionId: '9.4' });
const debian = given('os.release', { id: 'debian', versionId: '13' });

const of = (requirement: string, on: string, facts: Parameters<typeof weightOf>[2]['facts']) =>
  weightOf('fips-140-3', requirement, { on, facts });

describe('the end of FIPS 140-2', () => {
  it('leaves #4282 active through 2026-09-21', async () => {
    const facts = [module(OPENSSL, '3.0.8'), debian];
    expect(await of('module.status', '2026-09-21', facts)).toBe('pass');
    expect(await of('module.status', '2026-09-22', facts)).toBe('fail');
  });
});

describe('builds', () => {
  it('covers 3.2.2 of Amazon Linux 2023 by its whole string alone', async () => {
    expect(await of('module.certificate', NOW, [module(AL2023, '3.2.2-799901ad7ab41d45'), amazon])).toBe('pass');
    expect(await of('module.certificate', NOW, [module(AL2023, '3.2.2-0123456789abcdef'), amazon])).toBe('fail');
    expect(await of('module.certificate', NOW, [module(AL2023, '3.2.2'), amazon])).not.toBe('pass');
  });

  it('covers the -8 build of RHEL 9 and not the -11 build', async () => {
    expect(await of('module.certificate', NOW, [module(RHEL, '3.0.7-395c1a240fbfffd8'), rhel])).toBe('pass');
    expect(await of('module.certificate', NOW, [module(RHEL, '3.0.7-cda111b5812c30d4'), rhel])).toBe('fail');
  });

  it('holds a provider that calls itself non-compliant for a finding', async () => {
    const plain = given('fips.module', { name: 'non-compliant FIPS Provider', nonCompliant: true, certificate: null });
    expect(await of('module.self-tests-built-in', NOW, [plain, debian])).toBe('fail');
  });
});

describe('Ed25519 depends on the module', () => {
  const tls = tlsWith(['secp256r1'], ['ed25519']);

  it('is not approved by #4985', async () => {
    expect(await of('tls.signature-schemes', NOW, [tls, module(OPENSSL, '3.1.2'), debian])).toBe('fail');
  });

  it('is approved by #5132', async () => {
    const chainguard = module('Chainguard FIPS Provider for OpenSSL', '3.4.0-r5');
    expect(await of('tls.signature-schemes', NOW, [tls, chainguard, debian])).toBe('pass');
  });

  it('is open where the certificate is not known', async () => {
    expect(await of('tls.signature-schemes', NOW, [tls, module('Somebody', '9.9.9'), debian])).toBe('unknown');
  });
});

describe('hybrids in FIPS mode', () => {
  const serving = module(RHEL, '3.0.7-395c1a240fbfffd8');

  it.each(['X25519MLKEM768', 'SecP256r1MLKEM768', 'SecP384r1MLKEM1024'])('allows %s', async (group) => {
    expect(await of('tls.groups', NOW, [tlsWith([group]), serving, rhel])).toBe('pass');
  });

  it('does not allow X448MLKEM1024, nor X25519 alone', async () => {
    expect(await of('tls.groups', NOW, [tlsWith(['X448MLKEM1024']), serving, rhel])).toBe('fail');
    expect(await of('tls.groups', NOW, [tlsWith(['x25519']), serving, rhel])).toBe('fail');
  });

  it('says that the ML-KEM of a hybrid on RHEL does not come from the validated module', async () => {
    expect(await of('tls.ml-kem-validated', NOW, [tlsWith(['X25519MLKEM768']), serving, rhel])).toBe('fail');
  });
});

describe('SLH-DSA', () => {
  const facts = [tlsWith(['MLKEM1024'], ['slhdsa_sha2_192s (draft)'])];

  it('is as good as ML-DSA under M-26-15 and not approved for any use under CNSA 2.0', async () => {
    expect(await weightOf('omb-m-26-15', 'tls.signatures', { on: '2032-01-01', facts })).toBe('pass');
    expect(await weightOf('cnsa-2.0', 'tls.slh-dsa', { on: NOW, facts })).toBe('fail');
  });
});

describe('leftovers of install-status', () => {
  const parameters = (version: string, installStatus: 'leftover' | 'skips-self-tests') => [
    module(OPENSSL, version),
    given('fips.module-parameters', { installStatus }),
    debian,
  ];

  it('skip self-tests beside 3.0.9 and nothing beside 3.5.7', async () => {
    expect(await of('module.self-tests-run', NOW, parameters('3.0.9', 'skips-self-tests'))).toBe('fail');
    expect(await of('module.self-tests-run', NOW, parameters('3.5.7', 'leftover'))).toBe('pass');
    expect(await of('module.install-status-absent', NOW, parameters('3.5.7', 'leftover'))).toBe('fail');
  });
});

it('never fails PCI DSS for classical key establishment, and calls no row of the BSI or the EU mandatory', async () => {
  const facts = [tlsWith(['x25519'])];
  expect(await weightOf('pci-dss-4.0.1', 'tls.version.minimum', { on: '2040-01-01', facts })).toBe('pass');
});

it('passes nothing on an empty inventory, under any regime', async () => {
  const register = await shippedRegister();
  for (const id of shippedIds)
    for (const kind of ['host', 'dir', 'image', 'endpoint'] as const) {
      const { findings } = judgedBy(await regime(id), register, { on: '2040-01-01', facts: [], kind });
      expect([id, kind, findings.filter(({ weight }) => weight === 'pass' || weight === 'fail')]).toEqual([
        id,
        kind,
        [],
      ]);
    }
});

it('says "narrative" of what is no control, and "recommendation" of what is no law', async () => {
  const bindings = async (id: string) => new Set((await regime(id)).requirements.map(({ binding }) => binding));
  expect(await bindings('asd-ism')).toEqual(new Set(['control', 'narrative']));
  expect(await bindings('bsi-tr-02102')).toEqual(new Set(['recommendation']));
  expect(await bindings('eu-roadmap')).toEqual(new Set(['recommendation']));
  expect(await bindings('nist-ir-8547')).toEqual(new Set(['draft']));
  const beyond2030 = (await regime('asd-ism')).requirements.filter(
    ({ binding, dates }) => binding === 'control' && dates.disallowed !== undefined,
  );
  expect(beyond2030.map(({ id }) => id)).toEqual(['ism-1917']);
});

it('has no regime that takes FN-DSA or HQC for approved', async () => {
  for (const id of shippedIds)
    expect(JSON.stringify((await regime(id)).requirements.map((each) => each.with))).not.toMatch(/falcon|fn-?dsa|hqc/i);
});
