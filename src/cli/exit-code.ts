import type { Assessment, FindingWaiver, Weight } from '../assess/assessment.ts';
import type { Severity } from '../policy/profile.ts';

/** What the user lets pass. */
export interface Gate {
  readonly failOn: Severity | 'none';
  readonly unknown: 'fail' | 'pass';
}

/** What a baseline knows counts no more. 0 nothing failed; 1 a failed finding at or above `failOn`; 2 an image is damaged; 3 nothing failed, but something required is unknown. */
export type ExitCode = 0 | 1 | 2 | 3;

/** What one target's assessments come to. A target on which nothing was judged at all is unknown. */
export function exitCode(assessments: readonly Assessment[], gate: Gate): ExitCode {
  const findings = assessments.flatMap((assessment) => assessment.findings);
  return exitCodeOf(
    findings.map(({ weight, requirement, waiver, baseline }) => ({
      weight,
      severity: requirement.severity,
      ...(baseline === undefined ? {} : { baseline }),
      ...(waiver === undefined ? {} : { waiver }),
    })),
    gate,
  );
}

/** The same of findings as they stand in a report. */
export function exitCodeOf(findings: readonly WeighedFinding[], gate: Gate): ExitCode {
  const fresh = findings.filter(({ baseline }) => baseline !== 'known');
  if (fresh.some(({ weight, severity }) => weight === 'fail' && isAtLeast(severity, gate.failOn))) return 1;
  const decided = findings.some(
    ({ weight, waiver }) =>
      weight === 'pass' ||
      weight === 'warn' ||
      weight === 'fail' ||
      (weight === 'waived' && waiver?.insteadOf !== 'unknown'),
  );
  const open = !decided || fresh.some(({ weight }) => weight === 'unknown');
  return gate.unknown === 'fail' && open ? 3 : 0;
}

/** The graver of two: what is damaged stands before a failure, that before an unknown. */
export function graver(left: ExitCode, right: ExitCode): ExitCode {
  for (const code of [2, 1] as const) if (left === code || right === code) return code;
  return left === 3 || right === 3 ? 3 : 0;
}

interface WeighedFinding {
  readonly weight: Weight;
  readonly severity: Severity;
  readonly waiver?: FindingWaiver;
  readonly baseline?: 'known' | 'new';
}

/** Whether a severity is the one that a gate names, or graver. */
export function isAtLeast(severity: Severity, failOn: Gate['failOn']): boolean {
  return failOn !== 'none' && GRAVITY[severity] >= GRAVITY[failOn];
}

const GRAVITY = { low: 0, medium: 1, high: 2 } as const;
