import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One whole process of pqready. */
export interface Run {
  readonly seconds: number;
  /** Of its processor time, user and system together: what noise on the machine changes least. */
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  /** Connections to each endpoint, as its report says. */
  readonly connections: readonly number[];
  /** Endpoints of which a list is not whole, or nothing was seen. */
  readonly incomplete: number;
}

/** `pqready scan` of a list, written as JSON lines, with the built package and its own launcher's flags. */
export async function scan(targets: readonly string[], options: readonly string[] = []): Promise<Run> {
  const place = mkdtempSync(join(tmpdir(), 'pqready-bench-'));
  try {
    const [list, lines] = [join(place, 'list'), join(place, 'lines')];
    writeFileSync(list, `${targets.join('\n')}\n`);
    const argv = ['scan', `@${list}`, '--output', `jsonl=${lines}`, '--timeout', '120000', ...options];
    const started = process.hrtime.bigint();
    const told = await run(argv);
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    return { seconds, ...told, ...outcome(readFileSync(lines)) };
  } finally {
    rmSync(place, { recursive: true });
  }
}

/** What the package's launcher gives Node, beside MALLOC_ARENA_MAX. */
function launcherFlags(): readonly string[] {
  const [, flags] = /exec node ((?:--\S+ )+)"/.exec(readFileSync(join(DIST, 'pqready'), 'utf8')) ?? [];
  if (flags === undefined) throw new Error('the launcher says nothing of its flags');
  return flags.trim().split(' ');
}

/** The kernel's high-water mark and the processor time, said by the process as its last act. */
function run(argv: readonly string[]): Promise<Pick<Run, 'cpuSeconds' | 'peakMegabytes'>> {
  return new Promise((resolve, reject) => {
    const node = ['--openssl-config=/dev/null', ...launcherFlags(), '--import', PRINT_USAGE, join(DIST, 'main.js')];
    const child = spawn('node', [...node, ...argv], {
      stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
      env: { ...process.env, MALLOC_ARENA_MAX: '2' },
    });
    let text = '';
    child.stdio[3]?.on('data', (chunk) => {
      text += chunk;
    });
    child.once('close', (code) => {
      const [, kibibytes, microseconds] = /^(\d+) (\d+)$/.exec(text) ?? [];
      if (code === 2 || code === 70 || kibibytes === undefined)
        reject(new Error(`pqready ${argv.join(' ')}: exit ${code}`));
      else resolve({ peakMegabytes: (Number(kibibytes) * 1024) / 1e6, cpuSeconds: Number(microseconds) / 1e6 });
    });
  });
}

function outcome(lines: Buffer): Pick<Run, 'connections' | 'incomplete'> {
  const connections: number[] = [];
  let incomplete = 0;
  for (let from = 0, to = lines.indexOf(10); to >= 0; from = to + 1, to = lines.indexOf(10, from)) {
    const [target] = JSON.parse(lines.toString('utf8', from, to)).targets;
    if (target.facts.length === 0 || target.gaps.length > 0) incomplete += 1;
    const reached = target.facts.find(({ kind }: { kind: string }) => kind === 'tls.endpoint.reached');
    connections.push(Number(/^\d+/.exec(reached?.evidence[0]?.quote ?? '')?.[0] ?? 0));
  }
  return { connections, incomplete };
}

const DIST = join(import.meta.dirname, '../../dist');
const PRINT_USAGE = `data:text/javascript,${encodeURIComponent(`
  import { readFileSync, writeSync } from 'node:fs';
  process.on('exit', () => {
    const peak = /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1];
    const { user, system } = process.cpuUsage();
    writeSync(3, peak + ' ' + (user + system));
  });`)}`;
