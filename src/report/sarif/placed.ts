import type { Assessment, Finding } from '../../assess/assessment.ts';
import type { TargetReport } from '../format.ts';
import type { FactsById } from '../told-finding.ts';

/** One finding with what surrounds it. */
export interface Placed {
  readonly target: TargetReport;
  readonly assessment: Assessment;
  readonly finding: Finding;
  readonly facts: FactsById;
}

/** The rule of code scanning is our requirement within its profile. */
export function ruleIdOf({ assessment, finding }: Placed): string {
  return `${assessment.profile.id}/${finding.requirement.id}`;
}
