import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { assess } from '../../src/assess/assess.ts';
import type { Fact, Gap } from '../../src/facts/fact.ts';
import { factBase } from '../../src/facts/fact-base.ts';
import type { IsoDate } from '../../src/policy/profile.ts';
import { readProfile } from '../../src/policy/read-profile.ts';
import { rules } from '../../src/rules/index.ts';
import { named } from '../support/endpoint-facts.ts';
import { given } from '../support/rule-facts.ts';

const ROOT = join(import.meta.dirname, '../..');
const profiles = await Promise.all(
  ['fips-140-3', 'pq-transition'].map((id) =>
    readProfile(readFileSync(join(ROOT, 'policies', `${id}.yaml`), 'utf8'), `${id}.yaml`),
  ),
);

/** Findings of requirements that are asked of endpoints: `fail endpoint.tls.groups`. */
function weights(facts: readonly Fact[], gaps: readonly Gap[] = []): readonly string[] {
  return profiles
    .flatMap(
      (profile) =>
        // A day, as its own reader would have it.
        assess({ profile, rules, facts: factBase(facts, gaps), targetKind: 'endpoint', asOf: '2026-11-22' as IsoDate })
          .findings,
    )
    .map(({ weight, requirement }) => `${weight} ${requirement.id}`);
}

const TLS = [
  given('tls.endpoint.reached'),
  given('tls.endpoint.versions'),
  given('tls.endpoint.groups', { supported: named('SecP256r1MLKEM768', 'secp256r1') }),
  given('tls.endpoint.ciphers'),
  given('tls.endpoint.signature-schemes'),
  given('tls.endpoint.certificate'),
  given('tls.endpoint.tolerance'),
];

it('asks a TLS endpoint about TLS alone, and a good one passes', () => {
  const found = weights(TLS).filter((each) => !each.startsWith('pass '));
  expect(found.filter((each) => !each.startsWith('not-applicable '))).toEqual([
    'warn endpoint.tls.certificate-ml-dsa',
    'warn endpoint.tls.key-establishment.enforced',
  ]);
  expect(weights(TLS).filter((each) => / endpoint\.ssh\./.test(each) && !each.startsWith('not-applicable '))).toEqual(
    [],
  );
});

it('asks an SSH endpoint about SSH alone, and OpenSSH has its own ML-KEM', () => {
  const found = weights([given('ssh.endpoint')]).filter((each) => !/^(pass|not-applicable) /.test(each));
  expect(found).toEqual(['fail endpoint.ssh.algorithms']);
});

it('passes nothing of an endpoint that was not reached', () => {
  const gap = { kind: 'tls.endpoint.reached', subject: 'TLS endpoint', why: 'no connection: refused' } as const;
  for (const found of [weights([], [gap]), weights([])])
    expect(found.filter((each) => !/^(unknown endpoint|not-applicable) ?/.test(each))).toEqual([]);
});

it('asks no endpoint what only files can tell', () => {
  const asked = profiles.flatMap(({ requirements }) =>
    requirements.filter(({ applies }) => applies.includes('endpoint')),
  );
  expect(asked.filter(({ rule }) => !/^(tls|ssh)-endpoint-/.test(rule))).toEqual([]);
  // A host is asked where it listens itself.
  expect(asked.filter(({ applies }) => applies.some((kind) => kind !== 'endpoint' && kind !== 'host'))).toEqual([]);
});
