import { PolicyError, type Profile, type Requirement } from '../policy/profile.ts';
import { readProfile } from '../policy/read-profile.ts';
import { wrap } from '../report/wrap.ts';
import { readAssets, readProfileAsset } from '../target/assets.ts';
import { openProfile } from './open-profile.ts';
import { writeOut } from './standard-output.ts';
import { UsageError } from './usage-error.ts';

/** What `profiles` takes. */
export interface ProfilesArguments {
  readonly action: 'list' | 'show' | 'check';
  readonly named: string | undefined;
}

/** `profiles`: prints what there is; `check` ends with 2 and the line and column of each mistake. @throws UsageError, PolicyError */
export async function runProfiles({ action, named }: ProfilesArguments): Promise<0> {
  if (action === 'list') {
    const assets = await readAssets('policies');
    const profiles = await Promise.all(assets.map(({ text, name }) => readProfile(text, name, readProfileAsset)));
    await writeOut(profiles.map(oneLine).join(''));
    return 0;
  }
  if (named === undefined) throw new UsageError(`profiles ${action}: wants a profile\nName an id or a YAML file.`);
  const profile = await openProfile(named);
  if (action === 'check') await checkKinds(profile, named);
  await writeOut(
    action === 'show' ? shown(profile) : `${named}: ${profile.requirements.length} requirements, no mistake\n`,
  );
  return 0;
}

/** An expression over a kind of fact that nobody writes would be unknown for ever. */
async function checkKinds({ requirements, places }: Profile, named: string): Promise<void> {
  const expressions = requirements.filter(({ rule }) => rule === 'expression');
  if (expressions.length === 0) return;
  const { collectors, fileCollectors } = await import('../collect/index.ts');
  const loaded = await Promise.all([...collectors, ...fileCollectors].map((each) => each.load()));
  const known = new Set<unknown>(loaded.flatMap(({ yields }) => yields));
  const mistakes = expressions.flatMap(({ id, with: { each, also } }) =>
    [each, ...(Array.isArray(also) ? also : [])]
      .filter((kind) => !known.has(kind))
      .map((kind) => {
        const { line = 1, column = 1 } = places?.[id] ?? {};
        return `${named}:${line}:${column}: ${id}: nothing looks for facts of the kind ${kind}`;
      }),
  );
  if (mistakes.length > 0)
    throw new PolicyError([...mistakes, 'The kinds stand in docs/CATALOGUE.md, under collectors.'].join('\n'));
}

function oneLine({ id, title, revision, requirements, categories }: Profile): string {
  const some = categories === undefined ? '' : `; categories ${categories.names.map((each) => each.id).join(', ')}`;
  return `${id.padEnd(16)} ${title}, revision ${revision}, ${requirements.length} requirements${some}\n`;
}

function shown(profile: Profile): string {
  const duties = (profile.notObservable ?? []).map(({ id, says, why, binding, due }) =>
    [
      `${id} (${binding}, not judged${due === undefined ? '' : `, due ${due}`})`,
      wrap(says, 80, '  '),
      wrap(`not judged: ${why}`, 80, '  '),
    ].join('\n'),
  );
  return `${oneLine(profile)}\n${[...profile.requirements.map(oneRequirement), ...duties].join('\n')}\n`;
}

function oneRequirement({ id, severity, binding, force, says, rule, dates, categories, ...rest }: Requirement): string {
  const { confidence, cites } = rest;
  const marks = [
    severity,
    binding,
    ...(force === undefined ? [] : [force]),
    ...(categories ?? []),
    ...(dates.deprecated === undefined ? [] : [`deprecated ${dates.deprecated}`]),
    ...(dates.disallowed === undefined ? [] : [`disallowed ${dates.disallowed}`]),
    ...(confidence === 'H' ? [] : [`confidence ${confidence}`]),
  ];
  const [{ document, section, edition, verified }] = cites;
  const words = `rule ${rule}; ${document}, ${section}${edition === undefined ? '' : ` (${edition})`}, verified ${verified}`;
  return [`${id} (${marks.join(', ')})`, wrap(says, 80, '  '), wrap(words, 80, '  ')].join('\n');
}
