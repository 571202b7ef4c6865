import type { Fact, FactKind } from '../../facts/fact.ts';
import type { FactBase } from '../../facts/fact-base.ts';
import type { Judgement } from '../rule.ts';
import { notApplicable, some, unknown } from './judgement.ts';

/**
 * Judges each SSH endpoint. Not asked of one that was addressed as TLS.
 * Rules that call this consult `sshEndpointKinds`, and read ssh.endpoint where a key that was not seen leaves them open.
 */
export function judgeSshEndpoints(
  facts: FactBase,
  judge: (endpoint: Fact<'ssh.endpoint'>) => Judgement,
): readonly Judgement[] {
  const endpoints = facts.all('ssh.endpoint');
  if (endpoints.length > 0) return endpoints.map(judge);
  const gaps = some(facts.gaps('ssh.endpoint'));
  if (gaps !== undefined)
    return [unknown('SSH endpoint', gaps.map(({ why }) => why).join('; '), { kind: 'ssh.endpoint' })];
  const asked = facts.all('tls.endpoint.reached').length > 0 || facts.gaps('tls.endpoint.reached').length > 0;
  return asked ? [notApplicable('SSH endpoint', 'this endpoint was asked about TLS')] : [];
}

/** The kinds that `judgeSshEndpoints` looks at beside ssh.endpoint. */
export const sshEndpointKinds: readonly FactKind[] = ['tls.endpoint.reached'];
