import type { Finding, Weight } from '../assess/assessment.ts';
import type { Everything, Look, TargetReport, WholeFormat } from './format.ts';
import { jsonText } from './json-text.ts';
import { sarifLocations } from './sarif/locations.ts';
import { type Placed, ruleIdOf } from './sarif/placed.ts';
import { sarifRules } from './sarif/rules.ts';
import { sarifTaxonomies } from './sarif/taxonomies.ts';
import { factsById, missingWords, printable, shortfallWords } from './told-finding.ts';

/** For code scanning: SARIF 2.1.0, one run, findings in the order of their gravity, cut where GitHub would refuse the file. */
export const sarif: WholeFormat = {
  id: 'sarif',
  mediaType: 'application/sarif+json',
  whole: (everything, look) => `${jsonText(log(everything, look), 1)}\n`,
};

function log({ run, targets }: Everything, look: Look): object {
  const all = targets.flatMap(placed).sort((left, right) => ORDER[left.finding.weight] - ORDER[right.finding.weight]);
  const kept = all.slice(0, MOST_RESULTS);
  const rules = sarifRules(kept);
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: run.tool.name, semanticVersion: run.tool.version, rules } },
        automationDetails: { id: 'pqready/' },
        columnKind: 'utf16CodeUnits',
        properties: { asOf: run.asOf },
        taxonomies: sarifTaxonomies(kept),
        invocations: [invocation(targets, all.length - kept.length)],
        results: kept.map((each) => result(each, look)),
      },
    ],
  };
}

/** What a requirement does not ask of this target would only fill the 25,000 places. */
function placed(target: TargetReport): readonly Placed[] {
  const facts = factsById(target.facts);
  return (target.assessments ?? []).flatMap((assessment) =>
    assessment.findings
      .filter(({ weight }) => weight !== 'not-applicable')
      .map((finding) => ({ target, assessment, finding, facts })),
  );
}

function result(each: Placed, look: Look): object {
  const { finding, target } = each;
  const { weight, remedy, notes, requirement, subject, fingerprint } = finding;
  const said = [`${subject}: ${shortfallWords(finding)}`, ...(weight === 'unknown' ? [] : [remedy ?? '']), ...notes];
  const text = said
    .filter((words) => words !== '')
    .map(printable)
    .join('\n');
  return {
    ruleId: ruleIdOf(each),
    kind: KINDS[weight],
    level: levelOf(finding),
    message: { text: text.slice(0, LONGEST_MESSAGE) },
    ...sarifLocations(each, look),
    partialFingerprints: {
      // Fingerprints name no instance: the target's name keeps two hosts of one run apart.
      primaryLocationLineHash: `${fingerprint}${nameHash(target.name)}:1`,
      'pqready/v1': fingerprint,
    },
    ...(finding.baseline === undefined ? {} : { baselineState: finding.baseline === 'known' ? 'unchanged' : 'new' }),
    ...(weight === 'waived' ? { suppressions: [suppression(finding)] } : {}),
    properties: {
      target: printable(target.name),
      weight,
      severity: requirement.severity,
      binding: requirement.binding,
    },
  };
}

function levelOf({ weight, requirement }: Finding): 'error' | 'warning' | 'note' | 'none' {
  if (weight === 'warn') return requirement.severity === 'low' ? 'note' : 'warning';
  return weight === 'fail' || weight === 'waived' ? LEVELS[requirement.severity] : 'none';
}

function suppression({ waiver }: Finding): object {
  const words =
    waiver === undefined ? '' : `${waiver.reason} (${waiver.ticket}, ${waiver.owner}, until ${waiver.expires})`;
  return { kind: 'external', status: 'accepted', justification: printable(words) };
}

/** What was not seen, and what was cut, stands beside the results: a reader must not take silence for a pass. */
function invocation(targets: readonly TargetReport[], cut: number): object {
  const unseen = targets.flatMap(({ name, gaps }) =>
    missingWords(gaps).map((words) => `${printable(name)}: not seen: ${words}`),
  );
  const more = unseen.length - MOST_NOTIFICATIONS;
  const unjudged = targets.filter(({ assessments = [] }) => assessments.length === 0);
  const notes = [
    ...unjudged.slice(0, MOST_NOTIFICATIONS).map(({ name }) => `${printable(name)}: nothing was judged`),
    ...(cut > 0
      ? [`${cut} results are left out: code scanning takes ${MOST_RESULTS}; --output json has them all`]
      : []),
    ...unseen.slice(0, MOST_NOTIFICATIONS),
    ...(more > 0 ? [`and ${more} more that were not seen: --output json has them all`] : []),
  ];
  return {
    executionSuccessful: true,
    toolExecutionNotifications: notes.map((text) => ({ level: 'warning', message: { text } })),
  };
}

/** A short hash of a name (FNV-1a), in hexadecimal. */
function nameHash(name: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

const KINDS = {
  fail: 'fail',
  warn: 'fail',
  unknown: 'open',
  waived: 'fail',
  pass: 'pass',
  'not-applicable': 'notApplicable',
};
const LEVELS = { high: 'error', medium: 'warning', low: 'note' } as const;
const ORDER: Readonly<Record<Weight, number>> = {
  fail: 0,
  unknown: 1,
  warn: 2,
  waived: 3,
  pass: 4,
  'not-applicable': 5,
};
/** Source: GitHub's limits for SARIF uploads, read 2026-11-22. */
const MOST_RESULTS = 25_000;
const MOST_NOTIFICATIONS = 200;
const LONGEST_MESSAGE = 4000;
