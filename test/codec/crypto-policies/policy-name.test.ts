import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printPolicyName, readDumpName, readPolicyConfig } from '../../../src/codec/crypto-policies/policy-name.ts';

it('takes the first line that says something as policy and adds subpolicies from later ones', () => {
  expect(readPolicyConfig('# note\n\nfips:ospp # why\nno-sha1\nAD-SUPPORT:GOST\n')).toEqual({
    policy: 'FIPS',
    subpolicies: ['OSPP', 'NO-SHA1', 'AD-SUPPORT', 'GOST'],
  });
});

it('finds no policy in a file of comments', () => {
  expect(readPolicyConfig('# DEFAULT\n   \n')).toBeUndefined();
});

it('reads the policy of a dump from its first line alone', () => {
  expect(readDumpName('# Policy DEFAULT:NO-PQ dump\n#\ncipher = AES-256-GCM\n')).toBe('DEFAULT:NO-PQ');
  expect(readDumpName('cipher = AES-256-GCM\n')).toBeUndefined();
});

it('reads back what it prints', () => {
  const name = fc.stringMatching(/^[A-Z][A-Z0-9-]{0,8}$/);
  fc.assert(
    fc.property(name, fc.array(name, { maxLength: 3 }), (policy, subpolicies) => {
      expect(readPolicyConfig(printPolicyName({ policy, subpolicies }))).toEqual({ policy, subpolicies });
    }),
  );
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof readPolicyConfig(text) !== 'string'));
});
