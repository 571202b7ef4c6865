import type { Fact } from '../facts/fact.ts';
import { notAModule } from './common/endpoint-remedies.ts';
import { met, unmet } from './common/judgement.ts';
import { brief, isAmong } from './common/named.ts';
import { names, readParameters } from './common/parameters.ts';
import { judgeSshEndpoints, sshEndpointKinds } from './common/ssh-endpoint.ts';
import type { Judgement, Rule } from './rule.ts';

/** Names that may stand in each list; `outsideModule` are computed by OpenSSH itself, outside any module. */
export interface SshApproval {
  readonly kex: readonly string[];
  readonly outsideModule: readonly string[];
  readonly hostKeys: readonly string[];
  readonly ciphers: readonly string[];
  readonly macs: readonly string[];
}

/** Does an SSH server offer approved algorithms only? OpenSSH's own ML-KEM and sntrup761 lie outside every module. */
export const sshEndpointAlgorithmsApproved: Rule<SshApproval> = {
  id: 'ssh-endpoint-algorithms-approved',
  title: 'the SSH endpoint offers approved algorithms only',
  reads: [],
  consults: ['ssh.endpoint', ...sshEndpointKinds],
  params: (given) =>
    readParameters(given, {
      kex: names(),
      outsideModule: names([]),
      hostKeys: names(),
      ciphers: names(),
      macs: names(),
    }),
  judge: (facts, approval) => judgeSshEndpoints(facts, (endpoint) => judgeLists(endpoint, approval)),
};

function judgeLists(endpoint: Fact<'ssh.endpoint'>, approval: SshApproval): Judgement {
  const { ciphers, hostKeys, kex, macs } = endpoint.value;
  const outside = kex.filter((name) => isAmong(name, approval.outsideModule));
  const without = (found: readonly string[], approved: readonly string[]) =>
    found.filter((name) => !isAmong(name, approved));
  const faults = [
    {
      keyword: 'KexAlgorithms',
      found: without(kex, [...approval.kex, ...approval.outsideModule]),
      fault: NOT_APPROVED,
    },
    { keyword: 'KexAlgorithms', found: outside, fault: 'whose post-quantum part lies outside the module of OpenSSL' },
    { keyword: 'HostKeyAlgorithms', found: without(hostKeys, approval.hostKeys), fault: NOT_APPROVED },
    { keyword: 'Ciphers', found: without(ciphers, approval.ciphers), fault: NOT_APPROVED },
    { keyword: 'MACs', found: without(macs, approval.macs), fault: NOT_APPROVED },
  ].filter(({ found }) => found.length > 0);
  if (faults.length === 0) return met(endpoint.subject, [endpoint], [notAModule]);
  const shortfall = faults.map(({ keyword, found, fault }) => `${keyword} has ${brief(found, 4)}, ${fault}`).join('; ');
  const lines = [...Map.groupBy(faults, ({ keyword }) => keyword)].map(
    ([keyword, each]) => `${keyword} -${each.flatMap(({ found }) => found).join(',')}`,
  );
  return unmet(endpoint.subject, [endpoint], { shortfall, remedy: `Write in sshd_config:\n${lines.join('\n')}` }, [
    notAModule,
  ]);
}

const NOT_APPROVED = 'not approved';
