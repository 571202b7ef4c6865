import type { Waiver } from '../policy/waiver.ts';

/** What became of one waiver: how many findings it fits, and where there are none, why. */
export interface WaiverUse {
  readonly waiver: Waiver;
  readonly state: 'in-force' | 'expired' | 'unmatched';
  readonly findings: number;
  /** What is wrong with it, in a sentence; absent while it is in force. */
  readonly why?: string;
}

/** What became of the waivers over several targets: the counts add up. */
export function addUses(left: readonly WaiverUse[], right: readonly WaiverUse[]): readonly WaiverUse[] {
  if (left.length === 0) return right;
  return left.map((use, index) => {
    const other = right[index];
    if (other === undefined) return use;
    const findings = use.findings + other.findings;
    // Of two that fit nothing the first one's reason stands; one that fits something has the better word.
    return { ...(use.findings > 0 || other.findings === 0 ? use : other), findings };
  });
}

/** What is wrong with a waiver, in one line; undefined: it is in force. */
export function wordsOfUse({ waiver, why }: WaiverUse): string | undefined {
  const { place, requirement, subject, owner, ticket } = waiver;
  return why === undefined ? undefined : `${place}: ${requirement}, ${subject} (${owner}, ${ticket}): ${why}`;
}
