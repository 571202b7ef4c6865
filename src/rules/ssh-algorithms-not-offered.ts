import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { names, readParameters } from './common/parameters.ts';
import { sshAsBooted, sshBootKinds, sshFile, sshIsAbsent, whyOpen } from './common/ssh-configured.ts';
import type { Rule } from './rule.ts';

/** Are these names kept out of OpenSSH's lists? One that ends in `*` is a beginning. */
export const sshAlgorithmsNotOffered: Rule<{ readonly names: readonly string[] }> = {
  id: 'ssh-algorithms-not-offered',
  title: 'retired algorithms are not offered in SSH',
  reads: ['ssh.configured'],
  consults: ['package.installed', 'package.inventory', ...sshBootKinds],
  params: (given) => readParameters(given, { names: names() }),
  judge(facts, refused) {
    if (sshIsAbsent(facts)) return [notApplicable('OpenSSH', 'OpenSSH is not installed')];
    return sshAsBooted(facts).map((fact) => {
      const { ciphers, hostKeys, kex, macs } = fact.value;
      const lists = { KexAlgorithms: kex, HostKeyAlgorithms: hostKeys, Ciphers: ciphers, MACs: macs };
      const found = Object.entries(lists).flatMap(([keyword, list]) => {
        const hits = list.filter((name) => refused.names.some((each) => isNamed(name, each)));
        return hits.length > 0 ? [{ keyword, hits }] : [];
      });
      const open = Object.keys(lists).flatMap((keyword) => whyOpen(facts, fact, keyword) ?? []);
      if (found.length === 0 && open[0] !== undefined)
        return unknown(fact.subject, open[0], { kind: 'ssh.configured' });
      if (found.length === 0) return met(fact.subject, [fact]);
      return unmet(fact.subject, [fact], {
        shortfall: `retired algorithms are offered: ${found.flatMap(({ hits }) => hits).join(', ')}`,
        remedy: `In ${sshFile(fact.subject)} write:\n${found.map(({ keyword, hits }) => `${keyword} -${hits.join(',')}`).join('\n')}`,
      });
    });
  },
};

function isNamed(name: string, refused: string): boolean {
  return refused.endsWith('*') ? name.startsWith(refused.slice(0, -1)) : name === refused;
}
