import type { Fact } from '../facts/fact.ts';
import type { FactBase } from '../facts/fact-base.ts';
import { met, unmet } from './common/judgement.ts';
import { oneOf, readParameters } from './common/parameters.ts';
import { opensslSetting, remedyFor, remedyKinds } from './common/remedies.ts';
import { bootedKinds, isHybrid, judgeAsBooted, mlKemIn, originOf } from './common/tls-configured.ts';
import type { Judgement, Rule } from './rule.ts';

/** The least parameter set, and whether it must, may or must not stand in a hybrid. */
export interface Establishment {
  readonly atLeast: 512 | 768 | 1024;
  readonly hybrid: 'allowed' | 'required' | 'refused';
}

/** Is ML-KEM offered for key establishment? An offer is not yet a handshake: preference and the peer decide. */
export const mlKemKeyEstablishment: Rule<Establishment> = {
  id: 'ml-kem-key-establishment',
  title: 'ML-KEM is offered for key establishment in TLS',
  reads: ['tls.configured'],
  consults: [...bootedKinds, ...remedyKinds],
  params: (given) =>
    readParameters(given, {
      atLeast: oneOf([512, 768, 1024]),
      hybrid: oneOf(['allowed', 'required', 'refused'], 'allowed'),
    }),
  judge: (facts, wanted) => judgeAsBooted(facts, (fact) => judgeGroups(facts, fact, wanted)),
};

function judgeGroups(facts: FactBase, fact: Fact<'tls.configured'>, { atLeast, hybrid }: Establishment): Judgement {
  const withMlKem = fact.value.groups.filter((group) => mlKemIn(group) > 0);
  const fitting = withMlKem.filter(
    (group) => mlKemIn(group) >= atLeast && (hybrid === 'allowed' || isHybrid(group) === (hybrid === 'required')),
  );
  if (fitting.length > 0) return met(fact.subject, [fact]);
  const origin = originOf(fact.value, 'groups');
  if (withMlKem.length === 0)
    return unmet(fact.subject, [fact], {
      shortfall: `no group with ML-KEM is offered: ${fact.value.groups.slice(0, 4).join(', ') || 'no group at all'} (${origin})`,
      remedy: remedyOf(facts, fact),
    });
  const kind = { allowed: '', required: ' in a hybrid', refused: ' by itself' }[hybrid];
  const shortfall = `${withMlKem.join(', ')} offered, but no ML-KEM-${atLeast} or stronger${kind} (${origin})`;
  return unmet(fact.subject, [fact], {
    shortfall,
    remedy: opensslSetting(facts, `Groups = ${WANTED[hybrid]}:DEFAULT`, fact.value.origin.groups),
  });
}

/** Where the list is built in, only a newer library helps; where it is written, the line does. */
function remedyOf(facts: FactBase, fact: Fact<'tls.configured'>): string {
  const origin = fact.value.origin.groups;
  if (origin.from === 'built-in') return remedyFor('post-quantum-openssl', facts);
  return origin.from === 'policy'
    ? remedyFor('post-quantum-policy', facts)
    : opensslSetting(facts, 'Groups = X25519MLKEM768:DEFAULT', origin);
}

const WANTED = {
  allowed: 'X25519MLKEM768:SecP384r1MLKEM1024',
  required: 'SecP384r1MLKEM1024',
  refused: 'MLKEM1024',
} as const;
