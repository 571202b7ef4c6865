import type { Finding } from '../assess/assessment.ts';
import type { Evidence } from '../facts/quote.ts';

/**
 * The list of ssh_config(5) or sshd_config(5) that a line sets, in lower case; undefined for what sets none, such as a program whose
 * defaults apply. Keywords of OpenSSH know no case, and may be parted from their value by `=`.
 */
export function listSetBy({ at, quote }: Evidence): string | undefined {
  const keyword = /^\s*([a-z]+)[\s=]/i.exec(quote)?.[1]?.toLowerCase();
  return at.in === 'file' && keyword !== undefined && LISTS.includes(keyword) ? keyword : undefined;
}

/** The lines that set what a finding speaks of first, then the program whose defaults hold elsewhere, then the lines of other lists. */
export function linesInQuestionFirst(finding: Finding, evidence: readonly Evidence[]): readonly Evidence[] {
  const asked = listsIn(finding);
  if (asked.length === 0) return evidence;
  const rank = (each: Evidence): number => {
    const list = listSetBy(each);
    return list === undefined ? 1 : asked.includes(list) ? 0 : 2;
  };
  return evidence.toSorted((left, right) => rank(left) - rank(right));
}

/** What is wrong, and what to do about it, names them; where nothing is wrong, only one rule looks at one list. */
function listsIn({ requirement, shortfall = '', remedy = '' }: Finding): readonly string[] {
  const words = `${shortfall} ${remedy}`.toLowerCase().split(/[^a-z]+/);
  const named = LISTS.filter((each) => words.includes(each));
  return named.length === 0 && requirement.rule === 'ssh-key-exchange-post-quantum' ? ['kexalgorithms'] : named;
}

const LISTS: readonly string[] = [
  'casignaturealgorithms',
  'ciphers',
  'hostkeyalgorithms',
  'kexalgorithms',
  'macs',
  'pubkeyacceptedalgorithms',
  'pubkeyacceptedkeytypes',
  'requiredrsasize',
];
