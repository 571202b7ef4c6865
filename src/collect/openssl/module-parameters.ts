import type { FipsModuleParameters } from '../../facts/values/modules.ts';
import { FIPS_MODULE_PARAMETERS, type FipsModuleParameter } from '../../vocabulary/fips-module-parameters.ts';

/** The keys of a FIPS provider's section, judged against the strict set of the provider's version. */
export type JudgedParameters = Omit<FipsModuleParameters, 'path'> & {
  /** Keys whose value is neither 0 nor 1: from 3.4 on, the provider does not load with one. */
  readonly refused: readonly string[];
};

/**
 * Compares a provider's section with what `openssl fipsinstall -pedantic` of that version writes. A key that is absent counts
 * with its compiled default; where the version is unknown, only keys that stand are judged.
 * @param section name -> value, as the configuration gives it
 * @param version as the module says: `3.5.7`, `3.0.7-395c1a240fbfffd8`; null: not known
 */
export function judgeModuleParameters(
  section: Readonly<Record<string, string>>,
  version: string | null,
): JudgedParameters {
  const release = releaseOf(version);
  const given = new Map(Object.entries(section));
  const read = FIPS_MODULE_PARAMETERS.filter(({ key, since }) =>
    release === undefined ? given.has(key) : isAtLeast(release, since),
  );
  const belowStrict = read.filter((each) => (given.get(each.key) ?? each.whenAbsent) !== each.strict);
  return {
    parameters: Object.fromEntries([...given].filter(([key]) => !OF_THE_CONFIGURATION.has(key)).sort(byKey)),
    belowStrict: belowStrict.map(({ key }) => key).sort(),
    installStatus: installStatusOf(given, version, release),
    refused: release !== undefined && !isAtLeast(release, [3, 4]) ? [] : refusedIn(given, read),
  };
}

/** `conditional-errors` is compared with 0 only and takes anything else for 1. Source: providers/fips/self_test.c. */
function refusedIn(given: ReadonlyMap<string, string>, read: readonly FipsModuleParameter[]): readonly string[] {
  return read
    .map(({ key }) => key)
    .filter((key) => key !== 'conditional-errors' && !['0', '1', undefined].includes(given.get(key)))
    .sort();
}

/**
 * Upstream 3.0 skips its self-tests where these keys stand; 3.5 and later never read them. Between, and in vendors' 3.0 builds
 * (which were changed to run them always), it is not settled. Source: fips_config(5) of 3.0, 3.5 and 4.0.
 */
function installStatusOf(
  given: ReadonlyMap<string, string>,
  version: string | null,
  release: Release | undefined,
): FipsModuleParameters['installStatus'] {
  if (!given.has('install-status') && !given.has('install-mac')) return 'absent';
  if (release === undefined) return 'unknown';
  if (isAtLeast(release, [3, 5])) return 'leftover';
  return release[0] === 3 && release[1] === 0 && /^\d+\.\d+\.\d+$/.test(version ?? '') ? 'skips-self-tests' : 'unknown';
}

type Release = readonly [major: number, minor: number];

function releaseOf(version: string | null): Release | undefined {
  const [, major, minor] = /^(\d+)\.(\d+)\./.exec(version ?? '') ?? [];
  return major === undefined || minor === undefined ? undefined : [Number(major), Number(minor)];
}

function isAtLeast([major, minor]: Release, [wantedMajor, wantedMinor]: Release): boolean {
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

function byKey([left]: [string, string], [right]: [string, string]): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Keys that libcrypto reads before it hands the rest to the provider. */
const OF_THE_CONFIGURATION = new Set(['identity', 'module', 'soft_load']);
