import type { Fact } from '../facts/fact.ts';
import type { FactBase } from '../facts/fact-base.ts';
import { met, unmet } from './common/judgement.ts';
import {
  type Establishment,
  isEstablishedBy,
  mlKemIn,
  readEstablishment,
  wordsOfEstablishment,
} from './common/ml-kem-groups.ts';
import { opensslSetting } from './common/openssl-remedies.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import { bootedKinds, judgeAsBooted, originOf } from './common/tls-configured.ts';
import type { Remedy } from './remedy.ts';
import type { Judgement, Rule } from './rule.ts';

/** Is ML-KEM offered for key establishment? An offer is not yet a handshake: preference and the peer decide. */
export const mlKemKeyEstablishment: Rule<Establishment> = {
  id: 'ml-kem-key-establishment',
  title: 'ML-KEM is offered for key establishment in TLS',
  reads: ['tls.configured'],
  consults: [...bootedKinds, ...remedyKinds],
  mends: ['post-quantum-openssl', 'post-quantum-policy'],
  params: readEstablishment,
  judge: (facts, wanted) => judgeAsBooted(facts, (fact) => judgeGroups(facts, fact, wanted)),
};

function judgeGroups(facts: FactBase, fact: Fact<'tls.configured'>, wanted: Establishment): Judgement {
  const withMlKem = fact.value.groups.filter((group) => mlKemIn(group) > 0);
  const fitting = withMlKem.filter((group) => isEstablishedBy(group, wanted));
  if (fitting.length > 0) return met(fact.subject, [fact]);
  const origin = originOf(fact.value, 'groups');
  if (withMlKem.length === 0)
    return unmet(fact.subject, [fact], {
      shortfall: `no group with ML-KEM is offered: ${fact.value.groups.slice(0, 4).join(', ') || 'no group at all'} (${origin})`,
      remedy: remedyOf(facts, fact),
    });
  const shortfall = `${withMlKem.join(', ')} offered, but no ${wordsOfEstablishment(wanted)} (${origin})`;
  return unmet(fact.subject, [fact], {
    shortfall,
    remedy: opensslSetting(facts, `Groups = ${WANTED[wanted.hybrid]}:DEFAULT`, { fact, setting: 'groups' }),
  });
}

/** Where the list is built in, only a newer library helps; where it is written, the line does. */
function remedyOf(facts: FactBase, fact: Fact<'tls.configured'>): Remedy {
  const origin = fact.value.origin.groups;
  if (origin.from === 'built-in') return remedyFor('post-quantum-openssl', facts);
  return origin.from === 'policy'
    ? remedyFor('post-quantum-policy', facts)
    : opensslSetting(facts, 'Groups = X25519MLKEM768:DEFAULT', { fact, setting: 'groups' });
}

const WANTED = {
  allowed: 'X25519MLKEM768:SecP384r1MLKEM1024',
  required: 'SecP384r1MLKEM1024',
  refused: 'MLKEM1024',
} as const;
