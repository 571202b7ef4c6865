import type { FileDigest, PackageRecord } from '../../codec/packages/record.ts';
import { describeProblem, type Oddity } from '../../codec/parsed.ts';
import type { FactKind, Gap } from '../../facts/fact.ts';
import { describeLocator, type Locator, type TargetPath } from '../../facts/locator.ts';
import type { Evidence } from '../../facts/quote.ts';
import type { PackageManager, PackageSignature } from '../../facts/values/system.ts';
import { describeHidden, type Sighting } from '../../target/sighting.ts';

/** A package database that was read, whole or in part. */
export interface PackageDatabase {
  readonly manager: PackageManager;
  readonly path: TargetPath;
  /** All packages that it says are installed. */
  readonly total: number;
  /** Those that decide cryptography. */
  readonly relevant: readonly RelevantPackage[];
}

export interface RelevantPackage {
  readonly record: PackageRecord;
  readonly signatures: readonly PackageSignature[];
  readonly evidence: Evidence;
  /** What its files should hash to; read when it is first asked for. null where nothing keeps that, or it cannot be read. */
  digests(): Promise<readonly FileDigest[] | null>;
}

/** What came of looking for one manager's databases. */
export interface Reading {
  readonly databases: readonly PackageDatabase[];
  readonly gaps: readonly Gap[];
}

/** Nothing of this kind is there. */
export const NOTHING: Reading = { databases: [], gaps: [] };

/** Joins readings in order. */
export function joinReadings(readings: readonly Reading[]): Reading {
  return {
    databases: readings.flatMap((each) => each.databases),
    gaps: readings.flatMap((each) => each.gaps),
  };
}

/** A gap for each kind of fact that the packages of a place would have given; the place begins the reason. */
export function packageGaps(at: Locator, why: string): readonly Gap[] {
  return gaps(at, `${describeLocator(at)}: ${why}`);
}

/** The gaps of a file that is there and could not be looked at. */
export function hiddenGaps(hidden: Extract<Sighting<unknown>, { state: 'hidden' }>): readonly Gap[] {
  return gaps(hidden.at, describeHidden(hidden));
}

/** One gap a kind for what a codec found odd in a database. */
export function oddityGaps(at: Locator, oddities: readonly Oddity[]): readonly Gap[] {
  return namedPlaces(oddities).flatMap((places) => damageGaps(at, places));
}

/** One gap a kind for damage that did not hide everything. */
export function damageGaps(at: Locator, problem: string): readonly Gap[] {
  return packageGaps(at, `package database damaged, what was readable is counted: ${problem}`);
}

/** All oddities in one line: the first places are named, the others counted. Nothing where there are none. */
export function namedPlaces(oddities: readonly Oddity[]): readonly string[] {
  if (oddities.length === 0) return [];
  const named = oddities.slice(0, 3).map((each) => describeProblem({ problem: each.what, at: each.at }));
  return [`${named.join('; ')}${oddities.length > 3 ? ` and ${oddities.length - 3} more` : ''}`];
}

/** The real path of a file that was seen. */
export function pathOf(at: Locator, asked: TargetPath): TargetPath {
  return at.in === 'file' ? at.path : asked;
}

function gaps(at: Locator, why: string): readonly Gap[] {
  return KINDS.map((kind) => ({ kind, subject: SUBJECT, why, at }));
}

const SUBJECT = 'installed packages';
const KINDS: readonly FactKind[] = ['package.installed', 'package.inventory'];
