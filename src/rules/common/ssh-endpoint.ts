import type { Fact, FactKind } from '../../facts/fact.ts';
import type { FactBase } from '../../facts/fact-base.ts';
import type { Judgement } from '../rule.ts';
import { notApplicable, unknown } from './judgement.ts';

/**
 * Judges each SSH endpoint. Not asked of one that was addressed as TLS, nor of a host none of whose listeners speaks SSH.
 * Rules that call this consult `sshEndpointKinds`, and read ssh.endpoint where a key that was not seen leaves them open.
 */
export function judgeSshEndpoints(
  facts: FactBase,
  judge: (endpoint: Fact<'ssh.endpoint'>) => Judgement,
): readonly Judgement[] {
  const endpoints = facts.all('ssh.endpoint');
  const seen = new Set(endpoints.map(({ subject }) => subject));
  const hidden = facts.gaps('ssh.endpoint').filter(({ subject }) => !seen.has(subject));
  const open = [...Map.groupBy(hidden, ({ subject }) => subject)].map(([subject, gaps]) =>
    unknown(subject, gaps.map(({ why }) => why).join('; '), { kind: 'ssh.endpoint' }),
  );
  const judgements = [...endpoints.map(judge), ...open];
  if (judgements.length > 0) return judgements;
  if (facts.all('listener.inventory').length > 0)
    return [notApplicable('SSH endpoint', 'no TCP listener of this host speaks SSH')];
  const asked = facts.all('tls.endpoint.reached').length > 0 || facts.gaps('tls.endpoint.reached').length > 0;
  return asked ? [notApplicable('SSH endpoint', 'this endpoint was asked about TLS')] : [];
}

/** The kinds that `judgeSshEndpoints` looks at beside ssh.endpoint. */
export const sshEndpointKinds: readonly FactKind[] = ['listener.inventory', 'tls.endpoint.reached'];
