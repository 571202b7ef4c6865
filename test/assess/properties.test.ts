import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Assessment, Weight } from '../../src/assess/assessment.ts';
import type { Fact, FactKind, Gap } from '../../src/facts/fact.ts';
import type { Profile } from '../../src/policy/profile.ts';
import { named } from '../support/endpoint-facts.ts';
import { judgedBy, module, regime, shippedRegister } from '../support/regime.ts';
import { given } from '../support/rule-facts.ts';
import { shippedIds } from '../support/shipped-profiles.ts';

const register = await shippedRegister();
const profiles = await Promise.all(
  [...shippedIds, 'cnsa-2.0:networking', 'fedramp-2026:class-d', 'bsi-tr-02102:very-high-protection'].map(regime),
);

const RUNS_OFF = given('kernel.fips-mode', { enabled: false });
const BOOTS_ON = given('kernel.boot');

/** Of each kind some facts that matter to somebody, good and bad. */
const POOL: readonly Fact[] = [
  given('os.release'),
  given('os.release', { id: 'azurelinux', versionId: '3.0.20260506' }),
  given('kernel.fips-mode', { enabled: true }),
  RUNS_OFF,
  BOOTS_ON,
  given('kernel.configuration', { cryptoFips: 'n' }),
  given('crypto-policy.state', { fipsOverlay: 'available', configured: 'DEFAULT', applied: 'DEFAULT' }),
  given('openssl.library'),
  given('openssl.library', { version: '3.2.2' }),
  given('openssl.configuration'),
  given('tls.configured'),
  given('tls.configured', { groups: ['MLKEM1024'], signatureSchemes: ['mldsa87'], minProtocol: 'TLSv1.3' }),
  given('tls.configured', {
    groups: ['secp256r1', 'ffdhe2048'],
    signatureSchemes: ['rsa_pkcs1_sha1'],
    securityLevel: 0,
  }),
  given('tls.configured', { groups: ['SecP384r1MLKEM1024'] }, 'OpenSSL system default under kernel FIPS mode'),
  given('ssh.configured'),
  given('ssh.configured', { kex: ['curve25519-sha256'], macs: ['hmac-sha1'] }),
  given('package.inventory'),
  given('package.installed'),
  module('Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider', '3.0.7-395c1a240fbfffd8'),
  module('Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider', '3.0.1-3f45e68ee408cd9c'),
  module('OpenSSL FIPS Provider', '3.0.9'),
  given('tls.endpoint.reached'),
  given('tls.endpoint.versions'),
  given('tls.endpoint.groups'),
  given('tls.endpoint.groups', { supported: named('MLKEM1024'), preferred: 'MLKEM1024' }),
  given('tls.endpoint.ciphers'),
  given('tls.endpoint.signature-schemes'),
  given('tls.endpoint.certificate'),
];
const KINDS = [...new Set(POOL.map(({ kind }) => kind))];
const SUBJECTS = [...new Set(POOL.map(({ subject }) => subject))];
const USUAL = 'OpenSSL system default';
// After every certificate of the pool was issued, around every boundary.
const DAYS = [
  '2026-01-01',
  '2026-07-30',
  '2026-07-31',
  '2026-09-21',
  '2026-09-22',
  '2026-11-27',
  '2027-01-01',
  '2028-01-01',
  '2030-01-03',
  '2030-12-31',
  '2031-01-01',
  '2032-01-01',
  '2034-01-01',
  '2036-01-01',
  '2040-01-01',
];

/** A harvest that one system could give: the usual settings beside those for FIPS mode, and one word on the kernel's flag. */
const facts = fc.subarray([...POOL]).map((some) =>
  some.filter((each) => {
    if (each.subject.endsWith(' under kernel FIPS mode')) return some.some(({ subject }) => subject === USUAL);
    return each !== BOOTS_ON || !some.includes(RUNS_OFF);
  }),
);
const gaps = fc.array(
  fc.record({
    kind: fc.constantFrom(...KINDS),
    subject: fc.constantFrom(...SUBJECTS),
    why: fc.constant('permission denied'),
  }),
  { maxLength: 3 },
);
const profile = fc.constantFrom(...profiles.map(({ id }) => id)).map((id) => byId(id));
const kind = fc.constantFrom('dir' as const, 'host' as const, 'endpoint' as const);
const drafts = fc.constantFrom('warn' as const, 'fail' as const);

function byId(id: string): Profile {
  const found = profiles.find((each) => each.id === id);
  if (found === undefined) throw new Error(id);
  return found;
}

