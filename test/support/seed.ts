/**
 * Every run of the suite draws the same cases: what fails in one place fails in all. `PQREADY_SEED=N` draws others, and
 * `PQREADY_SEED=random` new ones each time.
 */
import fc from 'fast-check';

const { PQREADY_SEED: seed = '20261128' } = process.env;
if (seed !== 'random') fc.configureGlobal({ seed: Number(seed) });
