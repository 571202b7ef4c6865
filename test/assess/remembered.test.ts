import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { assessPrepared } from '../../src/assess/assess.ts';
import { prepare } from '../../src/assess/prepare.ts';
import type { Fact, Gap } from '../../src/facts/fact.ts';
import { factBase } from '../../src/facts/fact-base.ts';
import { rules } from '../../src/rules/index.ts';
import { regime } from '../support/regime.ts';
import { day } from '../support/requirement.ts';
import { given } from '../support/rule-facts.ts';

const RULES = join(import.meta.dirname, '../../src/rules');
const profile = await regime('pq-transition');
const scale = { asOf: day('2026-11-27') };
const gap: Gap = { kind: 'tls.configured', subject: 'GnuTLS system default', why: 'permission denied' };
const hosts: readonly (readonly [readonly Fact[], readonly Gap[]])[] = [
  [[given('tls.configured'), given('openssl.library')], []],
  [[given('tls.configured', { groups: ['x25519'] }), given('openssl.library')], []],
  [[given('tls.configured'), given('openssl.library')], [gap]],
  [[given('tls.configured'), given('openssl.library')], [{ ...gap, why: 'too large' }]],
  [[given('openssl.library', { version: '3.2.2' })], []],
];

it('answers a host among others as it answers it alone', () => {
  const shared = prepare(profile, rules, scale);
  for (const [facts, gaps] of [...hosts, ...hosts]) {
    const target = { kind: 'dir', facts: factBase(facts, gaps) } as const;
    expect(assessPrepared(shared, target, new Map())).toEqual(
      assessPrepared(prepare(profile, rules, scale), target, new Map()),
    );
  }
});

it('rests on rules that do not look at evidence', () => {
  const files = readdirSync(RULES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  expect(files.filter((file) => /\bevidence\b/.test(readFileSync(join(RULES, file), 'utf8')))).toEqual([]);
});
