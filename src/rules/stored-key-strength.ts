import type { Fact } from '../facts/fact.ts';
import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import type { Judgement, Rule } from './rule.ts';

/** Are the keys of certificates and the public keys in the tree strong enough? 112 bits of security is the floor. */
export const storedKeyStrength: Rule<null> = {
  id: 'stored-key-strength',
  title: 'certificates and public keys in the tree are strong enough',
  reads: ['key.stored'],
  params: noParameters,
  judge(facts) {
    const found = facts.all('key.stored').filter(({ value }) => ['certificates', 'public-key'].includes(value.what));
    return found.length === 0 ? [notApplicable('certificates in the tree', 'none were seen')] : found.map(judgeOne);
  },
};

function judgeOne(found: Fact<'key.stored'>): Judgement {
  const weak = found.value.keys.filter(isWeak);
  if (weak.length > 0) {
    const words = weak.map(
      ({ algorithm, bits, count }) => `${count} of ${algorithm}${bits === null ? '' : ` with ${bits} bits`}`,
    );
    return unmet(found.subject, [found], {
      shortfall: `keys below 112 bits of security: ${words.join(', ')}`,
      remedy: 'Replace them: RSA of at least 2048 bits, a curve of at least 224 bits.',
    });
  }
  const unread = found.value.keys.some(
    ({ algorithm, bits }) => /^(not readable|\d+\.)/.test(algorithm) || (/^RSA/.test(algorithm) && bits === null),
  );
  return unread
    ? unknown(found.subject, 'a certificate in it cannot be read', { kind: 'key.stored' })
    : met(found.subject, [found]);
}

/** Source: SP 800-131A r2, table 2; SP 800-57 part 1 r5, table 2. DSA is no longer for signing. */
function isWeak({ algorithm, bits }: Fact<'key.stored'>['value']['keys'][number]): boolean {
  if (algorithm === 'DSA') return true;
  if (/^RSA/.test(algorithm)) return bits !== null && bits < 2048;
  return /^EC/.test(algorithm) && bits !== null && bits < 224;
}
