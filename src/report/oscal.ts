import type { Everything, WholeFormat } from './format.ts';
import { jsonList, jsonObject } from './oscal/assemble.ts';
import { localObjectives, reviewedControls } from './oscal/controls.ts';
import { backMatterOf, documentId, metadataOf, unjudgedWords } from './oscal/document.ts';
import { oscalUuid, property, startOf } from './oscal/elements.ts';
import { findingsOf } from './oscal/findings.ts';
import { localDefinitions } from './oscal/inventory.ts';
import { observationsOf } from './oscal/observations.ts';
import { Places } from './oscal/places.ts';
import { risksOf } from './oscal/risks.ts';
import { type Scene, scenesOf } from './oscal/scene.ts';
import { markup, markupLine } from './oscal/words.ts';

/** For governance and risk platforms: OSCAL assessment results, a result a target. */
export const oscal: WholeFormat = {
  id: 'oscal',
  mediaType: 'application/oscal+json',
  whole: (everything) => `${jsonObject({}, { 'assessment-results': assessmentResults(everything) })}\n`,
};

function assessmentResults(everything: Everything): string {
  const scenes = scenesOf(everything);
  const places = new Places();
  const results = scenes.map((scene) => result(scene, everything, places));
  const objectives = localObjectives(scenes);
  return jsonObject(
    {
      uuid: documentId('assessment-results', everything),
      metadata: metadataOf('Cryptography of the targets: assessment results', everything),
      'import-ap': { href: `#${PLAN.uuid}`, remarks: PLAN.description },
      ...(objectives.length === 0 ? {} : { 'local-definitions': { 'objectives-and-methods': objectives } }),
    },
    {
      results: results.length > 0 ? `[${results.join(',\n')}]` : jsonList([noTarget(everything)]),
      'back-matter': backMatterOf(scenes, places.resources(), [PLAN]),
    },
  );
}

function result(scene: Scene, { run }: Everything, places: Places): string {
  const { target, key } = scene;
  const unjudged = unjudgedWords(target.assessments ?? []);
  const titles = target.assessments?.map(({ profile }) => profile.title).join('; ');
  return jsonObject(
    {
      uuid: oscalUuid('result', key, run.asOf),
      title: markupLine(`${target.kind} ${target.name}`),
      description: markup(
        titles === undefined ? 'What was seen; nothing was judged.' : `What was seen, and how it stands to ${titles}.`,
      ),
      start: startOf(run.asOf),
      props: [property('target', target.name), ...counts(scene)],
      'reviewed-controls': reviewedControls(scene),
      ...(unjudged.length === 0 ? {} : { remarks: markup(...unjudged) }),
    },
    {
      'local-definitions': localDefinitions([scene], run),
      observations: jsonList(observationsOf(scene, places)),
      risks: jsonList(risksOf(scene)),
      findings: jsonList(findingsOf(scene)),
    },
  );
}

function counts({ target }: Scene): readonly object[] {
  return (target.assessments ?? []).flatMap(({ profile, summary }) =>
    Object.entries(summary).map(([weight, count]) => ({
      ...property(weight, String(count)),
      remarks: markup(profile.id),
    })),
  );
}

function noTarget({ run }: Everything): object {
  return {
    uuid: oscalUuid('result', 'none', run.asOf),
    title: 'No target',
    description: 'Nothing was looked at.',
    start: startOf(run.asOf),
    'reviewed-controls': {
      'control-selections': [
        { description: 'No control was reviewed.', 'include-controls': [{ 'control-id': 'none-reviewed' }] },
      ],
    },
  };
}

/** OSCAL wants a plan behind results: the profiles are ours, and a plan of yours can be named here instead. */
const PLAN = {
  uuid: oscalUuid('plan'),
  title: 'Assessment plan',
  description: 'No plan in OSCAL stands behind this scan: the profiles below are what was asked.',
};
