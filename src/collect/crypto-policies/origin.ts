import type { BackEnd } from '../../codec/crypto-policies/back-ends.ts';
import { compareTexts, compareWithPolicy, type Sample } from '../../codec/crypto-policies/compare.ts';
import type { Directive } from '../../codec/crypto-policies/policy-source.ts';
import type { CryptoPolicyBackEnd } from '../../facts/values/configuration.ts';
import type { DropIn } from './local-drop-ins.ts';

/** Where a back-end's text comes from, and what sets it apart from its policy. */
export type Origin = Pick<CryptoPolicyBackEnd, 'origin' | 'differences'>;

/** What a back-end file is held against. */
export interface Yardsticks {
  readonly policy: string | null;
  /** The package's file for that policy; undefined: there is none. */
  readonly readyMade: string | undefined;
  /** The policy's own source; undefined: not found, or not readable. */
  readonly directives: readonly Directive[] | undefined;
  readonly samples: readonly Sample[];
  readonly dropIns: readonly DropIn[];
}

/** Judges a back-end's text: first against the ready-made file, byte by byte, else against what the policy resolves to. */
export function originOf(backEnd: BackEnd, text: string, against: Yardsticks): Origin {
  const appended = against.dropIns.map((each) => each.text ?? '').join('');
  if (against.readyMade !== undefined) return besideReadyMade(backEnd, text, against.readyMade, against.dropIns);
  if (against.directives === undefined)
    return {
      origin: 'unknown',
      differences: [
        `neither a ready-made file nor the source of ${against.policy ?? 'its policy'} is here to compare with`,
      ],
    };
  const withDropIns = appended !== '' && text.endsWith(appended);
  const own = withDropIns ? text.slice(0, text.length - appended.length) : text;
  const { certain, doubtful } = compareWithPolicy(backEnd, own, {
    directives: against.directives,
    samples: against.samples,
  });
  const differences = [...shortened([...certain, ...doubtful]), ...(withDropIns ? [] : notAppended(against.dropIns))];
  if (certain.length > 0) return { origin: 'edited', differences };
  if (doubtful.length > 0) return { origin: 'unknown', differences };
  if (!withDropIns) return { origin: 'generated', differences };
  return { origin: 'local.d', differences: effectOf(backEnd, own, text, against.dropIns) };
}

function besideReadyMade(backEnd: BackEnd, text: string, readyMade: string, dropIns: readonly DropIn[]): Origin {
  const appended = dropIns.map((each) => each.text ?? '').join('');
  if (text === readyMade) return { origin: 'generated', differences: notAppended(dropIns) };
  if (text === readyMade + appended)
    return { origin: 'local.d', differences: effectOf(backEnd, readyMade, text, dropIns) };
  const inMeaning = compareTexts(backEnd, readyMade + appended, text);
  const inText = `its text differs from the ready-made file from line ${firstDifference(readyMade, text)} on`;
  return { origin: 'edited', differences: inMeaning.length > 0 ? shortened(inMeaning) : [inText] };
}

function effectOf(backEnd: BackEnd, before: string, after: string, dropIns: readonly DropIn[]): readonly string[] {
  const effect = compareTexts(backEnd, before, after);
  const names = dropIns.map(({ path }) => path).join(', ');
  return effect.length > 0 ? shortened(effect) : [`${names} changes no algorithm, protocol or size`];
}

/** A file of another kind altogether differs in everything: the first differences tell enough. */
function shortened(differences: readonly string[]): readonly string[] {
  if (differences.length <= MOST_SHOWN) return differences;
  return [...differences.slice(0, MOST_SHOWN), `and ${differences.length - MOST_SHOWN} more differences`];
}

function notAppended(dropIns: readonly DropIn[]): readonly string[] {
  return dropIns.map(({ path }) => `${path} is not part of the file: update-crypto-policies has not run since`);
}

function firstDifference(left: string, right: string): number {
  const [a, b] = [left.split('\n'), right.split('\n')];
  const at = a.findIndex((line, index) => line !== b[index]);
  return (at < 0 ? a.length : at) + 1;
}

const MOST_SHOWN = 20;
