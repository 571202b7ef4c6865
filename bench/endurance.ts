import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * `npm run bench -- endurance [SCANS] [TREE]`: scans one tree again and again in one process (10,000 times the Debian 13 tree of the
 * tests), and says at a tenth, at half and at the end what the process holds. From half on, when all is warm, the heap after garbage
 * collection, the process and its descriptors must stay as they are, and no child process may be left.
 * `npm run bench -- endurance hostile [ROUNDS]`: the same count after servers and images that mean harm.
 */
const [first = '10000', ...rest] = process.argv.slice(2);
const program = first === 'hostile' ? ['hostile.ts', ...rest] : ['scans.ts', first, ...rest];
const [file = '', ...argv] = program;
// As the launcher starts it.
const flags = ['--max-semi-space-size=8', '--openssl-config=/dev/null'];
const { status } = spawnSync(process.execPath, [...flags, join(import.meta.dirname, 'endurance', file), ...argv], {
  stdio: 'inherit',
  env: { ...process.env, MALLOC_ARENA_MAX: '2' },
});
process.exitCode = status ?? 1;
