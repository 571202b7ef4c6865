import type { Assessment } from '../../assess/assessment.ts';
import type { Citation } from '../../policy/profile.ts';
import type { Everything } from '../format.ts';
import { jsonList, jsonObject } from './assemble.ts';
import { documentResourceId, profileResourceId } from './controls.ts';
import { listed, OSCAL_VERSION, oscalUuid, property, startOf } from './elements.ts';
import type { Scene } from './scene.ts';
import { markup, markupLine, oscalString } from './words.ts';

/** The id of a document: another as soon as anything in it is. */
export function documentId(what: string, { run, targets }: Everything): string {
  const contents = targets.flatMap(({ facts, gaps, assessments = [] }) => [
    ...facts.map(({ id }) => id),
    ...gaps.map(({ subject, why }) => `${subject}\n${why}`),
    ...assessments.flatMap(({ profile, findings }) => [
      profile.sha256,
      ...findings.map(({ fingerprint, weight }) => `${fingerprint} ${weight}`),
    ]),
  ]);
  return oscalUuid(what, run.asOf, run.tool.version, ...targets.map(({ name }) => name), ...contents);
}

/** `metadata`: what it is, of which day, by which tool. */
export function metadataOf(title: string, { run }: Everything): object {
  return {
    title,
    'last-modified': startOf(run.asOf),
    version: run.asOf,
    'oscal-version': OSCAL_VERSION,
    props: [property('as-of', run.asOf), property('tool', `${run.tool.name} ${run.tool.version}`)],
    remarks: `Every time in this document is the day that was judged, ${run.asOf}: the same facts give the same document.`,
  };
}

/** `back-matter`: the profiles, the documents that they cite, and the places that evidence points to. */
export function backMatterOf(scenes: readonly Scene[], places: readonly object[], others: readonly object[]): string {
  const assessments = scenes.flatMap(({ target }) => target.assessments ?? []);
  const profiles = new Map(assessments.map((each) => [profileResourceId(each), each]));
  const cites = assessments.flatMap(({ findings }) => findings.flatMap(({ requirement }) => requirement.cites));
  const documents = [...Map.groupBy(new Set(cites), ({ document }) => document)];
  const resources = [
    ...others,
    ...[...profiles.values()].map(profileResource),
    ...documents.sort(([left], [right]) => (left < right ? -1 : 1)).map(([name, all]) => documentResource(name, all)),
    ...places,
  ];
  return jsonObject({}, { resources: jsonList(resources) });
}

function profileResource(assessment: Assessment): object {
  const { id, title, revision, sha256 } = assessment.profile;
  return {
    uuid: profileResourceId(assessment),
    title: markupLine(title),
    description: markup(`The profile ${oscalString(id)} that was held against the targets, revision ${revision}.`),
    props: [property('profile', id), property('revision', revision), property('sha256', sha256)],
  };
}

function documentResource(document: string, cites: readonly Citation[]): object {
  const links = [...new Set(cites.flatMap(({ url }) => (url === undefined ? [] : [urlOf(url)])))].filter(
    (url) => url !== '',
  );
  return {
    uuid: documentResourceId(document),
    title: markupLine(document),
    citation: { text: markupLine(document) },
    ...listed(
      'rlinks',
      links.map((href) => ({ href })),
    ),
  };
}

/** An address as RFC 3986 spells it; nothing where it is none. */
function urlOf(url: string): string {
  return URL.canParse(url) && /^https?:/.test(url) ? new URL(url).href : '';
}

/** What the profiles ask and no scan can see, and what must be read again: beside the results, so that silence is no pass. */
export function unjudgedWords(assessments: readonly Assessment[]): readonly string[] {
  return assessments.flatMap(({ profile, notJudged, notes }) => [
    ...notJudged.map(({ id, says, why, due }) => {
      const until = due === undefined ? '' : `, due ${due}`;
      return `Not judged (${profile.id} ${id}${until}): ${says}: ${why}`;
    }),
    ...notes.map((note) => `${profile.id}: ${note}`),
  ]);
}
