import { met, unmet } from './common/judgement.ts';
import { brief, isAmong } from './common/named.ts';
import { names, readParameters } from './common/parameters.ts';
import { judgeSshEndpoints, sshEndpointKinds } from './common/ssh-endpoint.ts';
import type { Rule } from './rule.ts';

/** Are these names kept out of an SSH server's lists? One that ends in `*` is a beginning; `SSH-1` is the version. */
export const sshEndpointAlgorithmsNotOffered: Rule<{ readonly names: readonly string[] }> = {
  id: 'ssh-endpoint-algorithms-not-offered',
  title: 'the SSH endpoint offers no retired algorithms',
  reads: [],
  consults: ['ssh.endpoint', ...sshEndpointKinds],
  params: (given) => readParameters(given, { names: names() }),
  judge: (facts, refused) =>
    judgeSshEndpoints(facts, (endpoint) => {
      const { ciphers, hostKeys, kex, macs, speaksVersion1 } = endpoint.value;
      const lists = { KexAlgorithms: kex, HostKeyAlgorithms: hostKeys, Ciphers: ciphers, MACs: macs };
      const found = Object.entries(lists).flatMap(([keyword, list]) => {
        const hits = list.filter((name) => isAmong(name, refused.names));
        return hits.length > 0 ? [{ keyword, hits }] : [];
      });
      if (speaksVersion1 && isAmong(VERSION_1, refused.names))
        return unmet(endpoint.subject, [endpoint], {
          shortfall: 'version 1 of the protocol is spoken (SSH-1.99)',
          remedy: 'Write in sshd_config:\nProtocol 2',
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

const VERSION_1 = 'SSH-1';
