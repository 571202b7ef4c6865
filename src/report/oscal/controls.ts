import type { Assessment } from '../../assess/assessment.ts';
import type { Citation, Requirement } from '../../policy/profile.ts';
import { listed, oscalUuid, PROPERTY_NAMESPACE, property } from './elements.ts';
import { objectiveId, type Placed, type Scene } from './scene.ts';
import { markup, markupLine } from './words.ts';

/** The resource of the back matter that stands for a profile. */
export function profileResourceId({ profile }: Assessment): string {
  return oscalUuid('profile', profile.id, profile.sha256);
}

/** The resource of the back matter that stands for a document that is cited. */
export function documentResourceId(document: string): string {
  return oscalUuid('document', document);
}

/** The controls of SP 800-53 that a requirement's citations name, as its catalogue spells them: `si-7`, `sc-8.1`. */
export function controlsOf({ cites }: Requirement): readonly string[] {
  return cites
    .filter(({ document }) => /\bSP 800-53\b(?!A)/.test(document))
    .flatMap(({ section }) => [...section.matchAll(/\b([A-Z]{2}-\d{1,2})(?:\((\d{1,2})\))?/g)])
    .map(([, control = '', enhancement]) => {
      const id = control.toLowerCase();
      return enhancement === undefined ? id : `${id}.${enhancement}`;
    });
}

/** The control that a requirement is an objective of: that of SP 800-53, else the requirement itself, which its profile declares. */
function controlIds(profile: string, requirement: Requirement): readonly string[] {
  const named = controlsOf(requirement);
  return named.length > 0 ? [...new Set(named)] : [objectiveId(profile, requirement.id)];
}

/** Each requirement that was held against a target, as a local objective of its control. */
export function localObjectives(scenes: readonly Scene[]): readonly object[] {
  return [...asked(scenes.flatMap(({ placed }) => placed))].map(([id, { assessment, finding }]) => {
    const { requirement } = finding;
    return {
      'control-id': controlIds(assessment.profile.id, requirement)[0],
      description: markup(requirement.says),
      props: [
        property('profile', assessment.profile.id),
        property('requirement', requirement.id),
        property('rule', requirement.rule),
        property('severity', requirement.severity),
        property('binding', requirement.binding),
        property('purpose', requirement.purpose),
        property('confidence', requirement.confidence),
        property('population', requirement.population),
      ],
      links: links(assessment, requirement),
      parts: [{ id, name: 'assessment-objective', ns: PROPERTY_NAMESPACE, prose: markup(requirement.says) }],
    };
  });
}

/** What was reviewed of one target: a selection a profile; what does not apply was not reviewed. */
export function reviewedControls({ target, placed }: Scene): object {
  const reviewed = placed.filter(({ finding }) => finding.weight !== 'not-applicable');
  const selections = (target.assessments ?? []).flatMap((assessment) => selection(assessment, reviewed));
  const objectives = [...asked(reviewed).keys()].map((id) => ({ 'objective-id': id }));
  return {
    'control-selections': selections.length > 0 ? selections : [NOTHING_REVIEWED],
    ...listed('control-objective-selections', objectives.length === 0 ? [] : [{ 'include-objectives': objectives }]),
  };
}

function selection(assessment: Assessment, reviewed: readonly Placed[]): readonly object[] {
  const { id, title } = assessment.profile;
  const own = reviewed.filter((each) => each.assessment === assessment);
  const controls = [...new Set(own.flatMap(({ finding }) => controlIds(id, finding.requirement)))];
  if (controls.length === 0) return [];
  return [
    {
      description: markup(title),
      links: [{ href: `#${profileResourceId(assessment)}`, rel: 'reference' }],
      'include-controls': controls.map((control) => ({ 'control-id': control })),
    },
  ];
}

/** The requirements by objective, each with its first finding, in the order of the findings. */
function asked(placed: readonly Placed[]): ReadonlyMap<string, Placed> {
  const byId = new Map<string, Placed>();
  for (const each of placed) {
    const id = objectiveId(each.assessment.profile.id, each.finding.requirement.id);
    if (!byId.has(id)) byId.set(id, each);
  }
  return byId;
}

function links(assessment: Assessment, { cites }: Requirement): readonly object[] {
  const documents = [...new Set(cites.map(({ document }) => document))];
  return [
    { href: `#${profileResourceId(assessment)}`, rel: 'reference', text: markupLine(assessment.profile.title) },
    ...documents.map((document) => ({
      href: `#${documentResourceId(document)}`,
      rel: 'reference',
      text: markupLine(clauses(document, cites)),
    })),
  ];
}

function clauses(document: string, cites: readonly Citation[]): string {
  const sections = cites.filter((each) => each.document === document).map(({ section }) => section);
  return `${document} ${sections.join(', ')}`;
}

/** OSCAL wants a control where none was reviewed: this one says so. */
const NOTHING_REVIEWED = {
  description: 'No control was reviewed: nothing was judged, or nothing that was asked applies.',
  'include-controls': [{ 'control-id': 'none-reviewed' }],
};
