import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Bench, judge, openBench } from '../src/cli/judge.ts';
import { type Fact, fact } from '../src/facts/fact.ts';
import type { IsoDate } from '../src/policy/profile.ts';
import { jsonl } from '../src/report/jsonl.ts';
import { readStored } from '../src/report/read-stored.ts';
import { collectTree } from '../test/golden/scan-tree.ts';
import { withTree } from '../test/golden/with-tree.ts';
import { trees } from '../test/trees/index.ts';

/**
 * `npm run bench -- assess [HOSTS]`: judges stored hosts (10,000) under every profile that comes with the program, on one core.
 * The hosts are what is collected from the root trees of the tests, with lists that differ as those of a fleet may, so that few are
 * alike. Judging is held against the goal; reading a stored host, which checks the digest of every fact, is shown beside it, and so
 * is the worst fleet, in which nothing that was found on one host is ever found again. Memory must stay flat.
 */
// The brand says what is written here: a day.
const DAY = '2026-11-27' as IsoDate;
const GOAL_HOSTS = 2000;
const GOAL_GROWTH = 20;
const count = Number(process.argv[2] ?? 10_000);
const ids = readdirSync(join(import.meta.dirname, '../policies'))
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.replace(/\.yaml$/, ''));

interface Host {
  readonly name: string;
  readonly facts: readonly Fact[];
  readonly gaps: Parameters<typeof judge>[0]['gaps'];
}

async function collected(): Promise<readonly Host[]> {
  const hosts: Host[] = [];
  for (const [name, tree] of Object.entries(trees)) {
    const { facts, gaps } = await withTree(await tree(), collectTree);
    hosts.push({ name, facts, gaps });
  }
  return hosts;
}

/** The same host with another order of groups and another patch level: facts of its own, under ids of their own. */
function varied({ name, facts, gaps }: Host, index: number, levels: number): Host {
  const changed = facts.map((each) => {
    if (each.kind !== 'tls.configured') return each;
    const { groups } = each.value;
    const at = index % Math.max(1, groups.length);
    const value = {
      ...each.value,
      groups: [...groups.slice(at), ...groups.slice(0, at)],
      securityLevel: index % levels,
    };
    return fact(each.kind, each.subject, value, ...each.evidence);
  });
  return { name: `${name}-${index}`, facts: changed, gaps };
}

function stored({ name, facts, gaps }: Host, index: number): string {
  const identity = { by: 'path', value: `/${name}` } as const;
  const header = { tool: { name: 'pqready', version: '0' }, asOf: DAY, startedAt: '2026-11-27T00:00:00.000Z' };
  const target = { kind: 'dir', name, identity, labels: {}, facts, gaps, coverage: [] } as const;
  const place = { index, run: header, finishedAt: header.startedAt };
  return jsonl.one(target, { colour: false, width: 80 }, place);
}

interface Measured {
  readonly readSeconds: number;
  readonly judgeSeconds: number;
  readonly findings: number;
  readonly growthMebibytes: number;
}

function measure(lines: readonly string[], bench: Bench, count: number): Measured {
  let [readSeconds, judgeSeconds, findings, settled] = [0, 0, 0, 0];
  for (let index = 0; index < count; index += 1) {
    const started = cpuSeconds();
    const read = readStored(lines[index % lines.length] ?? '');
    const host = read.ok ? read.value[0]?.target : undefined;
    if (host === undefined) throw new Error(`a stored host could not be read: ${JSON.stringify(read)}`);
    const between = cpuSeconds();
    const { assessments } = judge(host, bench);
    judgeSeconds += cpuSeconds() - between;
    readSeconds += between - started;
    findings += assessments.reduce((sum, each) => sum + each.findings.length, 0);
    if (index === Math.floor(count / 5)) settled = heap();
  }
  return { readSeconds, judgeSeconds, findings, growthMebibytes: heap() - settled };
}

/** Stored hosts, with so many security levels among them. */
function linesOf(hostCount: number, levels: number): readonly string[] {
  return Array.from({ length: hostCount }, (_, index) => {
    const host = hosts[index % hosts.length];
    if (host === undefined) throw new Error('no trees');
    return stored(varied(host, index, levels), index);
  });
}

/** Of this process on a processor: what others do beside it does not count. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** What is held, in MiB; run with --expose-gc the garbage is left out. */
function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

const hosts = await collected();
const bench = await openBench(ids, DAY);
const lines = linesOf(Math.min(count, 1000), 3);
const { readSeconds, judgeSeconds, findings, growthMebibytes } = measure(lines, bench, count);
const unlike = Math.min(count, 1000);
const { judgeSeconds: unlikeSeconds } = measure(linesOf(unlike, unlike), bench, unlike);
const perSecond = count / judgeSeconds;
const bytes = lines.reduce((sum, line) => sum + line.length, 0) / lines.length;
console.log(
  [
    `${count} hosts (${lines.length} distinct, ${(bytes / 1024).toFixed(0)} KiB each), ${ids.length} profiles, ${(findings / count).toFixed(0)} findings a host; Node ${process.version}`,
    `judged     ${perSecond.toFixed(0)} hosts/s (goal ${GOAL_HOSTS}) ${perSecond >= GOAL_HOSTS ? 'met' : 'MISSED'}`,
    `unlike     ${(unlike / unlikeSeconds).toFixed(0)} hosts/s where no two are alike`,
    `read       ${(count / readSeconds).toFixed(0)} hosts/s, the digest of each fact checked`,
    `heap grew  ${growthMebibytes.toFixed(1)} MiB after the first fifth (goal ${GOAL_GROWTH}) ${growthMebibytes <= GOAL_GROWTH ? 'met' : 'MISSED'}`,
  ].join('\n'),
);
process.exitCode = perSecond >= GOAL_HOSTS && growthMebibytes <= GOAL_GROWTH ? 0 : 1;
