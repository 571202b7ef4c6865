import type { Fact } from '../facts/fact.ts';
import type { FactBase } from '../facts/fact-base.ts';
import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { judgeSshAsBooted, sshBootKinds, sshIsAbsent, sshRemedy, whyOpen } from './common/ssh-configured.ts';
import {
  linesAgainst,
  notAllowed,
  readSshLists,
  type SshLists,
  sshKeywords,
  wordsOfFaults,
} from './common/ssh-lists.ts';
import type { Judgement, Rule } from './rule.ts';

/** Does OpenSSH use approved algorithms only, and those from the module? Its own ML-KEM and sntrup761 lie outside any. */
export const sshAlgorithmsAllowed: Rule<SshLists> = {
  id: 'ssh-algorithms-allowed',
  title: 'OpenSSH uses approved algorithms from the module',
  reads: ['ssh.configured'],
  consults: ['package.installed', 'package.inventory', ...sshBootKinds],
  params: readSshLists,
  judge(facts, lists) {
    if (sshIsAbsent(facts)) return [notApplicable('OpenSSH', 'OpenSSH is not installed')];
    return judgeSshAsBooted(facts, (fact) => judgeLists(facts, fact, lists));
  },
};

function judgeLists(facts: FactBase, fact: Fact<'ssh.configured'>, lists: SshLists): Judgement {
  const { subject } = fact;
  const faults = notAllowed(fact.value, lists);
  const keywords = sshKeywords(fact.value).map(({ keyword }) => keyword);
  const open = [...new Set(keywords.flatMap((keyword) => whyOpen(facts, fact, keyword) ?? []))];
  const settled = faults.filter(({ keyword }) => whyOpen(facts, fact, keyword) === undefined);
  if (settled.length === 0)
    return open.length === 0 ? met(subject, [fact]) : unknown(subject, open.join('; '), { kind: 'ssh.configured' });
  const remedy = sshRemedy(subject, linesAgainst(settled));
  return unmet(subject, [fact], { shortfall: wordsOfFaults(settled), remedy });
}
