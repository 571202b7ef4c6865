import { met, unmet } from './common/judgement.ts';
import { brief } from './common/named.ts';
import { judgeSshEndpoints, sshEndpointKinds } from './common/ssh-endpoint.ts';
import { kexFirst, readSshExchange, type SshExchange } from './common/ssh-lists.ts';
import type { Rule } from './rule.ts';

/** Does an SSH server offer a post-quantum key exchange? The client's order decides between what both have. Source: RFC 4253 7.1. */
export const sshEndpointPostQuantum: Rule<SshExchange> = {
  id: 'ssh-endpoint-post-quantum',
  title: 'the SSH endpoint offers a post-quantum key exchange',
  // One KEXINIT has every list: a host key that was not seen leaves nothing open here.
  reads: [],
  consults: ['ssh.endpoint', ...sshEndpointKinds],
  params: readSshExchange,
  judge: (facts, { methods, place }) =>
    judgeSshEndpoints(facts, (endpoint) => {
      const { kex } = endpoint.value;
      const at = kex.findIndex((method) => methods.includes(method));
      if (at < 0)
        return unmet(endpoint.subject, [endpoint], {
          shortfall: `no post-quantum key exchange is offered: ${brief(kex, 3) || 'none at all'}`,
          remedy: `With OpenSSH 9.9 or newer write in sshd_config:\n${kexFirst('mlkem768x25519-sha256', kex)}\nAn older one has sntrup761x25519-sha512@openssh.com since 8.5.`,
        });
      if (at === 0 || place === 'offered') return met(endpoint.subject, [endpoint]);
      return unmet(endpoint.subject, [endpoint], {
        shortfall: `${kex[0]} stands before ${kex[at]}`,
        remedy: `Write in sshd_config:\n${kexFirst(kex[at] ?? '', kex)}`,
      });
    }),
};
