import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { type Collected, collectAll } from '../../src/collect/collect-all.ts';
import type { BoundCollector } from '../../src/collect/collector.ts';
import { fact } from '../../src/facts/fact.ts';
import { targetPath } from '../../src/facts/locator.ts';
import { evidence } from '../../src/facts/quote.ts';
import type { Target } from '../../src/target/views.ts';

const target: Target = {
  kind: 'dir',
  name: 'dir:/nowhere',
  identity: { by: 'path', value: '/nowhere' },
  views: {},
  close: async () => {},
};

function collector(id: string, collect: BoundCollector['collect']): BoundCollector {
  return { id, needs: [], welcomes: [], yields: ['os.release', 'os.form'], opens: [], collect };
}

function marker(path: string) {
  const at = { in: 'file', path: targetPath(path) } as const;
  return fact('os.fips-marker', 'operating system', { path: targetPath('/etc/system-fips') }, evidence(at, 'x'));
}

const good = collector('good', async () => ({ facts: [marker('/etc/system-fips')], gaps: [] }));

function only(collectors: readonly BoundCollector[]) {
  const listed = collectors.map((each) => ({ ...each, load: async () => each }));
  return { collectors: listed, fileCollectors: [], walks: true };
}

function run(collectors: readonly BoundCollector[], signal = new AbortController().signal): Promise<Collected> {
  return collectAll(target, only(collectors), { withinMs: 50, signal });
}

it.each<[string, BoundCollector['collect'], string]>([
  ['throws', () => Promise.reject(new Error('this is broken')), 'this is broken'],
  [
    'throws before it waits',
    () => {
      throw new TypeError('at once');
    },
    'at once',
  ],
  ['throws no error', () => Promise.reject('a word'), 'a word'],
  ['never ends and ignores its signal', () => new Promise(() => {}), 'no answer within 50 ms'],
  [
    'ends with what its signal says',
    (_, signal) => new Promise((__, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    'no answer within 50 ms',
  ],
])('leaves a gap for each kind of a collector that %s, and the others whole', async (_, collect, why) => {
  expect(await run([collector('bad', collect), good])).toEqual({
    facts: [marker('/etc/system-fips')],
    gaps: ['os.form', 'os.release'].map((kind) => ({
      kind,
      subject: 'collector bad',
      why: `the collector failed: ${why}`,
    })),
    coverage: [
      { collector: 'bad', state: 'failed', why },
      { collector: 'good', state: 'ran' },
    ],
  });
});

it('tells a collector to stop when its time is over', async () => {
  let told: unknown;
  await run([
    collector('slow', (_, signal) => {
      signal.addEventListener('abort', () => {
        told = signal.reason;
      });
      return new Promise(() => {});
    }),
  ]);
  expect(told).toEqual(new Error('no answer within 50 ms'));
});

it('stops all of them when the scan is stopped, before or after they began', async () => {
  const hang = collector('hang', () => new Promise(() => {}));
  const stopped = await collectAll(target, only([hang]), { withinMs: 60_000, signal: AbortSignal.abort() });
  expect(stopped.coverage).toEqual([{ collector: 'hang', state: 'failed', why: 'the scan was stopped' }]);
  const later = new AbortController();
  setTimeout(() => later.abort(), 20);
  const halfway = await collectAll(target, only([hang]), { withinMs: 60_000, signal: later.signal });
  expect(halfway.coverage).toEqual([{ collector: 'hang', state: 'failed', why: 'the scan was stopped' }]);
});

it('does not even load a collector whose view the target does not serve, and says so', async () => {
  const load = () => Promise.reject(new Error('was loaded'));
  const plan = {
    collectors: [{ id: 'kernel', needs: ['kernel', 'files'] as const, load }],
    fileCollectors: [{ id: 'walking', load }],
    walks: true,
  };
  expect(await collectAll(target, plan, { withinMs: 50, signal: new AbortController().signal })).toEqual({
    facts: [],
    gaps: [],
    coverage: [
      { collector: 'kernel', state: 'not-served', why: 'this kind of target does not serve: kernel, files' },
      { collector: 'walking', state: 'not-served', why: 'this kind of target does not serve: files' },
    ],
  });
});

it('writes a statement of two collectors once, with the evidence of both', async () => {
  const later = collector('later', async () => ({ facts: [marker('/usr/lib/system-fips')], gaps: [] }));
  const { facts } = await run([good, later]);
  expect(facts.map((each) => each.evidence.map(({ at }) => at))).toEqual([
    [
      { in: 'file', path: '/etc/system-fips' },
      { in: 'file', path: '/usr/lib/system-fips' },
    ],
  ]);
});

it('says what is done as it gets done', async () => {
  const said: string[] = [];
  await collectAll(target, only([good, collector('bad', () => Promise.reject(new Error('broken')))]), {
    withinMs: 50,
    signal: new AbortController().signal,
    onDone: (id, done, of) => said.push(`${id} ${done}/${of}`),
  });
  expect(said.sort()).toEqual(['bad 2/2', 'good 1/2']);
});

// A timer that does not count as work would let Node end, with exit code 13 and no report, while a collector hangs.
it('gives its answer although nothing else keeps the process alive, and lets it end at once after that', async () => {
  const program = `
    import { collectAll } from '${new URL('../../src/collect/collect-all.ts', import.meta.url).href}';
    const hang = { id: 'hang', needs: [], welcomes: [], yields: [], opens: [], collect: () => new Promise(() => {}) };
    const swift = { ...hang, id: 'swift', collect: async () => ({ facts: [], gaps: [] }) };
    const only = (each) => ({ collectors: [{ ...each, load: async () => each }], fileCollectors: [], walks: true });
    const limits = (withinMs) => ({ withinMs, signal: new AbortController().signal });
    const target = { views: {} };
    await collectAll(target, only(swift), limits(60_000));
    const { coverage } = await collectAll(target, only(hang), limits(100));
    console.log(coverage[0].state);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    timeout: 10_000,
  });
  expect(stdout).toBe('failed\n');
});
