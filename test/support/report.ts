import { assess } from '../../src/assess/assess.ts';
import { waive } from '../../src/assess/waive.ts';
import { addUses } from '../../src/assess/waiver-use.ts';
import { type Fact, fact } from '../../src/facts/fact.ts';
import { factBase } from '../../src/facts/fact-base.ts';
import { targetPath } from '../../src/facts/locator.ts';
import { evidence } from '../../src/facts/quote.ts';
import type { Waiver } from '../../src/policy/waiver.ts';
import type { Look, ReportFormat, TargetReport } from '../../src/report/format.ts';
import { bind, type Rule } from '../../src/rules/rule.ts';
import { day, profile, requirement } from './requirement.ts';

const OPENSSL_CNF = targetPath('/etc/ssl/openssl.cnf');

/** Facts of a small host: a kernel flag that is off, a module without a certificate, TLS groups from a directive. */
export const smallHostFacts: readonly Fact[] = [
  fact('kernel.fips-mode', 'kernel', { enabled: false }, evidence({ in: 'kernel', name: 'fips_enabled' }, '0')),
  fact(
    'os.release',
    'operating system',
    { id: 'debian', versionId: '13', variantId: null, idLike: [], prettyName: 'Debian GNU/Linux 13 (trixie)' },
    evidence({ in: 'file', path: targetPath('/usr/lib/os-release') }, 'ID=debian'),
  ),
  fact(
    'fips.module',
    'OpenSSL FIPS provider',
    {
      name: 'OpenSSL FIPS Provider',
      version: '3.5.7',
      build: '3.5.7',
      path: targetPath('/usr/lib/x86_64-linux-gnu/ossl-modules/fips.so'),
      integrity: 'unknown',
      integrityBasis: 'no module-mac is configured and none is embedded',
      packageDigest: 'matches',
      selected: { flagOff: 'no', flagOn: 'no' },
      nonCompliant: false,
      reportedActive: null,
      certificate: null,
      certificateAbsence: { standing: 'not-covered', words: 'no certificate names this build' },
    },
    evidence(
      { in: 'file', path: targetPath('/usr/lib/x86_64-linux-gnu/ossl-modules/fips.so') },
      'OpenSSL FIPS Provider 3.5.7',
    ),
  ),
  fact(
    'tls.configured',
    'OpenSSL system default',
    {
      minProtocol: 'TLSv1.2',
      maxProtocol: null,
      groups: ['X25519MLKEM768', 'x25519', 'secp256r1'],
      keyShares: ['X25519MLKEM768', 'x25519'],
      signatureSchemes: ['mldsa65', 'ecdsa_secp256r1_sha256'],
      ciphers: ['TLS_AES_256_GCM_SHA384'],
      cipherString: null,
      securityLevel: 2,
      origin: {
        minProtocol: { from: 'directive', path: OPENSSL_CNF, line: 61 },
        maxProtocol: { from: 'built-in', library: 'OpenSSL 3.5.7' },
        groups: { from: 'built-in', library: 'OpenSSL 3.5.7' },
        signatureSchemes: { from: 'built-in', library: 'OpenSSL 3.5.7' },
        ciphers: { from: 'built-in', library: 'OpenSSL 3.5.7' },
        securityLevel: { from: 'built-in', library: 'OpenSSL 3.5.7' },
      },
    },
    evidence({ in: 'file', path: OPENSSL_CNF, line: 61 }, 'MinProtocol = TLSv1.2'),
  ),
];

const flagOn: Rule<null> = {
  id: 'kernel-fips-mode-on',
  title: 'kernel in FIPS mode',
  reads: ['kernel.fips-mode'],
  params: () => null,
  judge: (facts) =>
    facts.all('kernel.fips-mode').map(({ id, subject, value }) =>
      value.enabled
        ? { subject, outcome: 'met', because: [id] }
        : {
            subject,
            outcome: 'unmet',
            because: [id],
            shortfall: 'the running kernel is not in FIPS mode',
            remedy:
              'Debian has no validated module; to test the mode, boot with fips=1:\n$ grub-editenv - set kernelopts="fips=1"',
          },
    ),
};

