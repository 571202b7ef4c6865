import type { Finding, Weight } from '../../assess/assessment.ts';
import { printable, shortfallWords } from '../told-finding.ts';
import { controlsOf } from './controls.ts';
import { byTool, listed, oscalUuid, property } from './elements.ts';
import { factObservationId, gapObservationId } from './observations.ts';
import { isRisk } from './risks.ts';
import { componentId, objectiveId, type Placed, type Scene } from './scene.ts';
import { markup, markupLine } from './words.ts';

/** The finding of a requirement and a subject. */
export function findingId({ key }: Placed): string {
  return oscalUuid('finding', key);
}

/**
 * Findings, but for what does not apply. OSCAL knows only "satisfied" and "not-satisfied": whatever is not a pass is the latter, and
 * the reason and the property `weight` say which kind it is, so that what could not be decided never reads as satisfied.
 */
export function* findingsOf(scene: Scene): Iterable<object> {
  for (const placed of scene.placed) {
    if (placed.finding.weight !== 'not-applicable') yield findingOf(scene, placed);
  }
}

function findingOf(scene: Scene, placed: Placed): object {
  const { finding, assessment } = placed;
  const { requirement, subject, because, missing } = finding;
  const seen = because.filter((id) => scene.facts.has(id)).map((id) => factObservationId(scene, id));
  const unseen = missing.map((gap) => gapObservationId(scene, gap));
  const observations = [...new Set([...seen, ...unseen])];
  return {
    uuid: findingId(placed),
    title: markupLine(`${requirement.id}: ${subject}`),
    description: markup(shortfallWords(finding), ...finding.notes),
    props: propertiesOf(placed),
    origins: byTool(),
    target: {
      type: 'objective-id',
      'target-id': objectiveId(assessment.profile.id, requirement.id),
      props: [property('component', componentId(scene, subject)), property('inventory-item', scene.item)],
      status: statusOf(finding),
      ...(finding.weight === 'pass' ? { 'implementation-status': { state: 'implemented' } } : {}),
    },
    ...listed(
      'related-observations',
      observations.map((uuid) => ({ 'observation-uuid': uuid })),
    ),
    ...(isRisk(placed) ? { 'related-risks': [{ 'risk-uuid': placed.risk }] } : {}),
  };
}

function propertiesOf({ finding, assessment }: Placed): readonly object[] {
  const { requirement, weight, fingerprint, baseline } = finding;
  return [
    property('weight', weight),
    property('severity', requirement.severity),
    property('profile', assessment.profile.id),
    property('requirement', requirement.id),
    property('fingerprint', fingerprint),
    ...(baseline === undefined ? [] : [property('baseline', baseline)]),
    ...[...new Set(controlsOf(requirement))].map((control) => property('control', control)),
  ];
}

function statusOf(finding: Finding): object {
  const { weight, waiver } = finding;
  if (weight === 'pass') return { state: 'satisfied', reason: 'pass' };
  const failed = weight === 'fail' || waiver?.insteadOf === 'fail';
  const words = weight === 'waived' ? waiverWords(finding) : REMARKS[weight];
  return { state: 'not-satisfied', reason: failed ? 'fail' : 'other', remarks: markup(words) };
}

/** Who accepts it, why, and how long. */
function waiverWords({ waiver }: Finding): string {
  if (waiver === undefined) return 'Waived.';
  const { reason, ticket, owner, expires, insteadOf } = waiver;
  return printable(`Waived until ${expires} instead of ${insteadOf}: ${reason} (${ticket}, ${owner})`);
}

const REMARKS: Readonly<Record<Exclude<Weight, 'pass' | 'waived'>, string>> = {
  fail: 'Falls short on the day that was judged.',
  warn: 'Falls short, but does not fail on the day that was judged.',
  unknown: 'Unknown: what it rests on could not be seen. This is no statement that it fails, and none that it holds.',
  'not-applicable': 'Does not apply.',
};
