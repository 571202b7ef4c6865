import type { Assessment, Finding, Weight } from './assessment.ts';

/** What an earlier report says of a finding; undefined where it has none of that fingerprint. */
export type Baseline = (target: string, profile: string, fingerprint: string) => Weight | undefined;

/**
 * Marks what fails, is open or warns as known, where the earlier report gave it the same weight, or as new. A finding that was
 * unknown and fails now is new; one that failed and cannot be decided any more is new as well, since nobody accepted not knowing.
 */
export function markKnown(
  assessments: readonly Assessment[],
  target: string,
  baseline: Baseline,
): readonly Assessment[] {
  return assessments.map((assessment) => ({
    ...assessment,
    findings: assessment.findings.map((finding) =>
      marked(finding, baseline(target, assessment.profile.id, finding.fingerprint)),
    ),
  }));
}

function marked(finding: Finding, before: Weight | undefined): Finding {
  if (!MARKED.includes(finding.weight)) return finding;
  return { ...finding, baseline: before === finding.weight ? 'known' : 'new' };
}

const MARKED: readonly Weight[] = ['fail', 'unknown', 'warn'];
