import type { Finding } from '../../assess/assessment.ts';
import { shortfallWords } from '../told-finding.ts';
import { byTool, endOf, listed, oscalUuid, PROPERTY_NAMESPACE, property, startOf } from './elements.ts';
import { factObservationId, gapObservationId } from './observations.ts';
import type { Placed, Scene } from './scene.ts';
import { markup, markupLine } from './words.ts';

/** Whether a finding is a risk: it falls short, it could not be decided, or it holds only until a day that is known. */
export function isRisk({ finding, due }: Placed): boolean {
  if (finding.weight === 'not-applicable') return false;
  return finding.weight !== 'pass' || due(finding) !== undefined;
}

/** The risks of a target, in the order of its findings. */
export function* risksOf(scene: Scene): Iterable<object> {
  for (const placed of scene.placed) if (isRisk(placed)) yield riskOf(scene, placed);
}

function riskOf(scene: Scene, placed: Placed): object {
  const { finding, due } = placed;
  const { requirement, subject, because, missing } = finding;
  const deadline = due(finding);
  const observations = [
    ...because.filter((id) => scene.facts.has(id)).map((id) => factObservationId(scene, id)),
    ...missing.map((gap) => gapObservationId(scene, gap)),
  ];
  return {
    uuid: placed.risk,
    title: markupLine(`${requirement.id}: ${subject}`),
    description: markup(shortfallWords(finding), ...finding.notes),
    statement: markup(statementOf(placed)),
    props: [property('weight', finding.weight), property('target', scene.target.name)],
    status: finding.weight === 'waived' ? 'deviation-approved' : 'open',
    origins: byTool(),
    characterizations: [characterization(finding)],
    ...(deadline === undefined ? {} : { deadline: endOf(deadline.by) }),
    ...listed('remediations', remediationsOf(placed)),
    ...(finding.waiver === undefined ? {} : { 'risk-log': waiverLog(scene, placed) }),
    ...listed(
      'related-observations',
      [...new Set(observations)].map((uuid) => ({ 'observation-uuid': uuid })),
    ),
  };
}

function statementOf({ finding, due }: Placed): string {
  const { requirement, waiver } = finding;
  const weight = waiver?.insteadOf ?? finding.weight;
  const wanted = `${requirement.says}: asked of ${requirement.population} (${requirement.binding}).`;
  if (weight === 'unknown') return `${wanted} Whether it holds could not be seen.`;
  const change = due(finding)?.change;
  if (weight !== 'pass') return `${wanted} It does not hold.`;
  return change === undefined ? `${wanted} It holds.` : `${wanted} It holds until ${change.on}: ${change.why}`;
}

function characterization({ requirement }: Finding): object {
  return {
    origin: byTool()[0],
    facets: [{ name: 'severity', system: PROPERTY_NAMESPACE, value: requirement.severity }],
  };
}

/** What we recommend, with the day by which it is due as its milestone. */
function remediationsOf(placed: Placed): readonly object[] {
  const { finding, due, key } = placed;
  const deadline = due(finding);
  const words = finding.remedy ?? (deadline === undefined ? undefined : WITHOUT_REMEDY);
  if (words === undefined) return [];
  return [
    {
      uuid: oscalUuid('remediation', key),
      lifecycle: 'recommendation',
      title: markupLine(`${finding.requirement.id}: ${finding.subject}`),
      description: markup(words),
      ...listed(
        'tasks',
        deadline === undefined
          ? []
          : [
              {
                uuid: oscalUuid('milestone', key),
                type: 'milestone',
                title: `Due by ${deadline.by}`,
                timing: { 'on-date': { date: endOf(deadline.by) } },
              },
            ],
      ),
    },
  ];
}

/** A waiver says until when it holds, not since when: what is known is that it held on the day that was judged. */
function waiverLog({ asOf }: Scene, { finding, key }: Placed): object {
  const { waiver } = finding;
  return {
    entries: [
      {
        uuid: oscalUuid('waiver', key),
        title: markupLine(`Waiver ${waiver?.ticket ?? ''}`),
        description: markup(`${waiver?.reason ?? ''}`, `Owner: ${waiver?.owner ?? ''}`),
        start: startOf(asOf),
        ...(waiver === undefined ? {} : { end: endOf(waiver.expires) }),
        props: [property('instead-of', waiver?.insteadOf ?? 'waived')],
        'status-change': 'deviation-approved',
      },
    ],
  };
}

const WITHOUT_REMEDY = 'See the requirement and what was observed.';
