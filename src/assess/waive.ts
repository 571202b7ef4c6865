import type { IsoDate } from '../policy/profile.ts';
import { fits, type Waiver } from '../policy/waiver.ts';
import type { Assessment, Change, Finding } from './assessment.ts';
import { sortFindings, summarise } from './findings.ts';
import type { WaiverUse } from './waiver-use.ts';

/** The assessments of one target under waivers, and what became of each waiver there, in the order of the file. */
export interface Waived {
  readonly assessments: readonly Assessment[];
  readonly uses: readonly WaiverUse[];
}

/**
 * Holds waivers against the findings of one target. A finding that one of them names and covers gets the weight `waived` and
 * keeps all else; one whose waiver has run out keeps its weight and says so. No other finding is touched.
 */
export function waive(
  assessments: readonly Assessment[],
  waivers: readonly Waiver[],
  { name, asOf }: { readonly name: string; readonly asOf: IsoDate },
): Waived {
  const here = waivers.filter(({ target }) => target === undefined || fits(name, target));
  const waived = assessments.map((assessment) => {
    const findings = sortFindings(assessment.findings.map((each) => waiveOne(each, assessment, here, asOf)));
    const timeline = timelineUnder(assessment.timeline, findings, asOf);
    return { ...assessment, findings, summary: summarise(findings), timeline };
  });
  return { assessments: waived, uses: waivers.map((each) => useOf(each, assessments, { name, asOf })) };
}

function waiveOne(finding: Finding, { profile }: Assessment, waivers: readonly Waiver[], asOf: IsoDate): Finding {
  const named = waivers.filter((each) => names(each, finding, profile.id) && covers(each, finding));
  const inForce = named.find(({ expires }) => asOf <= expires);
  if (inForce !== undefined) {
    const { reason, owner, ticket, expires } = inForce;
    return { ...finding, weight: 'waived', waiver: { reason, owner, ticket, expires, insteadOf: finding.weight } };
  }
  const expired = named.map(({ expires, ticket, owner }) => `its waiver (${ticket}, ${owner}) expired on ${expires}`);
  return expired.length === 0 ? finding : { ...finding, notes: [...finding.notes, ...expired] };
}

/** Until a waiver ends nothing becomes worse for what it waives; on the day after, what it held back comes at once. */
function timelineUnder(changes: readonly Change[], findings: readonly Finding[], asOf: IsoDate): readonly Change[] {
  const waived = findings.filter(({ waiver }) => waiver !== undefined && waiver.expires >= asOf);
  const keyOf = ({ requirement, subject }: Pick<Change, 'requirement' | 'subject'>): string =>
    `${requirement}\n${subject}`;
  const ends = new Map(
    waived.flatMap(({ requirement, subject, waiver }) =>
      waiver === undefined ? [] : [[keyOf({ requirement: requirement.id, subject }), waiver] as const],
    ),
  );
  const kept = changes.filter((each) => each.on > (ends.get(keyOf(each))?.expires ?? ''));
  const ending = waived.flatMap(({ requirement: { id }, subject, waiver }): readonly Change[] => {
    if (waiver === undefined) return [];
    const held = changes.filter(
      (each) => keyOf(each) === keyOf({ requirement: id, subject }) && each.on <= waiver.expires,
    );
    const to = held.at(-1)?.to ?? waiver.insteadOf;
    return [
      {
        on: dayAfter(waiver.expires),
        requirement: id,
        subject,
        from: 'waived',
        to,
        why: `its waiver (${waiver.ticket}) ends`,
      },
    ];
  });
  return [...kept, ...ending].sort((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0));
}

function dayAfter(day: IsoDate): IsoDate {
  // Days of UTC have 24 hours, and what is left of an ISO time is a day.
  return new Date(Date.parse(day) + MILLISECONDS_A_DAY).toISOString().slice(0, 10) as IsoDate;
}

function names({ requirement, profile, subject }: Waiver, finding: Finding, profileId: string): boolean {
  const asked = requirement === finding.requirement.id && (profile === undefined || profile === profileId);
  return asked && fits(finding.subject, subject);
}

function covers(waiver: Waiver, { weight }: Finding): boolean {
  return waiver.covers.some((each) => each === weight);
}

function useOf(
  waiver: Waiver,
  assessments: readonly Assessment[],
  { name, asOf }: { readonly name: string; readonly asOf: IsoDate },
): WaiverUse {
  const all = assessments.flatMap(({ findings, profile }) => findings.map((each) => ({ each, profile: profile.id })));
  const named =
    waiver.target === undefined || fits(name, waiver.target)
      ? all.filter(({ each, profile }) => names(waiver, each, profile)).map(({ each }) => each)
      : undefined;
  const findings = named?.filter((each) => covers(waiver, each)).length ?? 0;
  if (asOf > waiver.expires) return { waiver, state: 'expired', findings, why: expiredWords(waiver, findings) };
  if (findings > 0) return { waiver, state: 'in-force', findings };
  return { waiver, state: 'unmatched', findings, why: whyUnmatched(waiver, assessments, named) };
}

function expiredWords({ expires }: Waiver, findings: number): string {
  return `expired on ${expires}${findings > 0 ? ', and what it waived still falls short' : '; nothing needs it any more'}`;
}

function whyUnmatched(
  { requirement, profile, target, covers: weights }: Waiver,
  assessments: readonly Assessment[],
  named: readonly Finding[] | undefined,
): string {
  if (named === undefined) return `no target is called ${target}`;
  if (named.length > 0) {
    const found = [...new Set(named.map(({ weight }) => weight))].join(', ');
    return `it covers ${weights.join(' and ')}, but what it names comes out as ${found}`;
  }
  const asked = assessments.some(
    (each) =>
      (profile === undefined || profile === each.profile.id) &&
      each.findings.some((finding) => finding.requirement.id === requirement),
  );
  return asked
    ? 'no subject fits it'
    : `no profile of this run asks for it${profile === undefined ? '' : ` as ${profile}`}`;
}

const MILLISECONDS_A_DAY = 86_400_000;
