import { met, unmet } from './common/judgement.ts';
import { brief, isAmong } from './common/named.ts';
import { names, readParameters } from './common/parameters.ts';
import { judgeSshEndpoints, sshEndpointKinds } from './common/ssh-endpoint.ts';
import { linesAgainst, unwantedIn } from './common/ssh-lists.ts';
import type { Rule } from './rule.ts';

/** Are these names kept out of an SSH server's lists? One that ends in `*` is a beginning; `SSH-1` is the version. */
export const sshEndpointAlgorithmsNotOffered: Rule<{ readonly names: readonly string[] }> = {
  id: 'ssh-endpoint-algorithms-not-offered',
  title: 'the SSH endpoint offers no algorithm that is not wanted',
  reads: [],
  consults: ['ssh.endpoint', ...sshEndpointKinds],
  params: (given) => readParameters(given, { names: names() }),
  judge: (facts, refused) =>
    judgeSshEndpoints(facts, (endpoint) => {
      const faults = unwantedIn(endpoint.value, refused.names);
      const version1 = endpoint.value.speaksVersion1 && isAmong('SSH-1', refused.names);
      const hits = faults.flatMap(({ names }) => names);
      if (hits.length === 0 && !version1) return met(endpoint.subject, [endpoint]);
      const words = [
        ...(version1 ? ['version 1 of the protocol is spoken (SSH-1.99)'] : []),
        ...(hits.length > 0 ? [`algorithms that are not wanted are offered: ${brief(hits, 8)}`] : []),
      ];
      const lines = [...(version1 ? ['Protocol 2'] : []), ...(hits.length > 0 ? [linesAgainst(faults)] : [])];
      return unmet(endpoint.subject, [endpoint], {
        shortfall: words.join('; '),
        remedy: `Write in sshd_config:\n${lines.join('\n')}`,
      });
    }),
};
