import packageJson from '../../package.json' with { type: 'json' };
import type { IsoDate } from '../policy/profile.ts';
import { compareTargets, type JudgedSide, turns } from '../report/diff/compare.ts';
import type { DiffDocument, TargetDiff } from '../report/diff/document.ts';
import { pairTargets } from '../report/diff/pair-targets.ts';
import { diffText } from '../report/diff/text.ts';
import { reportedTarget } from '../report/json.ts';
import type { StoredTarget } from '../report/read-stored.ts';
import { readAsOf } from './as-of.ts';
import { readSide } from './diff-side.ts';
import { type ExitCode, type Gate, isAtLeast } from './exit-code.ts';
import { untilInterrupted } from './interruption.ts';
import { type Bench, judge, openBench } from './judge.ts';
import { judgingOptions } from './options.ts';
import { UsageError } from './usage-error.ts';
import { readWrittenForms, writeForms } from './written-forms.ts';

/** What `diff` takes. */
export interface DiffArguments {
  readonly old: string;
  readonly new: string;
  readonly pair: readonly string[];
  readonly profile: readonly string[] | undefined;
  readonly asOf: string | undefined;
  readonly failOn: Gate['failOn'];
  readonly unknown: Gate['unknown'];
  readonly output: readonly string[];
}

/** `diff`: 1 where something became worse, 3 where something can no longer be told, else 0. @throws UsageError, PolicyError */
export async function runDiff(given: DiffArguments): Promise<ExitCode> {
  const outputs = readWrittenForms(given.output, FORMS);
  const [olds, news] = await readSides(given);
  const judgeSide = await judgeOf(given, [...olds, ...news]);
  const pairs = pairTargets(
    await Promise.all(olds.map(judgeSide)),
    await Promise.all(news.map(judgeSide)),
    given.pair.map(readPair),
  );
  const targets = pairs.both.map((pair) => compareTargets(pair.old, pair.new));
  const document: DiffDocument = {
    schema: 'pqready.diff/1',
    tool: { name: packageJson.name, version: packageJson.version },
    targets,
    onlyOld: pairs.onlyOld.map(({ target }) => target.name),
    onlyNew: pairs.onlyNew.map(({ target }) => target.name),
    totals: totalsOf(targets),
  };
  await writeForms(document, outputs);
  return codeOf(document, pairs.onlyNew, given);
}

/** One after the other: an image holds hundreds of megabytes while it is read. */
async function readSides({ old, new: now }: DiffArguments): Promise<readonly [Side, Side]> {
  const interruption = untilInterrupted();
  try {
    return [await readSide(old, interruption.signal), await readSide(now, interruption.signal)];
  } finally {
    interruption.end();
  }
}

type Side = readonly StoredTarget[];

const FORMS = {
  json: (document: DiffDocument) => `${JSON.stringify(document, null, 2)}\n`,
  text: diffText,
} as const;

/** As the reports were judged, where both were and nothing else was asked for; else both are judged again, alike. */
async function judgeOf(
  { profile, asOf }: DiffArguments,
  stored: readonly StoredTarget[],
): Promise<(side: StoredTarget) => Promise<JudgedSide>> {
  const asWritten =
    profile === undefined && asOf === undefined && stored.every(({ assessments }) => assessments !== undefined);
  if (asWritten) return async ({ target, assessments = [], asOf: day }) => ({ target, assessments, asOf: day });
  const day = asOf === undefined ? undefined : readAsOf(asOf, new Date());
  const benches = new Map<IsoDate, Promise<Bench>>();
  return async (side) => {
    const on = day ?? side.asOf;
    const bench = benches.get(on) ?? openBench(profile ?? judgingOptions.profile.default, on);
    benches.set(on, bench);
    const target = { ...side.target, ...judge(side.target, await bench) };
    return { target, assessments: reportedTarget(target).assessments ?? [], asOf: on };
  };
}

function readPair(given: string): readonly [string, string] {
  const at = given.indexOf('=');
  if (at < 1) throw new UsageError(`--pair ${given}: wants OLDNAME=NEWNAME\nNames are those of the reports.`);
  return [given.slice(0, at), given.slice(at + 1)];
}

function totalsOf(targets: readonly TargetDiff[]): DiffDocument['totals'] {
  const findings = targets.flatMap((target) => target.findings);
  const [worse = 0, lost = 0, better = 0, gone = 0, other = 0] = turns.map(
    (turn) => findings.filter((each) => each.turn === turn).length,
  );
  return { worse, lost, better, gone, other };
}

/** A target that is new counts with its failures; one that is not there any more can no longer be told. */
function codeOf(
  { targets, onlyOld, totals }: DiffDocument,
  onlyNew: readonly JudgedSide[],
  { failOn, unknown }: DiffArguments,
): ExitCode {
  const worse = targets.flatMap(({ findings }) => findings).filter(({ turn }) => turn === 'worse');
  const failing = onlyNew
    .flatMap(({ assessments }) => assessments.flatMap(({ findings }) => findings))
    .filter(({ weight }) => weight === 'fail');
  if ([...worse, ...failing].some(({ severity }) => isAtLeast(severity, failOn))) return 1;
  return unknown === 'fail' && (totals.lost > 0 || onlyOld.length > 0) ? 3 : 0;
}
