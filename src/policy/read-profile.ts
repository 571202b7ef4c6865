import { createHash } from 'node:crypto';
import { extendProfile } from './extend-profile.ts';
import type { Profile } from './profile.ts';
import { type WrittenProfile, writtenProfile } from './profile-shape.ts';
import { readTree } from './read-tree.ts';
import type { Mistake } from './yaml-node.ts';
import { policyError, readShaped } from './yaml-shape.ts';

/** Finds what a profile extends: the text of another one, by its id or its path; undefined where there is none. */
export type OpenProfileText = (named: string) => Promise<{ readonly name: string; readonly text: string } | undefined>;

/**
 * Reads a profile of policies/*.yaml, and what it extends. A member that is not known is a mistake, so that a misspelt date is
 * not silently no date.
 * @param name what messages call the file
 * @throws PolicyError with the line and column of every mistake
 */
export async function readProfile(content: string, name: string, open: OpenProfileText = none): Promise<Profile> {
  return readOne({ content, name }, open, []);
}

interface Given {
  readonly content: string;
  readonly name: string;
}

async function readOne({ content, name }: Given, open: OpenProfileText, above: readonly string[]): Promise<Profile> {
  const written = readShaped(await readTree(content), name, writtenProfile);
  refuseRepeats(name, written);
  const parents: Profile[] = [];
  for (const { value: named, at } of written.extends) {
    const chain = [...above, written.id];
    if (chain.includes(named) || chain.length > DEEPEST)
      throw policyError(name, [{ at, what: `${[...chain, named].join(' extends ')}: a circle, or too deep` }]);
    const found = await open(named);
    if (found === undefined) throw policyError(name, [{ at, what: `there is no profile ${named} to extend` }]);
    parents.push(await readOne({ content: found.text, name: found.name }, open, chain));
  }
  const own = createHash('sha256').update(content).digest('hex');
  const sha256 =
    parents.length === 0
      ? own
      : createHash('sha256')
          .update([own, ...parents.map((parent) => parent.sha256)].join('\n'))
          .digest('hex');
  return extendProfile(written, { parents, name, sha256 });
}

function refuseRepeats(name: string, { requirements }: WrittenProfile): void {
  const seen = new Set<string>();
  const mistakes: Mistake[] = [];
  for (const { value, at } of requirements) {
    if (seen.has(value.id)) mistakes.push({ at, what: `the id ${value.id} stands a second time` });
    seen.add(value.id);
  }
  if (mistakes.length > 0) throw policyError(name, mistakes);
}

async function none(): Promise<undefined> {
  return undefined;
}

const DEEPEST = 8;
