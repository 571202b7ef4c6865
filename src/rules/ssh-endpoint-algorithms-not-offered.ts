import { met, unmet } from './common/judgement.ts';
import { brief, isAmong } from './common/named.ts';
import { names, readParameters } from './common/parameters.ts';
import { judgeSshEndpoints, sshEndpointKinds } from './common/ssh-endpoint.ts';
import type { Rule } from './rule.ts';

/** Are these names kept out of an SSH server's lists? One that ends in `*` is a beginning. */
export const sshEndpointAlgorithmsNotOffered: Rule<{ readonly names: readonly string[] }> = {
  id: 'ssh-endpoint-algorithms-not-offered',
  title: 'the SSH endpoint offers no retired algorithms',
  reads: [],
  consults: ['ssh.endpoint', ...sshEndpointKinds],
  params: (given) => readParameters(given, { names: names() }),
  judge: (facts, refused) =>
    judgeSshEndpoints(facts, (endpoint) => {
      const { ciphers, hostKeys, kex, macs } = endpoint.value;
      const lists = { KexAlgorithms: kex, HostKeyAlgorithms: hostKeys, Ciphers: ciphers, MACs: macs };
      const found = Object.entries(lists).flatMap(([keyword, list]) => {
        const hits = list.filter((name) => isAmong(name, refused.names));
        return hits.length > 0 ? [{ keyword, hits }] : [];
      });
      if (found.length === 0) return met(endpoint.subject, [endpoint]);
      return unmet(endpoint.subject, [endpoint], {
        shortfall: `retired algorithms are offered: ${brief(
          found.flatMap(({ hits }) => hits),
          8,
        )}`,
        remedy: `Write in sshd_config:\n${found.map(({ keyword, hits }) => `${keyword} -${hits.join(',')}`).join('\n')}`,
      });
    }),
};
