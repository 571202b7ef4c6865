import { spawnSync } from 'node:child_process';

/** `npm run check`: every check runs, so that one run names all that is wrong; exit 1 when any failed. */
const checks: readonly (readonly [name: string, ...argv: string[]])[] = [
  ['format and lint', 'biome', 'check', '--error-on-warnings', '.'],
  ['types', 'tsc', '-p', '.'],
  ['dead exports and packages', 'knip', '--no-progress'],
  ['architecture', 'vitest', 'run', 'test/architecture.test.ts', '--reporter', 'dot'],
  ['generated documents', 'node', 'scripts/generate-docs.ts', '--check'],
];

const failed = checks.filter(([name, program = '', ...argv]) => {
  process.stdout.write(`check: ${name}\n`);
  return spawnSync(program, argv, { stdio: 'inherit' }).status !== 0;
});

for (const [name] of failed) process.stdout.write(`check failed: ${name}\n`);
process.stdout.write(`check: ${checks.length - failed.length} of ${checks.length} hold\n`);
process.exitCode = failed.length > 0 ? 1 : 0;
