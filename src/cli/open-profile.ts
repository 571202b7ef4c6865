import { chooseCategory } from '../policy/extend-profile.ts';
import type { Profile } from '../policy/profile.ts';
import { readProfile } from '../policy/read-profile.ts';
import { checkProfile } from '../rules/common/check-profile.ts';
import { rules } from '../rules/index.ts';
import type { BoundRule } from '../rules/rule.ts';
import { type Asset, readAssets, readProfileAsset } from '../target/assets.ts';
import { UsageError } from './usage-error.ts';
import { readUserFile } from './user-file.ts';

/**
 * Reads a profile by its id or from a file, with a category behind a colon where it has any (`cnsa-2.0:web-cloud`), and binds
 * every requirement to its rule. Only what is named is read. @throws UsageError, PolicyError
 */
export async function openProfile(named: string): Promise<Profile> {
  const { asset, category } = await find(named);
  const profile = await readProfile(asset.text, asset.name, openExtended);
  checkProfile(profile, await rulesFor([profile]), asset.name);
  if (category === undefined) return profile;
  const chosen = chooseCategory(profile, category);
  if (chosen !== undefined) return chosen;
  const known = profile.categories?.names.map(({ id }) => `${profile.id}:${id}`).join(', ');
  throw new UsageError(
    `--profile ${named}: no such category\n${known === undefined ? `${profile.id} has none: leave it out.` : `There are ${known}.`}`,
  );
}

/** The texts that a profile is made of: its own file first, then those that it extends. @throws UsageError, PolicyError */
export async function profileTexts(named: string): Promise<readonly Asset[]> {
  const { asset } = await find(named);
  const texts = [asset];
  await readProfile(asset.text, asset.name, async (extended) => {
    const found = await openExtended(extended);
    if (found !== undefined) texts.push(found);
    return found;
  });
  return texts;
}

/** The rules that profiles ask for: the evaluator of expressions is loaded only where one has any. */
export async function rulesFor(profiles: readonly Profile[]): Promise<readonly BoundRule[]> {
  const asked = profiles.some(({ requirements }) => requirements.some(({ rule }) => rule === 'expression'));
  if (!asked) return rules;
  const { expression } = await import('../rules/expression/expression.ts');
  return [...rules, expression];
}

interface Found {
  readonly asset: Asset;
  readonly category?: string;
}

async function find(named: string): Promise<Found> {
  const [, before = named, category] = /^(.+):([a-z0-9.-]+)$/.exec(named) ?? [];
  const whole = await readProfileAsset(named);
  if (whole !== undefined) return { asset: whole };
  const shipped = category === undefined ? undefined : await readProfileAsset(before);
  if (shipped !== undefined && category !== undefined) return { asset: shipped, category };
  if (category !== undefined && /\.ya?ml$/.test(before)) return { asset: await userProfile(before), category };
  return { asset: await userProfile(named) };
}

async function openExtended(named: string): Promise<Asset | undefined> {
  return (
    (await readProfileAsset(named)) ??
    (/\.ya?ml$/.test(named) ? { name: named, text: await readUserFile(named) } : undefined)
  );
}

async function userProfile(named: string): Promise<Asset> {
  if (/[./]/.test(named)) return { name: named, text: await readUserFile(named) };
  const known = (await readAssets('policies')).map(({ name }) => name.replace(/\.yaml$/, '')).join(', ');
  throw new UsageError(`--profile ${named}: no such profile\nThe profiles are ${known}; or name a YAML file.`);
}
