import { existsSync } from 'node:fs';
import { readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { katSample } from '../../src/collect/kat-sample.ts';
import { openEngines } from '../../src/kat/engines.ts';
import { openOpenssl } from '../../src/target/openssl-process.ts';
import type { OpensslView } from '../../src/target/views.ts';
import { pqready } from '../support/command-line.ts';
import { SHARED_VECTORS } from '../support/shared-vectors.ts';
import { liveTree } from './tree.ts';
import { type TreeOpenssl, treeOpenssl } from './tree-openssl.ts';

const SIGNAL = AbortSignal.timeout(120_000);
let openssl: TreeOpenssl;

beforeAll(async () => {
  openssl = await treeOpenssl(liveTree());
});
afterAll(() => rm(openssl.directory, { recursive: true, force: true }));

it("finds both providers of the tree's OpenSSL right, sample by sample, within seconds", async () => {
  const started = performance.now();
  const harvest = await katSample.collect({ openssl: viewOf(openssl) }, SIGNAL);
  const took = performance.now() - started;
  const counts = harvest.facts.flatMap((each) =>
    each.kind === 'kat.run' && each.subject !== 'Node.js'
      ? [
          `${each.subject}, ${each.value.algorithm} ${each.value.operation}: ${each.value.passed} ${each.value.failed} ${each.value.skipped}`,
        ]
      : [],
  );
  expect(counts).toMatchInlineSnapshot(`
    [
      "OpenSSL library, ML-DSA keyGen: 2 0 0",
      "OpenSSL library, ML-DSA sigGen: 2 0 0",
      "OpenSSL library, ML-DSA sigVer: 4 0 0",
      "OpenSSL library, ML-KEM encapsulation: 2 0 0",
      "OpenSSL library, ML-KEM decapsulation: 2 0 0",
      "OpenSSL library, ML-KEM implicit rejection: 2 0 0",
      "OpenSSL library, ML-KEM encapsulationKeyCheck: 2 0 0",
      "OpenSSL library, ML-KEM keyGen: 2 0 0",
      "OpenSSL FIPS provider, ML-DSA keyGen: 2 0 0",
      "OpenSSL FIPS provider, ML-DSA sigGen: 2 0 0",
      "OpenSSL FIPS provider, ML-DSA sigVer: 4 0 0",
      "OpenSSL FIPS provider, ML-KEM encapsulation: 2 0 0",
      "OpenSSL FIPS provider, ML-KEM decapsulation: 2 0 0",
      "OpenSSL FIPS provider, ML-KEM implicit rejection: 2 0 0",
      "OpenSSL FIPS provider, ML-KEM encapsulationKeyCheck: 2 0 0",
      "OpenSSL FIPS provider, ML-KEM keyGen: 2 0 0",
    ]
  `);
  expect(harvest.gaps).toEqual([]);
  // Two seconds on a machine at rest.
  expect(took).toBeLessThan(15_000);
});

it('proves that answers come from the FIPS provider, beside an active default provider too', async () => {
  const both = join(openssl.directory, 'both.cnf');
  const text = `openssl_conf = init\n.include ${openssl.directory}/fipsmodule.cnf\n[init]\nproviders = ours\n[ours]\nfips = fips_sect\ndefault = on\n[on]\nactivate = 1\n`;
  await writeFile(both, text);
  const given = { path: openssl.program, configuration: both };
  const opened = await openEngines(['openssl-fips'], given, SIGNAL);
  opened.close();
  expect(opened.engines.map(({ version, proof }) => [version, proof])).toEqual([
    [
      expect.stringMatching(/^OpenSSL FIPS Provider 3\.\S+$/),
      'active: default, fips; every run with -propquery fips=yes, which is refused with provider!=fips',
    ],
  ]);
});

it('has no FIPS engine where the configuration activates none, and says so', async () => {
  const none = await openEngines(['openssl-fips'], { path: openssl.program, configuration: '/dev/null' }, SIGNAL);
  none.close();
  expect(none.unavailable).toEqual([
    { id: 'openssl-fips', why: 'the configuration activates no FIPS provider (active: default)' },
  ]);
});

it("has the project's own vectors answered by the default provider, and exits 0", async () => {
  const ended = await pqready('kat', '--engine', 'openssl', '--openssl', openssl.program, '--output', 'json');
  const { runs } = JSON.parse(ended.stdout) as {
    runs: readonly { readonly failed: number; readonly passed: number }[];
  };
  expect(runs.length).toBe(11);
  expect(runs.filter(({ failed, passed }) => failed > 0 || passed === 0)).toEqual([]);
  expect(ended.exitCode).toBe(0);
});

it.each(['SIGHUP', 'SIGINT', 'SIGTERM'] as const)(
  'leaves no key behind when %s ends it in the middle',
  async (signal) => {
    const main = join(import.meta.dirname, '../../src/cli/main.ts');
    const child = execa(
      process.execPath,
      [
        ...['--openssl-config=/dev/null', main, 'kat', '--full', '--engine', 'openssl'],
        ...['--vectors', SHARED_VECTORS, '--openssl', openssl.program],
      ],
      { reject: false, stdin: 'ignore' },
    );
    let place: string | undefined;
    for (let turn = 0; turn < 200 && place === undefined; turn += 1) {
      place = (await privatePlaces()).find(({ parent }) => parent === child.pid)?.path;
      await setTimeout(20);
    }
    expect(place).toBeDefined();
    child.kill(signal);
    const { exitCode, stdout, stderr } = await child;
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: 'pqready: interrupted\nNothing was written.',
    });
    expect(existsSync(place ?? '')).toBe(false);
  },
);

/** The directories that processes of pqready work in, as the openssl programs that they started show them. */
async function privatePlaces(): Promise<readonly { readonly path: string; readonly parent: number }[]> {
  const found = await Promise.all(
    (await readdir('/proc'))
      .filter((name) => /^\d+$/.test(name))
      .map(async (pid) => {
        const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '');
        const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
        return { path: dirname(cwd), parent: Number(/\) \S (\d+)/.exec(stat)?.[1]) };
      }),
  );
  return found.filter(({ path }) => /\/pqready-[^/]+$/.test(path));
}

function viewOf({ program, fipsConfiguration }: TreeOpenssl): OpensslView {
  return {
    open: async (configuration) => ({
      state: 'seen',
      at: { in: 'command', argv: ['openssl'] },
      value: await openOpenssl({
        name: 'openssl',
        path: program,
        // What /etc/ssl/openssl.cnf would be on a host in FIPS mode.
        configuration: configuration === 'none' ? null : fipsConfiguration,
      }),
    }),
  };
}
