import type { Fact } from '../../facts/fact.ts';
import type { Origin } from '../../facts/values/configuration.ts';
import type { Look } from '../format.ts';
import { row } from './row.ts';

/** What programs that leave the choice to the system put on the wire, and which line or list decides it. */
export function wireText(
  tls: readonly Fact<'tls.configured'>[],
  ssh: readonly Fact<'ssh.configured'>[],
  { width }: Look,
): string {
  const blocks = [
    ...tls.map(({ subject, value }) => [
      subject,
      row('TLS', `${value.minProtocol ?? 'lowest known'} to ${value.maxProtocol ?? 'highest known'}`, width),
      row('groups', starred(value.groups, value.keyShares), width),
      row('', `from ${origin(value.origin.groups)}`, width),
    ]),
    ...ssh.map(({ subject, value }) => [
      subject,
      row('kex', value.kex.join(', '), width),
      row('', `from ${origin(value.origin['KexAlgorithms'])}`, width),
    ]),
  ];
  return blocks.map((lines) => lines.join('\n')).join('\n\n');
}

/** A `*` marks the groups for which a key share is sent at once. */
function starred(groups: readonly string[], keyShares: readonly string[]): string {
  if (groups.length === 0) return 'none: no handshake with TLS 1.3 or ECDHE can succeed';
  return groups.map((group) => (keyShares.includes(group) ? `${group}*` : group)).join(', ');
}

function origin(from: Origin | undefined): string {
  if (from === undefined) return 'a place that is not known';
  return from.from === 'built-in' ? `the built-in list of ${from.library}` : `${from.path}:${from.line}`;
}
