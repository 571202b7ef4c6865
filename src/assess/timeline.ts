import type { IsoDate } from '../policy/profile.ts';
import { whyNotAsked } from './applies.ts';
import type { Change, Finding, Weight } from './assessment.ts';
import type { Judged, Prepared } from './prepare.ts';
import { answer } from './question.ts';
import { failsFrom } from './weigh.ts';

/**
 * What becomes worse on which day if nothing changes: findings that warn now and fail once their date has come, and what
 * rests on a certificate whose sunset or transition comes. What is of no weight now, or fails already, is not there.
 */
export function timelineOf(prepared: Prepared, target: Judged, findings: readonly Finding[]): readonly Change[] {
  const changes = [...byDates(prepared, findings), ...byCertificates(prepared, target, findings)];
  return changes.sort((left, right) => order(left.on, right.on) || order(left.requirement, right.requirement));
}

function byDates({ scale }: Prepared, findings: readonly Finding[]): readonly Change[] {
  return findings.flatMap(({ requirement, subject, weight, shortfall }) => {
    const on = weight === 'warn' ? failsFrom(requirement, scale) : null;
    return on === null
      ? []
      : [
          {
            on,
            requirement: requirement.id,
            subject,
            from: 'warn' as const,
            to: 'fail' as const,
            why: shortfall ?? '',
          },
        ];
  });
}

/** Only what looks at a module can change with its certificate. */
function byCertificates(prepared: Prepared, { kind, later = [] }: Judged, now: readonly Finding[]): readonly Change[] {
  if (later.length === 0 || prepared.onModules.length === 0) return [];
  const standing = new Map(now.map((finding) => [keyOf(finding), finding.weight] as const));
  return later.flatMap(({ on, facts, answers }) =>
    prepared.onModules.flatMap((each) => {
      const { requirement } = each;
      if (whyNotAsked(requirement, prepared.profile, { kind, facts }) !== undefined) return [];
      return answer(each.question, facts, answers).flatMap((judgement) => {
        const { subject } = judgement;
        const { weight: to, shortfall = '' } = each.weigh(judgement);
        const key = keyOf({ requirement, subject });
        const from = standing.get(key);
        standing.set(key, to);
        return isWorse(from, to) ? [{ on, requirement: requirement.id, subject, from, to, why: shortfall }] : [];
      });
    }),
  );
}

function isWorse(from: Weight | undefined, to: Weight): from is 'pass' | 'warn' | 'unknown' {
  return (
    (from === 'pass' && to !== 'pass' && to !== 'not-applicable') ||
    ((from === 'warn' || from === 'unknown') && to === 'fail')
  );
}

function keyOf({ requirement, subject }: Pick<Finding, 'requirement' | 'subject'>): string {
  return `${requirement.id}\n${subject}`;
}

function order(left: IsoDate | string, right: IsoDate | string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
