import type { Weight } from '../../assess/assessment.ts';
import type { Turn } from './document.ts';

/**
 * Which way a finding went; undefined: it came out as before. null: there was no such finding. A pass whose subject is not there any
 * more is gone with it, as long as the requirement is still judged on something; where nobody asks any more, the pass is lost.
 */
export function turnOf(before: Weight | null, after: Weight | null, isStillAsked = true): Turn | undefined {
  if (before === after) return undefined;
  if (after === null && before !== 'not-applicable' && !isStillAsked) return 'lost';
  if (after === 'unknown') return 'lost';
  const was = gravity(before);
  const is = gravity(after);
  if (is === undefined) return was === undefined ? undefined : 'gone';
  // Who accepts a shortfall does not mend it, and a waiver that ends does not break anything that was whole: it fails again.
  if (after === 'waived') return 'other';
  if (is > (was ?? 0)) return 'worse';
  return was === undefined || is === was ? 'other' : 'better';
}

/** What does not apply, or is not there, has none; an unknown stands between: what it hides may be better or worse. */
function gravity(weight: Weight | null): number | undefined {
  return weight === null || weight === 'not-applicable' ? undefined : GRAVITY[weight];
}

const GRAVITY = { pass: 0, waived: 1, unknown: 1, warn: 2, fail: 3 } as const;
