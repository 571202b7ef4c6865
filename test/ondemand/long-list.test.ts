import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';

/** Nothing listens there: one connection a target, refused at once. */
const CLOSED = 'tls:127.0.0.1:9';

it('goes through 100,000 targets in 200 MB, and in no more than through 10,000 of them', async () => {
  const [short, long] = [await peakOf(10_000), await peakOf(100_000)];
  expect(long).toBeLessThanOrEqual(200);
  expect(long - short).toBeLessThan(40);
});

/** The kernel's high-water mark of a whole run, in megabytes. */
async function peakOf(count: number): Promise<number> {
  const place = await mkdtemp(join(tmpdir(), 'pqready-list-'));
  onTestFinished(() => rm(place, { recursive: true }));
  const [list, lines] = [join(place, 'list'), join(place, 'lines')];
  writeFileSync(list, `${CLOSED}\n`.repeat(count));
  const flags = [...LIKE_THE_LAUNCHER, '--openssl-config=/dev/null', '--import', PRINT_PEAK];
  const argv = ['collect', `@${list}`, '--output', `jsonl=${lines}`, '--per-host', '64'];
  const { stderr } = await promisify(execFile)(process.execPath, [...flags, MAIN, ...argv], {
    env: { ...process.env, MALLOC_ARENA_MAX: '2' },
  });
  expect((await stat(lines)).size).toBeGreaterThan(count * 500);
  return (Number(/VmHWM:\s+(\d+)/.exec(stderr)?.[1]) * 1024) / 1e6;
}

const LIKE_THE_LAUNCHER = ['--max-semi-space-size=8', '--initial-old-space-size=64', '--heap-growing-percent=100'];
const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');
const PRINT_PEAK = `data:text/javascript,${encodeURIComponent(`
  import { readFileSync, writeSync } from 'node:fs';
  process.on('exit', () => writeSync(2, readFileSync('/proc/self/status', 'utf8')));`)}`;
