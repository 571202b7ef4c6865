import { met, notApplicable, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import { judgeSshEndpoints, sshEndpointKinds } from './common/ssh-endpoint.ts';
import type { Rule } from './rule.ts';

/** Does an SSH server have strict key exchange, where its ciphers need it? Source: CVE-2023-48795, OpenSSH PROTOCOL 1.10. */
export const sshEndpointStrictKeyExchange: Rule<null> = {
  id: 'ssh-endpoint-strict-key-exchange',
  title: 'packets cannot be cut out of the handshake of the SSH endpoint',
  reads: [],
  consults: ['ssh.endpoint', ...sshEndpointKinds],
  params: noParameters,
  judge: (facts) =>
    judgeSshEndpoints(facts, (endpoint) => {
      const { ciphers, macs, strictKex } = endpoint.value;
      if (strictKex) return met(endpoint.subject, [endpoint]);
      const exposed = [
        ...ciphers.filter((name) => name.startsWith('chacha20-poly1305')),
        ...(ciphers.some((name) => name.endsWith('-cbc')) ? macs.filter((name) => name.includes('-etm@')) : []),
      ];
      if (exposed.length === 0)
        return notApplicable(endpoint.subject, 'none of its ciphers lets packets be cut out unseen');
      return unmet(endpoint.subject, [endpoint], {
        shortfall: `no strict key exchange (CVE-2023-48795), with ${exposed.join(', ')}`,
        remedy: `Bring the server up to date (OpenSSH 9.6 or later), or leave these out: ${exposed.join(', ')}.`,
      });
    }),
};
