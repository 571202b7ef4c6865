import { readGodebug } from '../../vocabulary/godebug.ts';
import type { Fact } from '../fact.ts';

/** The variables that an image gives to its processes and that steer cryptography. */
export interface ImageEnvironment {
  /** As the fact quotes it; undefined where it is not set. */
  value(name: string): string | undefined;
  /** A setting of GODEBUG; `cut`: the quote ends before the variable does, so that nothing can be told of it. */
  godebug(key: string): string | 'cut' | undefined;
  /** Whether a list of options has one: `--force-fips` of NODE_OPTIONS. */
  has(name: string, option: RegExp): boolean;
}

/** Reads the fact `image.configuration`; a target that is no image gives nothing. */
export function imageEnvironment(facts: readonly Fact[]): ImageEnvironment {
  const variables = new Map<string, string>(
    facts.flatMap((each) =>
      each.kind === 'image.configuration'
        ? each.value.environment.cryptography.map(({ name, value }) => [name, value] as const)
        : [],
    ),
  );
  const value = (name: string) => variables.get(name);
  return {
    value,
    godebug: (key) => godebugSetting(value('GODEBUG'), key),
    has: (name, option) => (value(name) ?? '').split(/\s+/).some((each) => option.test(each)),
  };
}

/** What a list of settings says of one; `cut`: the quote ends before the list does. */
export function godebugSetting(text: string | undefined, key: string): string | 'cut' | undefined {
  if (text === undefined) return undefined;
  return text.endsWith('…') ? 'cut' : readGodebug(text).get(key);
}
