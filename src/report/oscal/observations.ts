import type { Fact, Gap } from '../../facts/fact.ts';
import { describePlace, type Locator } from '../../facts/locator.ts';
import { type Evidence, quote } from '../../facts/quote.ts';
import { byTool, listed, oscalUuid, property, startOf } from './elements.ts';
import type { Places } from './places.ts';
import { componentId, type Placed, type Scene } from './scene.ts';
import { markup, markupLine } from './words.ts';

/** The observation of a fact; the same statement about the same target has the same id. */
export function factObservationId({ ids }: Scene, id: string): string {
  return ids.observation(id);
}

/** The observation of what could not be seen. */
export function gapObservationId({ key }: Scene, { kind, subject, why }: Gap): string {
  return oscalUuid('gap', key, kind ?? '', subject, why);
}

/** The observation that a requirement does not apply: no finding, so that nobody takes it for one that holds. */
function outOfScopeId(placed: Placed): string {
  return oscalUuid('not-applicable', placed.key);
}

/**
 * What was seen, what could not be seen, and what does not apply. Facts that no verdict rests on are left out, unless nothing
 * was judged.
 */
export function* observationsOf(scene: Scene, places: Places): Iterable<object> {
  for (const each of observedFacts(scene)) yield factObservation(scene, each, places);
  for (const each of gapsOf(scene)) yield gapObservation(scene, each, places);
  for (const each of scene.placed) if (each.finding.weight === 'not-applicable') yield outOfScope(scene, each);
}

/** The facts that verdicts rest on, or all of them where nothing was judged. */
export function observedFacts({ target, placed }: Scene): readonly Fact[] {
  if (target.assessments === undefined) return target.facts;
  const cited = new Set(placed.flatMap(({ finding }) => finding.because));
  return target.facts.filter(({ id }) => cited.has(id));
}

function gapsOf(scene: Scene): readonly Gap[] {
  const all = [...scene.target.gaps, ...scene.placed.flatMap(({ finding }) => finding.missing)];
  return [...new Map(all.map((each) => [gapObservationId(scene, each), each])).values()];
}

function factObservation(scene: Scene, { id, kind, subject, evidence }: Fact, places: Places): object {
  return {
    uuid: factObservationId(scene, id),
    title: markupLine(`${kind}: ${subject}`),
    description: markup(
      `Seen of ${quote(subject)}:`,
      ...evidence.slice(0, MOST_PROOFS).map(({ quote: words }) => words),
    ),
    props: [property('fact-kind', kind), property('fact-id', id), property('state', 'seen')],
    methods: [...new Set(evidence.map(({ at }) => methodOf(at)))].sort(),
    ...observed(scene, subject),
    'relevant-evidence': evidence.slice(0, MOST_PROOFS).map((each) => relevant(scene, each, places)),
    collected: startOf(scene.asOf),
    ...(evidence.length > MOST_PROOFS ? { remarks: `${evidence.length - MOST_PROOFS} more pieces of evidence` } : {}),
  };
}

function relevant(scene: Scene, { at, quote: words }: Evidence, places: Places): object {
  return {
    href: places.hrefOf(scene, at),
    description: markup(words === '' ? 'It is there.' : words),
    props: [property('at', describePlace(at))],
  };
}

function gapObservation(scene: Scene, gap: Gap, places: Places): object {
  const { kind, subject, why, at } = gap;
  return {
    uuid: gapObservationId(scene, gap),
    title: markupLine(`not seen: ${subject}`),
    description: markup(`${subject} could not be seen: ${why}`),
    props: [property('state', 'not-seen'), ...(kind === undefined ? [] : [property('fact-kind', kind)])],
    methods: [at === undefined ? 'EXAMINE' : methodOf(at)],
    ...observed(scene, subject),
    ...listed(
      'relevant-evidence',
      at === undefined ? [] : [{ href: places.hrefOf(scene, at), description: markup(why) }],
    ),
    collected: startOf(scene.asOf),
  };
}

function outOfScope(scene: Scene, placed: Placed): object {
  const { finding, assessment } = placed;
  const { requirement, subject, shortfall = '' } = finding;
  return {
    uuid: outOfScopeId(placed),
    title: markupLine(`does not apply: ${requirement.id}: ${subject}`),
    description: markup(requirement.says, shortfall),
    props: [
      property('state', 'not-applicable'),
      property('profile', assessment.profile.id),
      property('requirement', requirement.id),
    ],
    methods: ['EXAMINE'],
    ...observed(scene, subject),
    collected: startOf(scene.asOf),
  };
}

function observed(scene: Scene, subject: string): object {
  const { target, item } = scene;
  return {
    types: ['discovery'],
    origins: byTool(),
    subjects: [
      { 'subject-uuid': item, type: 'inventory-item', title: markupLine(target.name) },
      { 'subject-uuid': componentId(scene, subject), type: 'component', title: markupLine(subject) },
    ],
  };
}

/** SP 800-53A's methods: a file is examined, a peer or a program is put to the test. */
function methodOf(at: Locator): 'EXAMINE' | 'TEST' {
  return at.in === 'wire' || at.in === 'command' ? 'TEST' : 'EXAMINE';
}

const MOST_PROOFS = 20;
