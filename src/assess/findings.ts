import { type Finding, type Summary, type Weight, weights } from './assessment.ts';

/** Counts findings by weight. */
export function summarise(findings: readonly Finding[]): Summary {
  const count = { pass: 0, warn: 0, fail: 0, unknown: 0, waived: 0, notApplicable: 0 };
  for (const { weight } of findings) count[weight === 'not-applicable' ? 'notApplicable' : weight] += 1;
  return count;
}

/** By weight, severity, requirement and subject. */
export function sortFindings(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted(
    (left, right) =>
      WEIGHT_ORDER[left.weight] - WEIGHT_ORDER[right.weight] ||
      SEVERITY_ORDER[left.requirement.severity] - SEVERITY_ORDER[right.requirement.severity] ||
      compare(left.requirement.id, right.requirement.id) ||
      compare(left.subject, right.subject),
  );
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

// Their order decides the order of findings.
const WEIGHT_ORDER = Object.fromEntries(weights.map((weight, at) => [weight, at])) as Readonly<Record<Weight, number>>;
const SEVERITY_ORDER = { high: 0, medium: 1, low: 2 } as const;
