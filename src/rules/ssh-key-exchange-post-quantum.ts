import type { Fact } from '../facts/fact.ts';
import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { judgeSshAsBooted, sshBootKinds, sshIsAbsent, sshRemedy, whyOpen } from './common/ssh-configured.ts';
import { kexFirst, readSshExchange, type SshExchange } from './common/ssh-lists.ts';
import type { Remedy } from './remedy.ts';
import type { Judgement, Rule } from './rule.ts';

/** Does OpenSSH use a post-quantum key exchange? */
export const sshKeyExchangePostQuantum: Rule<SshExchange> = {
  id: 'ssh-key-exchange-post-quantum',
  title: 'OpenSSH uses a post-quantum key exchange',
  reads: ['ssh.configured'],
  consults: ['package.installed', 'package.inventory', ...sshBootKinds],
  params: readSshExchange,
  judge(facts, wanted) {
    if (sshIsAbsent(facts)) return [notApplicable('OpenSSH', 'OpenSSH is not installed')];
    return judgeSshAsBooted(facts, (fact) => {
      const open = whyOpen(facts, fact, 'KexAlgorithms');
      return open === undefined ? judgeKex(fact, wanted) : unknown(fact.subject, open, { kind: 'ssh.configured' });
    });
  },
};

function judgeKex(fact: Fact<'ssh.configured'>, { methods, place }: SshExchange): Judgement {
  const { kex } = fact.value;
  const at = kex.findIndex((method) => methods.includes(method));
  if (at < 0)
    return unmet(fact.subject, [fact], {
      shortfall: `no post-quantum key exchange is offered: ${kex.slice(0, 3).join(', ') || 'none at all'}`,
      remedy: remedyOf(fact),
    });
  if (at === 0 || place === 'offered') return met(fact.subject, [fact]);
  return unmet(fact.subject, [fact], {
    shortfall: `${kex[0]} stands before ${kex[at]}, so a peer that has both may take the classical one`,
    remedy: sshRemedy(fact.subject, kexFirst(kex[at] ?? '', kex)),
  });
}

/** Exact where the program says how old it is: mlkem768x25519-sha256 came with OpenSSH 9.9, sntrup761x25519-sha512 with 8.5. */
function remedyOf({ subject, value: { kex, version } }: Fact<'ssh.configured'>): Remedy {
  const [, major = '', minor = ''] = /^(\d+)\.(\d+)/.exec(version ?? '') ?? [];
  const release = Number(major) * 100 + Number(minor);
  if (release >= 909) return sshRemedy(subject, kexFirst('mlkem768x25519-sha256', kex));
  if (release >= 805) return sshRemedy(subject, kexFirst('sntrup761x25519-sha512@openssh.com', kex));
  const { words } = sshRemedy(subject, kexFirst('mlkem768x25519-sha256', kex));
  return `Where OpenSSH is 9.9 or newer: ${words}\nAn older one has sntrup761x25519-sha512@openssh.com since 8.5.`;
}
