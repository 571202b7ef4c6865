import { notAModule } from './common/endpoint-remedies.ts';
import { met, unmet } from './common/judgement.ts';
import { judgeSshEndpoints, sshEndpointKinds } from './common/ssh-endpoint.ts';
import { linesAgainst, notAllowed, readSshLists, type SshLists, wordsOfFaults } from './common/ssh-lists.ts';
import type { Rule } from './rule.ts';

/** Does an SSH server offer approved algorithms only? OpenSSH's own ML-KEM and sntrup761 lie outside every module. */
export const sshEndpointAlgorithmsApproved: Rule<SshLists> = {
  id: 'ssh-endpoint-algorithms-approved',
  title: 'the SSH endpoint offers approved algorithms only',
  reads: [],
  consults: ['ssh.endpoint', ...sshEndpointKinds],
  params: readSshLists,
  judge: (facts, lists) =>
    judgeSshEndpoints(facts, (endpoint) => {
      const faults = notAllowed(endpoint.value, lists);
      if (faults.length === 0) return met(endpoint.subject, [endpoint], [notAModule]);
      const remedy = `Write in sshd_config:\n${linesAgainst(faults)}`;
      return unmet(endpoint.subject, [endpoint], { shortfall: wordsOfFaults(faults), remedy }, [notAModule]);
    }),
};
