import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { brief } from './common/named.ts';
import { names, readParameters } from './common/parameters.ts';
import { judgeSshAsBooted, sshBootKinds, sshIsAbsent, sshRemedy, whyOpen } from './common/ssh-configured.ts';
import { linesAgainst, sshKeywords, unwantedIn } from './common/ssh-lists.ts';
import type { Rule } from './rule.ts';

/** Are these names kept out of OpenSSH's lists? One that ends in `*` is a beginning. */
export const sshAlgorithmsNotOffered: Rule<{ readonly names: readonly string[] }> = {
  id: 'ssh-algorithms-not-offered',
  title: 'SSH offers no algorithm that is not wanted',
  reads: ['ssh.configured'],
  consults: ['package.installed', 'package.inventory', ...sshBootKinds],
  params: (given) => readParameters(given, { names: names() }),
  judge(facts, refused) {
    if (sshIsAbsent(facts)) return [notApplicable('OpenSSH', 'OpenSSH is not installed')];
    return judgeSshAsBooted(facts, (fact) => {
      const found = unwantedIn(fact.value, refused.names);
      const open = sshKeywords(fact.value).flatMap(({ keyword }) => whyOpen(facts, fact, keyword) ?? []);
      if (found.length === 0 && open[0] !== undefined)
        return unknown(fact.subject, open[0], { kind: 'ssh.configured' });
      if (found.length === 0) return met(fact.subject, [fact]);
      return unmet(fact.subject, [fact], {
        shortfall: `algorithms that are not wanted are offered: ${brief(
          found.flatMap(({ names }) => names),
          8,
        )}`,
        remedy: sshRemedy(fact.subject, linesAgainst(found)),
      });
    });
  },
};
