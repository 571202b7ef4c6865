import { type BackEndSets, backEndSets } from '../back-end-sets.ts';
import { listOf, readKeyValueLines } from '../key-value-lines.ts';

/** Reads libreswan.config: `ike=cipher-prf+prf-dh+dh,...`, `esp=cipher-mac+mac,...`, `authby=`. Source: ipsec.conf(5). */
export function readLibreswan(text: string): BackEndSets {
  const values = new Map(readKeyValueLines(text).map(({ key, value }) => [key, value]));
  const ike = listOf(values.get('ike') ?? '', ',').map((proposal) => proposal.split('-'));
  const esp = listOf(values.get('esp') ?? '', ',').map((proposal) => proposal.split('-'));
  const version = values.get('keyexchange') === 'ikev1' || values.get('ikev2') === 'never' ? 'IKEv1' : 'IKEv2';
  return backEndSets({
    groups: ike.flatMap((parts) => listOf(parts.slice(2).join('+'), '+')),
    signatures: listOf(values.get('authby') ?? '', ','),
    ciphers: [...ike, ...esp].map((parts) => parts[0] ?? ''),
    macs: [...ike, ...esp].flatMap((parts) => listOf(parts[1] ?? '', '+')),
    protocols: [version],
  });
}
