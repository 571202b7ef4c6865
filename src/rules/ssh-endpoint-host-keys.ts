import type { Fact } from '../facts/fact.ts';
import type { SshEndpointKey } from '../facts/values/ssh-endpoint.ts';
import { met, unknown, unmet } from './common/judgement.ts';
import { oneOf, readParameters } from './common/parameters.ts';
import { judgeSshEndpoints, sshEndpointKinds } from './common/ssh-endpoint.ts';
import type { Judgement, Rule } from './rule.ts';

/** Are the host keys of an SSH server large enough, and does it prove to hold them? */
export const sshEndpointHostKeys: Rule<{ readonly rsaBits: 2048 | 3072 | 4096 }> = {
  id: 'ssh-endpoint-host-keys',
  title: 'the SSH endpoint has strong host keys and proves to hold them',
  reads: ['ssh.endpoint'],
  consults: sshEndpointKinds,
  params: (given) => readParameters(given, { rsaBits: oneOf([2048, 3072, 4096], 2048) }),
  judge: (facts, { rsaBits }) => judgeSshEndpoints(facts, (endpoint) => judgeKeys(endpoint, rsaBits)),
};

function judgeKeys(endpoint: Fact<'ssh.endpoint'>, rsaBits: number): Judgement {
  const { subject, value } = endpoint;
  const faults = value.keys.flatMap((key) => faultsIn(key, rsaBits));
  if (faults.length > 0)
    return unmet(subject, [endpoint], {
      shortfall: faults.join('; '),
      remedy: `Make new keys, name them in sshd_config, and tell the clients:\n$ ssh-keygen -t rsa -b ${Math.max(rsaBits, 3072)} -f /etc/ssh/ssh_host_rsa_key\nHostKey /etc/ssh/ssh_host_rsa_key`,
    });
  const open = value.keys.filter(({ bits, signature }) => bits === null || signature === 'unchecked');
  if (value.keys.length === 0) return unknown(subject, 'no host key was seen', { kind: 'ssh.endpoint' });
  return open.length > 0
    ? unknown(subject, `not told of ${open.map(({ type }) => type).join(', ')}: size, or that it is held`, {
        kind: 'ssh.endpoint',
      })
    : met(subject, [endpoint]);
}

function faultsIn({ bits, signature, signatureProblem, type }: SshEndpointKey, rsaBits: number): readonly string[] {
  const isSmall = /^(ssh-rsa|rsa-sha2|ssh-dss)/.test(type) && bits !== null && bits < rsaBits;
  return [
    ...(isSmall ? [`${type} key of ${bits} bits, below ${rsaBits}`] : []),
    ...(signature === 'invalid'
      ? [`${type}: the server does not prove to hold it (${signatureProblem ?? 'wrong signature'})`]
      : []),
  ];
}
