/**
 * Every run of the suite draws the same cases: what fails in one place fails in all. `PQREADY_SEED=N` draws others, and
 * `PQREADY_SEED=random` new ones each time. `npm run fuzz` gives each property a time instead of a number, and counts the cases.
 */
import { appendFileSync } from 'node:fs';
import fc from 'fast-check';
import { fuzzing } from './fuzzing.ts';

const { PQREADY_SEED: seed = '20261128' } = process.env;
if (seed !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });
if (fuzzing !== undefined) {
  const { milliseconds, countFile } = fuzzing;
  fc.configureGlobal({
    ...fc.readConfigureGlobal(),
    numRuns: Number.MAX_SAFE_INTEGER,
    interruptAfterTimeLimit: milliseconds,
    reporter(details) {
      appendFileSync(countFile, `${details.numRuns}\n`);
      if (details.failed) throw new Error(fc.defaultReportMessage(details));
    },
  });
}
