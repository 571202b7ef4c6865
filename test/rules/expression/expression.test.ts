import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assess } from '../../../src/assess/assess.ts';
import type { Fact, Gap } from '../../../src/facts/fact.ts';
import { factBase } from '../../../src/facts/fact-base.ts';
import { PolicyError } from '../../../src/policy/profile.ts';
import { readProfile } from '../../../src/policy/read-profile.ts';
import { checkProfile } from '../../../src/rules/common/check-profile.ts';
import { expression } from '../../../src/rules/expression/expression.ts';
import { day } from '../../support/requirement.ts';
import { given } from '../../support/rule-facts.ts';

const MANUAL = readFileSync(join(import.meta.dirname, '../../../docs/EXPRESSIONS.md'), 'utf8');
const EXAMPLES = /```yaml\n([\s\S]*?)```/.exec(MANUAL)?.[1] ?? '';
const house = await readProfile(EXAMPLES, 'house.yaml');

function weights(id: string, facts: readonly Fact[], gaps: readonly Gap[] = []): readonly string[] {
  const one = { ...house, requirements: house.requirements.filter((each) => each.id === id) };
  const asked = { profile: one, rules: [expression], targetKind: 'dir', asOf: day('2026-11-27') } as const;
  return assess({ ...asked, facts: factBase(facts, gaps) }).findings.map(
    ({ weight, shortfall }) => `${weight}${shortfall === undefined ? '' : `: ${shortfall}`}`,
  );
}

function outcomes(holds: string, fact: Fact): readonly string[] {
  const asked = expression.with({ each: fact.kind, holds, shortfall: 'no' });
  return asked
    .judge(factBase([fact], []))
    .map((each) => (each.outcome === 'unknown' ? `unknown: ${each.missing[0].why}` : each.outcome));
}

it('reads and binds the worked examples of the manual', () => {
  expect(() => checkProfile(house, [expression], 'house.yaml')).not.toThrow();
  expect(house.requirements.map(({ id }) => id)).toEqual([
    'house.groups',
    'house.openssh',
    'house.static',
    'house.fips',
  ]);
});

describe('the worked examples', () => {
  it('ask for a hybrid first', () => {
    expect(weights('house.groups', [given('tls.configured')])).toEqual(['pass']);
    expect(weights('house.groups', [given('tls.configured', { groups: ['x25519'] })])).toEqual([
      'fail: the list of groups does not begin with a hybrid, or is longer than four',
    ]);
    expect(weights('house.groups', [given('tls.configured', { groups: [] })])[0]).toMatch(/^unknown: /);
  });

  it('ask the server for its version, and leave it open where it is not told', () => {
    expect(weights('house.openssh', [given('ssh.configured', { version: '9.9p1' })])).toEqual(['pass']);
    expect(weights('house.openssh', [given('ssh.configured', { version: '9.2p1' })])).toEqual([
      'fail: the OpenSSH server is older than 9.9',
    ]);
    expect(weights('house.openssh', [given('ssh.configured')])).toEqual(['unknown: field not found: version']);
    expect(weights('house.openssh', [given('ssh.configured', {}, 'OpenSSH client')])).toEqual([
      'not-applicable: not asked of it: subject.startsWith("OpenSSH server")',
    ]);
  });

  it('refuse static copies', () => {
    expect(weights('house.static', [given('crypto.implementation')])).toEqual(['pass']);
    expect(weights('house.static', [given('crypto.implementation', { linkage: 'static' })])).toEqual([
      'fail: a copy of a cryptographic library is linked statically or bundled',
    ]);
    expect(weights('house.static', [])).toEqual(['unknown: nothing seen speaks to it (crypto.implementation)']);
  });

  it('look at two kinds, and a gap in either leaves it open', () => {
    const on = given('kernel.fips-mode', { enabled: true });
    const properties = given('openssl.properties');
    expect(weights('house.fips', [on, properties])).toEqual(['pass']);
    expect(weights('house.fips', [on])).toEqual([
      'fail: the kernel is in FIPS mode, and OpenSSL does not demand fips=yes',
    ]);
    expect(weights('house.fips', [given('kernel.fips-mode', { enabled: false })])).toEqual([
      'not-applicable: not asked of it: value.enabled',
    ]);
    const gap = { kind: 'openssl.properties', subject: 'kernel', why: 'permission denied' } as const;
    expect(weights('house.fips', [on, properties], [gap])).toEqual(['unknown: permission denied']);
  });
});

it('holds what is missing for unknown, never for false, except where the other side decides', () => {
  const fact = given('kernel.fips-mode', { enabled: true });
  expect(outcomes('value.nothing == 1', fact)).toEqual(['unknown: field not found: nothing']);
  expect(outcomes('!(value.nothing == 1)', fact)).toEqual(['unknown: field not found: nothing']);
  expect(outcomes('value.nothing == 1 && value.enabled', fact)).toEqual(['unknown: field not found: nothing']);
  expect(outcomes('value.nothing == 1 && !value.enabled', fact)).toEqual(['unmet']);
  expect(outcomes('has(value.nothing)', fact)).toEqual(['unmet']);
  expect(outcomes('1 + 1', fact)).toEqual(['unknown: the expression is neither true nor false']);
  expect(outcomes('nobody', fact)).toEqual(['unknown: unresolved attribute']);
});

it.each([
  ['value.enabled &', /^holds: at 1:\d+: /],
  ['x'.repeat(2001), /^holds is longer than 2000 characters/],
  [`${'('.repeat(40)}true${')'.repeat(40)}`, /^holds is nested deeper than 32 brackets/],
  ['[1].all(a, [1].all(b, [1].all(c, true)))', /stand 3 deep, at most 2/],
])('refuses an expression that cannot be read or bounded: %s', (holds, message) => {
  expect(() => expression.with({ each: 'kernel.fips-mode', holds, shortfall: 'no' })).toThrow(message);
});

it('does not begin what would take too long', () => {
  const groups = Array.from({ length: 1000 }, (_, index) => `g${index}`);
  const fact = given('tls.configured', { groups });
  expect(outcomes('value.groups.all(a, value.groups.all(b, a != b || a == b))', fact)).toEqual([
    'unknown: the facts are too many for this expression (1000000 steps)',
  ]);
});

it('ends in a judgement or a PolicyError on any text', () => {
  const piece = fc.constantFrom(
    'value',
    '.',
    'enabled',
    '(',
    ')',
    '[',
    ']',
    '!',
    '&&',
    '==',
    '"a"',
    '1',
    'has',
    'all',
    ',',
    ' ',
    '?',
    ':',
  );
  const text = fc.oneof(
    fc.string({ minLength: 1 }),
    fc.array(piece, { minLength: 1, maxLength: 20 }).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(text, (holds) => {
      try {
        outcomes(holds, given('kernel.fips-mode'));
      } catch (error) {
        expect(error).toBeInstanceOf(PolicyError);
      }
    }),
  );
});