/** Every finding by requirement and subject. */
function byFinding({ findings }: Assessment): ReadonlyMap<string, Weight> {
  return new Map(findings.map(({ requirement, subject, weight }) => [`${requirement.id}: ${subject}`, weight]));
}

/** Requirements of which nothing that applies does less than pass: all of them, or those of which something passes. */
function met({ findings }: Assessment, least: 'a pass' | 'nothing'): ReadonlySet<string> {
  const all = Map.groupBy(findings, ({ requirement }) => requirement.id);
  const passing = [...all].filter(
    ([, some]) =>
      (least === 'nothing' || some.some(({ weight }) => weight === 'pass')) &&
      some.every(({ weight }) => weight === 'pass' || weight === 'not-applicable'),
  );
  return new Set(passing.map(([id]) => id));
}

/**
 * Passes that knowing less has made. What was judged before may not pass now unless it did. Settings that were not judged before may
 * appear, since the kernel's FIPS mode may have become unknown and both cases count; then everything else has to have been in order.
 */
function createdPasses(before: Assessment, after: Assessment): readonly string[] {
  const [was, inOrder] = [byFinding(before), met(before, 'nothing')];
  const findings = [...byFinding(after)].filter(
    ([finding, weight]) => weight === 'pass' && (was.get(finding) ?? 'pass') !== 'pass',
  );
  return [...findings.map(([finding]) => finding), ...[...met(after, 'a pass')].filter((id) => !inOrder.has(id))];
}

it('never turns a failure into a pass by moving the day forward', () => {
  const days = fc.tuple(fc.nat(DAYS.length - 1), fc.nat(DAYS.length - 1)).map((pair) => pair.toSorted((a, b) => a - b));
  fc.assert(
    fc.property(profile, facts, gaps, kind, drafts, days, (asked, found, open, of, draft, [first = 0, second = 0]) => {
      const at = (index: number) =>
        byFinding(
          judgedBy(asked, register, { on: DAYS[index] ?? '', facts: found, gaps: open, kind: of, drafts: draft }),
        );
      const [before, after] = [at(first), at(second)];
      for (const [finding, weight] of before)
        if (weight === 'fail') expect([finding, after.get(finding)]).not.toEqual([finding, 'pass']);
    }),
    { numRuns: 400 },
  );
});

it('never creates a pass by adding a gap', () => {
  fc.assert(
    fc.property(profile, facts, gaps, kind, (asked, found, open, of) => {
      const judge = (some: readonly Gap[]) =>
        judgedBy(asked, register, { on: '2026-11-27', facts: found, gaps: some, kind: of });
      expect(createdPasses(judge([]), judge(open))).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

it('never creates a pass by taking facts of a kind away', () => {
  const without = fc.subarray<FactKind>([...KINDS], { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(profile, facts, kind, without, (asked, found, of, hidden) => {
      const judge = (some: readonly Fact[]) => judgedBy(asked, register, { on: '2026-11-27', facts: some, kind: of });
      const left = found.filter((each) => !hidden.includes(each.kind));
      expect(createdPasses(judge(found), judge(left))).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

it('fails no scan by a draft unless it is asked to', () => {
  fc.assert(
    fc.property(profile, facts, kind, (asked, found, of) => {
      const { findings } = judgedBy(asked, register, { on: '2040-01-01', facts: found, kind: of });
      const failing = findings.filter(
        ({ weight, requirement }) => weight === 'fail' && requirement.binding === 'draft',
      );
      expect(failing).toEqual([]);
    }),
  );
});

it('passes and fails nothing on a row of confidence L', () => {
  fc.assert(
    fc.property(profile, facts, kind, (asked, found, of) => {
      const { findings } = judgedBy(asked, register, { on: '2040-01-01', facts: found, kind: of });
      const low = findings.filter(({ requirement }) => requirement.confidence === 'L').map(({ weight }) => weight);
      expect(low.filter((weight) => weight !== 'unknown' && weight !== 'not-applicable')).toEqual([]);
    }),
  );
});

it('foretells what a later day brings: what changes by dates alone is on the timeline', () => {
  fc.assert(
    fc.property(profile, facts, kind, (asked, found, of) => {
      const on = (text: string) => judgedBy(asked, register, { on: text, facts: found, kind: of });
      const now = on('2026-11-27');
      const worse = [...byFinding(now)].filter(
        ([finding, weight]) => weight === 'warn' && byFinding(on('2040-01-01')).get(finding) === 'fail',
      );
      const told = new Set(
        now.timeline.filter(({ to }) => to === 'fail').map(({ requirement, subject }) => `${requirement}: ${subject}`),
      );
      expect(worse.map(([finding]) => finding).filter((finding) => !told.has(finding))).toEqual([]);
    }),
  );
});
