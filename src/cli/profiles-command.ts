import type { Profile } from '../policy/profile.ts';
import { readProfile } from '../policy/read-profile.ts';
import { wrap } from '../report/wrap.ts';
import { readAssets, readProfileAsset } from '../target/assets.ts';
import { openProfile } from './open-profile.ts';
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
    process.stdout.write(profiles.map(oneLine).join(''));
    return 0;
  }
  if (named === undefined) throw new UsageError(`profiles ${action}: wants a profile\nName an id or a YAML file.`);
  const profile = await openProfile(named);
  process.stdout.write(
    action === 'show' ? shown(profile) : `${named}: ${profile.requirements.length} requirements, no mistake\n`,
  );
  return 0;
}

function oneLine({ id, title, revision, requirements }: Profile): string {
  return `${id.padEnd(16)} ${title}, revision ${revision}, ${requirements.length} requirements\n`;
}

function shown(profile: Profile): string {
  const requirements = profile.requirements.map(
    ({ id, severity, binding, says, rule, cites: [{ document, section }] }) =>
      [
        `${id} (${severity}, ${binding})`,
        wrap(says, 80, '  '),
        wrap(`rule ${rule}; ${document}, ${section}`, 80, '  '),
      ].join('\n'),
  );
  return `${oneLine(profile)}\n${requirements.join('\n')}\n`;
}
