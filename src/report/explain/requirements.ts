import { type Fact, fact } from '../../facts/fact.ts';
import { factBase } from '../../facts/fact-base.ts';
import { targetPath } from '../../facts/locator.ts';
import { evidence } from '../../facts/quote.ts';
import type { Citation, Profile, Requirement } from '../../policy/profile.ts';
import { type RemedyId, remedyFor } from '../../rules/common/remedies.ts';
import type { BoundRule } from '../../rules/rule.ts';
import { type Entry, type Explanation, type Library, section } from './explanation.ts';

/** Every profile, requirement and rule. */
export function requirementEntries(library: Library): readonly Entry[] {
  const { profiles, rules } = library;
  return [
    ...profiles.map((profile): Entry => ({ names: [profile.id], explain: () => explainProfile(profile) })),
    ...profiles.flatMap((profile) =>
      profile.requirements.map(
        (requirement): Entry => ({
          names: [requirement.id, `${profile.id}/${requirement.id}`],
          explain: () => explainRequirement(profile, requirement, library),
        }),
      ),
    ),
    ...rules.map((rule): Entry => ({ names: [rule.id], explain: () => explainRule(rule, library) })),
  ];
}

function explainProfile({ id, title, revision, retrieved, requirements }: Profile): Explanation {
  return {
    id,
    kind: 'profile',
    sections: [
      ...section('What it is', [`${title}, revision ${revision}; its sources were last read on ${retrieved}`]),
      ...section(
        'What it asks',
        requirements.map((each) => `${each.id} (${each.severity}): ${each.says}`),
      ),
    ],
  };
}

function explainRequirement(profile: Profile, requirement: Requirement, library: Library): Explanation {
  const { says, severity, binding, population, applies, confidence, cites, rule: ruleId } = requirement;
  const rule = library.rules.find(({ id }) => id === ruleId);
  return {
    id: `${profile.id}/${requirement.id}`,
    kind: 'requirement',
    sections: [
      ...section('What it is', [
        says,
        `${severity}; asked of ${applies.join(', ')}, by the rule ${ruleId}${parametersOf(requirement)}`,
      ]),
      ...section('Why it matters', [
        `binding: ${binding}; for ${population}`,
        ...cites.map(clause),
        `confidence ${confidence}${confidence === 'H' ? '' : ': re-check the source before relying on it'}`,
      ]),
      ...section('How it is judged', [
        judgedWords(requirement, library.asOf),
        ...elsewhere(profile, requirement, library),
      ]),
      ...section('How to mend it', mending(rule)),
    ],
  };
}

function explainRule(rule: BoundRule, library: Library): Explanation {
  const asking = library.profiles.flatMap((profile) =>
    profile.requirements.filter((each) => each.rule === rule.id).map((each) => askedBy(profile, each, library)),
  );
  return {
    id: rule.id,
    kind: 'rule',
    sections: [
      ...section('What it is', [
        `asks whether ${rule.title}`,
        `reads ${rule.reads.join(', ')}: where one of them could not be seen it is unknown`,
      ]),
      ...section('How it is judged in each profile', asking.length > 0 ? asking : ['no profile that was asked has it']),
      ...section('How to mend it', mending(rule)),
    ],
  };
}

function elsewhere(profile: Profile, { rule }: Requirement, library: Library): readonly string[] {
  return library.profiles
    .filter(({ id }) => id !== profile.id)
    .flatMap((other) =>
      other.requirements.filter((each) => each.rule === rule).map((each) => askedBy(other, each, library)),
    );
}

function askedBy(profile: Profile, requirement: Requirement, { asOf }: Library): string {
  return `${profile.id} ${requirement.id} (${requirement.severity}): ${judgedWords(requirement, asOf)}${parametersOf(requirement)}`;
}

/** What becomes of a shortfall, on this day and later. */
function judgedWords({ dates, binding, confidence, force }: Requirement, asOf: Library['asOf']): string {
  if (confidence === 'L') return 'a shortfall decides nothing: the row rests on a single source';
  if (binding === 'draft') return 'a shortfall warns: it is from a draft';
  if (force === 'should') return 'a shortfall warns: it is a "should"';
  const { deprecated, disallowed } = dates;
  if (disallowed === undefined)
    return deprecated === undefined ? 'a shortfall fails' : `a shortfall warns; deprecated from ${deprecated}`;
  return asOf >= disallowed
    ? `a shortfall fails, since ${disallowed}`
    : `a shortfall warns, and fails from ${disallowed}`;
}

function parametersOf({ with: given }: Requirement): string {
  const parts = Object.entries(given).map(
    ([name, value]) => `${name} ${Array.isArray(value) ? value.join(', ') : value}`,
  );
  return parts.length === 0 ? '' : `; ${parts.join('; ')}`;
}

function clause({ document, section: where, edition, url, verified }: Citation): string {
  return [
    `${document}, ${where}`,
    ...(edition === undefined ? [] : [edition]),
    ...(url === undefined ? [] : [url]),
    `read on ${verified}`,
  ].join('; ');
}

/** What the remedies of a rule say on each system. */
function mending(rule: BoundRule | undefined): readonly string[] {
  const remedies = rule?.mends ?? [];
  if (remedies.length === 0) return ['what a finding says: it depends on what was seen'];
  return remedies.flatMap((remedy) => remedyBySystem(remedy));
}

/** What a remedy says on each system; systems that are told the same stand together. @param matches of the words; absent: all */
export function remedyBySystem(remedy: RemedyId, matches = /^/): readonly string[] {
  const told = SYSTEMS.map((system) => ({ system, words: wordsOn(remedy, system) }));
  return [...Map.groupBy(told, ({ words }) => words)]
    .filter(([words]) => matches.test(words))
    .flatMap(([words, same]) => [
      `${same.map(({ system }) => system.name).join(', ')}:`,
      ...words.split('\n').map((line) => `  ${line}`),
    ]);
}

function wordsOn(remedy: RemedyId, { id, versionId }: System): string {
  const told = remedyFor(remedy, factBase([release(id, versionId)], []));
  return typeof told === 'string' ? told : told.words;
}

function release(id: string, versionId: string): Fact {
  const value = { id, versionId, variantId: null, idLike: [], prettyName: null };
  return fact(
    'os.release',
    'operating system',
    value,
    evidence({ in: 'file', path: targetPath('/etc/os-release') }, `ID=${id}`),
  );
}

interface System {
  readonly name: string;
  readonly id: string;
  readonly versionId: string;
}

const SYSTEMS: readonly System[] = [
  { name: 'Alpine', id: 'alpine', versionId: '3.22' },
  { name: 'Amazon Linux 2023', id: 'amzn', versionId: '2023' },
  { name: 'Azure Linux 3', id: 'azurelinux', versionId: '3.0' },
  { name: 'Azure Linux 4', id: 'azurelinux', versionId: '4.0' },
  { name: 'Debian 13', id: 'debian', versionId: '13' },
  { name: 'Fedora', id: 'fedora', versionId: '43' },
  { name: 'Flatcar', id: 'flatcar', versionId: '4593' },
  { name: 'RHEL 9', id: 'rhel', versionId: '9.6' },
  { name: 'RHEL 10', id: 'rhel', versionId: '10.1' },
  { name: 'SLES 15', id: 'sles', versionId: '15.7' },
  { name: 'Ubuntu', id: 'ubuntu', versionId: '24.04' },
  { name: 'Wolfi', id: 'wolfi', versionId: '20230201' },
];
