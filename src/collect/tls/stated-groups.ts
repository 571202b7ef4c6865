import { type Evidence, evidence } from '../../facts/quote.ts';
import type { SignedFlight } from './signature-schemes.ts';
import { groupName } from './words.ts';

/** What a server says of its groups in EncryptedExtensions, under a signature that is right. Source: RFC 8446 4.2.7. */
export interface StatedGroups {
  /** Code points, its preference first. */
  readonly groups: readonly number[];
  readonly evidence: Evidence;
}

/** The first statement. OpenSSL makes one where the handshake is not in the group that it prefers; most others make none. */
export function statedIn(flights: readonly SignedFlight[], endpoint: string): StatedGroups | undefined {
  const stating = flights.find(({ check, flight }) => check.state === 'valid' && flight.statedGroups !== undefined);
  const groups = stating?.flight.statedGroups;
  if (groups === undefined) return undefined;
  const quoted = `supported_groups: ${groups.map(groupName).join(' ')}`;
  return { groups, evidence: evidence({ in: 'wire', endpoint, message: 'EncryptedExtensions' }, quoted) };
}

/**
 * Whether a statement is one to rely on: of the groups that were negotiated one by one, it has those that were found and no
 * others. A server that says one thing and does another is asked about each of its groups.
 * @param asked the groups that were on offer
 */
export function isBorneOut(stated: StatedGroups, asked: readonly number[], found: readonly number[]): boolean {
  return (
    found.every((group) => stated.groups.includes(group)) &&
    stated.groups.every((group) => found.includes(group) || !asked.includes(group))
  );
}
