import type { Everything, WholeFormat } from '../format.ts';
import { shortfallWords } from '../told-finding.ts';
import { jsonList, jsonObject } from './assemble.ts';
import { backMatterOf, documentId, metadataOf, unjudgedWords } from './document.ts';
import { byTool, oscalUuid, property } from './elements.ts';
import { findingId, findingsOf } from './findings.ts';
import { localDefinitions } from './inventory.ts';
import { observationsOf } from './observations.ts';
import { Places } from './places.ts';
import { isRisk, risksOf } from './risks.ts';
import { type Placed, type Scene, scenesOf } from './scene.ts';
import { markup, markupLine } from './words.ts';

/** The plan of action and milestones: an item for each finding that falls short, is open, or holds only until a day that is known. */
export const oscalPoam: WholeFormat = {
  id: 'oscal',
  mediaType: 'application/oscal+json',
  whole: (everything) => `${jsonObject({}, { 'plan-of-action-and-milestones': plan(everything) })}\n`,
};

function plan(everything: Everything): string {
  const scenes = scenesOf(everything).map((scene) => ({ ...scene, placed: scene.placed.filter(isRisk) }));
  const places = new Places();
  const unjudged = unjudgedWords(everything.targets.flatMap(({ assessments = [] }) => assessments));
  return jsonObject(
    {
      uuid: documentId('plan-of-action-and-milestones', everything),
      metadata: metadataOf('Cryptography of the targets: plan of action and milestones', everything),
      'system-id': systemId(scenes),
    },
    {
      'local-definitions': localDefinitions(scenes, everything.run, [...new Set(unjudged)]),
      observations: jsonList(each(scenes, (scene) => observationsOf(scene, places))),
      risks: jsonList(each(scenes, risksOf)),
      findings: jsonList(each(scenes, findingsOf)),
      'poam-items': jsonList(each(scenes, itemsOf)) ?? jsonList([noItem(everything)]),
      'back-matter': backMatterOf(scenes, places.resources(), []),
    },
  );
}

function* each(scenes: readonly Scene[], parts: (scene: Scene) => Iterable<object>): Iterable<object> {
  for (const scene of scenes) yield* parts(scene);
}

function* itemsOf(scene: Scene): Iterable<object> {
  for (const placed of scene.placed) yield item(scene, placed);
}

function item({ target }: Scene, placed: Placed): object {
  const { finding, assessment, key } = placed;
  const { requirement, subject } = finding;
  return {
    uuid: oscalUuid('poam-item', key),
    title: markupLine(`${target.name}: ${requirement.id}: ${subject}`),
    description: markup(shortfallWords(finding)),
    props: [
      property('fingerprint', finding.fingerprint),
      property('weight', finding.weight),
      property('severity', requirement.severity),
      property('profile', assessment.profile.id),
      property('target', target.name),
    ],
    origins: byTool(),
    'related-findings': [{ 'finding-uuid': findingId(placed) }],
    'related-risks': [{ 'risk-uuid': placed.risk }],
  };
}

/** The targets together, whatever else is found of them: what the plan is about. */
function systemId(scenes: readonly Scene[]): object {
  return {
    'identifier-type': 'https://ietf.org/rfc/rfc4122',
    id: oscalUuid('system', ...scenes.map(({ key }) => key).sort()),
  };
}

/** OSCAL wants one item at least: this one says why there is no other. */
function noItem({ targets, run }: Everything): object {
  const judged = targets.some(({ assessments }) => assessments !== undefined);
  return {
    uuid: oscalUuid('poam-item', 'none', run.asOf),
    title: 'Nothing to do is known',
    description: judged
      ? `Of what was judged as on ${run.asOf}, nothing falls short, nothing is undecided and no day is known on which it will.`
      : 'Nothing was judged.',
    props: [property('weight', 'none')],
    origins: byTool(),
  };
}