const groupOffered: Rule<null> = {
  id: 'ml-kem-offered',
  title: 'ML-KEM offered',
  reads: ['tls.configured'],
  params: () => null,
  judge: (facts) => facts.all('tls.configured').map(({ id, subject }) => ({ subject, outcome: 'met', because: [id] })),
};

const bootEntries: Rule<null> = {
  ...flagOn,
  id: 'boot-entries',
  title: 'boot entries',
  reads: ['kernel.boot'],
  judge: () => [],
};

/** The small host, judged: one failure, one unknown, one pass, one that does not apply. */
export function smallHost(facts: readonly Fact[] = smallHostFacts): TargetReport {
  const gaps = [{ kind: 'kernel.boot', subject: 'boot entries', why: '/boot/loader: permission denied' }] as const;
  const asked = profile(
    requirement(),
    requirement({ id: 'ml-kem', rule: 'ml-kem-offered', severity: 'medium', confidence: 'M' }),
    requirement({ id: 'boot', rule: 'boot-entries' }),
    requirement({ id: 'endpoint-only', applies: ['endpoint'] }),
  );
  const rules = [bind(flagOn), bind(groupOffered), bind(bootEntries)];
  const assessment = assess({
    profile: asked,
    rules,
    facts: factBase(facts, gaps),
    targetKind: 'host',
    asOf: day('2026-11-22'),
  });
  return {
    kind: 'host',
    name: 'web-1',
    identity: { by: 'machine-id', value: '0123456789abcdef0123456789abcdef' },
    labels: { site: 'paris' },
    facts,
    gaps,
    coverage: [{ collector: 'os-release', state: 'ran' }],
    assessments: [assessment],
  };
}

const ACCEPTED = { reason: 'moves to the module in spring', owner: 'platform team', expires: day('2027-03-31') };

/** The small host under three waivers: one in force, one that has expired, one that fits nothing. */
export function waivedHost(): TargetReport {
  const host = smallHost();
  const waivers: readonly Waiver[] = [
    { ...ACCEPTED, requirement: 'kernel-flag-on', subject: 'kernel', ticket: 'SEC-1', covers: ['fail'] },
    {
      ...ACCEPTED,
      requirement: 'boot',
      subject: '*',
      ticket: 'SEC-2',
      covers: ['unknown'],
      expires: day('2026-11-21'),
    },
    { ...ACCEPTED, requirement: 'ml-kem', subject: '*', ticket: 'SEC-3', covers: ['fail', 'warn'] },
  ].map((each, index) => ({ ...each, place: `waivers.yaml:${2 + 7 * index}:5` }) as Waiver);
  const waived = waive(host.assessments ?? [], waivers, { name: host.name, asOf: day('2026-11-22') });
  return { ...host, assessments: waived.assessments, waivers: waived.uses };
}

/** What a format writes for a run over these targets. */
export function written(
  format: ReportFormat,
  targets: readonly TargetReport[],
  look: Look = { colour: false, width: 80 },
): string {
  const byWeight = { pass: 1, warn: 0, fail: 1, unknown: 1, waived: 0, notApplicable: 1 };
  const header = {
    tool: { name: 'pqready', version: '0.1.0' },
    asOf: day('2026-11-22'),
    startedAt: '2026-11-22T10:00:00.000Z',
  };
  const uses = targets.map(({ waivers }) => waivers ?? []).reduce(addUses, []);
  const all = { targets: targets.length, unreachable: 0, byWeight, ...(uses.length > 0 ? { waivers: uses } : {}) };
  const totals = { finishedAt: '2026-11-22T10:00:01.000Z', ...all };
  if ('whole' in format) return format.whole({ run: header, targets, totals }, look);
  return [
    format.open(header, look),
    ...targets.map((target, index) => format.one(target, look, { index, run: header, finishedAt: totals.finishedAt })),
    format.close(totals, look),
  ].join('');
}
