import type { ChalkInstance } from 'chalk';
import type { Weight } from '../../assess/assessment.ts';

/** The colour of a weight. */
export function paintWeight(paint: ChalkInstance, weight: Weight): ChalkInstance {
  if (weight === 'fail') return paint.red.bold;
  if (weight === 'unknown') return paint.magenta.bold;
  if (weight === 'warn') return paint.yellow.bold;
  return weight === 'pass' ? paint.green.bold : paint.dim;
}
