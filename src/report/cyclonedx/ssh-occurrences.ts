import type { Fact } from '../../facts/fact.ts';
import { listSetBy } from '../ssh-lists.ts';
import { type Occurrence, occurrencesOf } from './asset.ts';

/** The lists of algorithms in ssh_config(5) and sshd_config(5) that the bill tells apart. */
export type SshList = 'Ciphers' | 'HostKeyAlgorithms' | 'KexAlgorithms' | 'MACs';

/**
 * Where the algorithms of one list were seen: at the lines that set this list, and at all that sets none, such as a program whose
 * defaults apply.
 */
export function occurrencesOfList(
  target: string,
  { evidence }: Pick<Fact, 'evidence'>,
  list: SshList,
): readonly Occurrence[] {
  const own = evidence.filter((each) => {
    const set = listSetBy(each);
    return set === undefined || set === list.toLowerCase();
  });
  return occurrencesOf(target, { evidence: own });
}
