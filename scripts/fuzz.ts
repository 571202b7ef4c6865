import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * `npm run fuzz -- [--minutes N] [--seed N] [TEST...]`: every property of every codec, each for its share of the time (default 30 minutes,
 * all of test/codec), with cases that no run has drawn before unless a seed is given. A failure prints the smallest case that
 * shows it; it becomes an example in that codec's own test. Exit 1 where one failed.
 */
/** An asserted property, by the names that the tests give to fast-check. */
const PROPERTY = /\b(?:fc\.assert|check)\(\s*(?:fc\.)?(?:asyncP|p)roperty/g;
const root = join(import.meta.dirname, '..');
const { values, positionals } = parseArgs({
  options: { minutes: { type: 'string', default: '30' }, seed: { type: 'string', default: 'random' } },
  allowPositionals: true,
});
const minutes = Number(values.minutes);
if (!(minutes > 0)) throw new Error(`--minutes ${values.minutes}: wants a number above 0`);

const named = (path: string) => positionals.length === 0 || positionals.some((each) => path.includes(each));
const tests = globSync('test/codec/**/*.test.ts', { cwd: root }).filter(named).sort();
const properties = tests.flatMap((path) => readFileSync(join(root, path), 'utf8').match(PROPERTY) ?? []).length;
if (properties === 0) throw new Error(`${positionals.join(' ')}: no property in such tests`);
const milliseconds = Math.ceil((minutes * 60_000) / properties);

const place = mkdtempSync(join(tmpdir(), 'pqready-fuzz-'));
const countFile = join(place, 'cases');
const env = {
  ...process.env,
  PQREADY_SEED: values.seed,
  PQREADY_FUZZ_MS: `${milliseconds}`,
  PQREADY_FUZZ_COUNT: countFile,
};
const options = ['--maxWorkers=1', `--testTimeout=${milliseconds * 20 + 60_000}`, '--reporter=default'];
const started = Date.now();
const { status } = spawnSync('vitest', ['run', ...options, ...tests], { cwd: root, env, stdio: 'inherit' });
const counts = readFileSync(countFile, 'utf8').trim().split('\n').map(Number);
rmSync(place, { recursive: true });

const cases = counts.reduce((sum, count) => sum + count, 0);
const took = ((Date.now() - started) / 60_000).toFixed(1);
process.stdout.write(
  `fuzz: ${counts.length} properties in ${tests.length} tests, ${cases} cases in ${took} minutes, seed ${values.seed}: ${status === 0 ? 'nothing found' : 'FOUND SOMETHING'}\n`,
);
process.exitCode = status === 0 ? 0 : 1;
