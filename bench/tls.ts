import { type ChildProcess, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type Run, scan } from './tls/measure.ts';
import { inTree, peersTree } from './tls/peers.ts';
import {
  type BenchServer,
  endpoints,
  RELAYED,
  SERVERS,
  serverCpuSeconds,
  startRelay,
  startServers,
} from './tls/servers.ts';

/**
 * `npm run bench -- tls [ENDPOINTS]`: builds the package and measures scans of TLS endpoints on this machine: nginx of Debian 13,
 * as it comes, with an ECDSA and with an RSA certificate; beside it Debian's sslscan, nmap and testssl.sh on the same servers in
 * the same run. They come from a tree that debootstrap makes (as root) below PQREADY_LIVE_DIR. A relay adds 25 ms each way, the
 * set-up of connections included. ENDPOINTS (2000) is the length of the long list. Exit 1 when a goal is missed.
 */
const LONG = Number(process.argv[2] ?? 2000);
const DELAY_MS = 25;
const verdicts: boolean[] = [];

function say(what: string, figure: string, goal?: { readonly is: string; readonly met: boolean }): void {
  if (goal !== undefined) verdicts.push(goal.met);
  const verdict = goal === undefined ? '' : `   goal ${goal.is}: ${goal.met ? 'met' : 'MISSED'}`;
  console.log(`  ${what.padEnd(46)} ${figure.padStart(24)}${verdict}`);
}

function build(): void {
  const { status } = spawnSync('node', [join(import.meta.dirname, '../scripts/build.ts')], { stdio: 'inherit' });
  if (status !== 0) throw new Error('npm run build failed');
}

async function median(times: number, measure: () => Promise<Run>): Promise<Run> {
  const runs: Run[] = [];
  for (let at = 0; at < times; at += 1) runs.push(await measure());
  const middle = runs.toSorted((left, right) => left.seconds - right.seconds)[times >> 1];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}

async function ofServer(server: BenchServer, tree: string, nginx: ChildProcess): Promise<void> {
  const { kind, port } = server;
  const target = `tls:127.0.0.1:${port}`;
  console.log(`\n${kind} certificate`);
  const cold = await median(7, () => scan([target]));
  const [connections = 0] = cold.connections;
  say('connections, everything', `${connections}`, {
    is: '45',
    met: connections > 0 && connections <= 45 && cold.incomplete === 0,
  });
  say('cold, the whole process', `${cold.seconds.toFixed(2)} s (${cold.cpuSeconds.toFixed(2)} s CPU)`, {
    is: '0.4 s',
    met: cold.seconds <= 0.4,
  });
  const many = 500;
  const few = await scan(endpoints(port, 100));
  const before = serverCpuSeconds(nginx);
  const more = await scan(endpoints(port, 100 + many));
  const servers = (serverCpuSeconds(nginx) - before) / (100 + many);
  const each = (more.seconds - few.seconds) / many;
  const cpu = (more.cpuSeconds - few.cpuSeconds) / many;
  say('warm, endpoints a second', `${(1 / each).toFixed(0)} (${(cpu * 1000).toFixed(1)} ms CPU each)`, {
    is: '100',
    met: 1 / each >= 100 && more.incomplete === 0,
  });
  say('  the server alone allows', `${(1 / servers).toFixed(0)} (${(servers * 1000).toFixed(1)} ms CPU each)`);
  comparePeers(port, tree, { cold: cold.seconds, warm: each });
  await atDistance(server);
}

/** Whole processes of the others, each asked for all that it has on groups, suites, schemes and certificates. */
function comparePeers(port: number, tree: string, ours: { readonly cold: number; readonly warm: number }): void {
  for (const { name, argv, goal } of peersAt(port)) {
    const started = process.hrtime.bigint();
    const told = inTree(tree, argv, 300_000);
    const seconds = Number(process.hrtime.bigint() - started) / 1e9;
    const isThere = told.stdout.includes('ECDHE');
    if (!isThere) {
      say(name, 'NOT MEASURED', { is: `${goal}x`, met: false });
      console.error(`${argv.join(' ')}: ${told.stderr || told.stdout}`.slice(0, 500));
      continue;
    }
    const ratios = `${(seconds / ours.warm).toFixed(0)}x warm, ${(seconds / ours.cold).toFixed(1)}x cold`;
    say(`${name} ${seconds.toFixed(2)} s`, ratios, { is: `${goal}x`, met: seconds / ours.warm >= goal });
  }
}

function peersAt(port: number) {
  const at = `127.0.0.1:${port}`;
  const nmap = ['nmap', '-Pn', '-n', '-p', `${port}`, '--script', 'ssl-enum-ciphers,ssl-cert', '127.0.0.1'];
  const quiet = ['testssl', '--quiet', '--color', '0', '--warnings', 'off', '--nodns', 'none'];
  return [
    { name: 'sslscan', argv: ['sslscan', '--no-colour', '--show-sigs', '--no-heartbleed', at], goal: 10 },
    { name: 'nmap ssl-enum-ciphers', argv: nmap, goal: 10 },
    { name: 'testssl.sh, our scope (-p -P -f -S)', argv: [...quiet, '-p', '-P', '-f', '-S', at], goal: 100 },
  ];
}

async function atDistance({ port }: BenchServer): Promise<void> {
  const relayPort = port + 100;
  const relay = await startRelay(port, relayPort, DELAY_MS);
  try {
    const [target = ''] = endpoints(relayPort, 1, RELAYED);
    const one = await median(3, () => scan([target]));
    say('at 50 ms, one endpoint, whole process', `${one.seconds.toFixed(2)} s`, { is: '1 s', met: one.seconds <= 1 });
    const six = await median(3, () => scan([target], ['--per-host', '6']));
    say('  the same with --per-host 6', `${six.seconds.toFixed(2)} s`, { is: '1 s', met: six.seconds <= 1 });
    const many = await scan(endpoints(relayPort, 500, RELAYED));
    say('at 50 ms, 500 endpoints', `${many.seconds.toFixed(1)} s`, {
      is: '30 s',
      met: many.seconds <= 30 && many.incomplete === 0,
    });
  } finally {
    relay.kill();
  }
}

async function longList({ port }: BenchServer): Promise<void> {
  console.log('\nLong lists');
  const live = await scan(endpoints(port, LONG));
  say(`${LONG} endpoints, peak memory`, `${live.peakMegabytes.toFixed(0)} MB`, {
    is: '200 MB',
    met: live.peakMegabytes <= 200,
  });
}

const peers = peersTree();
if (typeof peers === 'string') {
  console.error(`bench tls: sslscan, nmap, testssl.sh and nginx cannot be had, nothing is measured: ${peers}`);
  process.exitCode = 1;
} else {
  build();
  console.log(`Node ${process.version}; ${peers.versions.join('; ')}`);
  const nginx = await startServers(peers.tree);
  try {
    for (const server of SERVERS) await ofServer(server, peers.tree, nginx);
    await longList(SERVERS[0]);
  } finally {
    nginx.kill();
  }
  process.exitCode = verdicts.every((met) => met) ? 0 : 1;
}
