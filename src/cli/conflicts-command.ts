import { type Asked, type Comparison, type Conflict, compareProfiles, type Nearest } from '../assess/conflicts.ts';
import { wrap } from '../report/wrap.ts';
import { readAsOf } from './as-of.ts';
import { openBench } from './judge.ts';
import { UsageError } from './usage-error.ts';

/** What a comparison of profiles takes. */
export interface ConflictsArguments {
  readonly conflicts: readonly string[];
  readonly asOf: string | undefined;
}

/** `profiles conflicts A B`: prints where profiles cannot be satisfied together, and what comes nearest. @throws UsageError, PolicyError */
export async function runConflicts({ conflicts, asOf }: ConflictsArguments): Promise<0> {
  const named = [...new Set(conflicts)];
  if (named.length < 2)
    throw new UsageError('conflicts: wants two profiles or more\nFor example cnsa-2.0 bsi-tr-02102.');
  const { profiles } = await openBench(named, readAsOf(asOf, new Date()));
  process.stdout.write(
    conflictsText(
      profiles.map(({ profile }) => profile.id),
      compareProfiles(profiles),
    ),
  );
  return 0;
}

/** The comparison in words. */
function conflictsText(ids: readonly string[], { conflicts, nearest }: Comparison): string {
  const head =
    conflicts.length === 0
      ? `${ids.join(', ')}: every requirement on a configuration can be met together.`
      : `${ids.join(', ')}: no single configuration meets all of them.`;
  return `${[wrap(head, 80, ''), ...conflicts.map(oneConflict), ...nearestText(nearest)].join('\n\n')}\n`;
}

function oneConflict({ dimension, between, from }: Conflict): string {
  const when = from === null ? 'one of them only warns' : `all fail from ${from}`;
  return [`${dimension}: not together (${when})`, ...between.map(oneAsked)].join('\n');
}

function nearestText(nearest: readonly Nearest[]): readonly string[] {
  if (nearest.length === 0) return [];
  const lines = nearest.flatMap(({ dimension, names, unmet, tried }) => [
    wrap(`${dimension}: ${names.join(', ')} (of ${tried} tried)`, 80, '    ', '  '),
    ...unmet.map((each) => wrap(wordsOf(each), 80, '      ', '    leaves ')),
  ]);
  return [['Nearest, once every date has come:', ...lines].join('\n')];
}

function oneAsked(each: Asked): string {
  return wrap(wordsOf(each), 80, '    ', '  ');
}

function wordsOf({ profile, requirement: { id, says, severity, confidence } }: Asked): string {
  const mark = confidence === 'H' ? '' : `, confidence ${confidence}`;
  return `${profile} ${id} (${severity}${mark}): ${says}`;
}
