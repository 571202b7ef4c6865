import { expect, it } from 'vitest';
import { POLICY_ALGORITHMS } from '../../src/vocabulary/crypto-policy-algorithms.ts';
import { POLICY_SCOPES } from '../../src/vocabulary/crypto-policy-scopes.ts';

it.each(Object.entries(POLICY_ALGORITHMS))('lists each %s once', (_, names) => {
  expect(names.length).toBe(new Set(names).size);
  expect(names.filter((name) => !/^[A-Z0-9][A-Za-z0-9.-]*$/.test(name))).toEqual([]);
});

it('lists each scope once', () => {
  expect(POLICY_SCOPES.length).toBe(new Set(POLICY_SCOPES).size);
});
