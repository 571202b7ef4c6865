// counts.mjs REPORT NAME STATUS: prints "PASSED FAILED" of one vitest run to standard output, and what failed to standard error.
import { readFileSync } from 'node:fs';

const [path, name, status] = process.argv.slice(2);
const report = read(path);
const suites = report?.testResults ?? [];
const broken = suites.filter(
  (suite) => suite.status === 'failed' && suite.assertionResults.every(({ status }) => status !== 'failed'),
);
const failures = [
  ...suites.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
  ),
  ...broken.map((suite) => `${suite.name}: ${suite.message ?? 'did not run'}`),
];
const passed = report?.numPassedTests ?? 0;
if (report === undefined) failures.push(`no report was written, exit ${status}`);
else if (passed === 0) failures.push('no test passed');
// Errors outside of tests fail the run and no test.
if (status !== '0' && failures.length === 0) failures.push(`the run failed outside of its tests, exit ${status}`);

for (const failure of failures) console.error(`FAILED: ${name}: ${failure}`);
console.log(`${passed} ${failures.length}`);

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}
