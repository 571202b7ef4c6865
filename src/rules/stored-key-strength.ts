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
  if (found.value.keys.length === 0)
    return notApplicable(found.subject, 'no certificate stands there: other text between the marks of one');
  const weak = found.value.keys.filter(isWeak);
  if (weak.length > 0) {
    return unmet(found.subject, [found], {
      shortfall: `keys below 112 bits of security: ${weak.map(said).join(', ')}`,
      remedy: 'Replace them: RSA of at least 2048 bits, a curve of at least 224 bits.',
    });
  }
  const open = found.value.keys.filter((key) => !isKnownStrong(key));
  return open.length > 0
    ? unknown(found.subject, `of what strength these are cannot be told: ${open.map(said).join(', ')}`, {
        kind: 'key.stored',
      })
    : met(found.subject, [found]);
}

type Key = Fact<'key.stored'>['value']['keys'][number];

function said({ algorithm, bits, count }: Key): string {
  if (algorithm === UNREAD) return `${count} that could not be read`;
  return `${count} of ${algorithm}${bits === null ? '' : ` with ${bits} bits`}`;
}

/** Source: SP 800-131A r2, table 2; SP 800-57 part 1 r5, table 2. DSA is no longer for signing. */
function isWeak({ algorithm, bits }: Key): boolean {
  if (algorithm === 'DSA') return true;
  if (/^RS(A|ASSA)/.test(algorithm)) return bits !== null && bits < 2048;
  return /^EC/.test(algorithm) && bits !== null && bits < 224;
}

/** What is named here passes; anything else, and a size that was not read, leaves the question open. */
function isKnownStrong({ algorithm, bits }: Key): boolean {
  if (/^RS(A|ASSA)/.test(algorithm)) return bits !== null && bits >= 2048;
  if (/^EC/.test(algorithm)) return bits !== null && bits >= 224;
  return /^(Ed25519|Ed448|X25519|X448|ML-DSA-(44|65|87)|ML-KEM-(512|768|1024)|SLH-DSA-[\w-]+)$/.test(algorithm);
}

/** The collector's word for a key that it could not read. */
const UNREAD = 'not readable';
