import { describe, expect, it } from 'vitest';
import type { PredictedOutcome } from '../../src/facts/values/modules.ts';
import type { TargetReport } from '../../src/report/format.ts';
import { ociLayout, writeLayout } from '../support/image.ts';
import { buildGoProgram } from '../support/programs.ts';
import type { Tree } from '../support/tree.ts';
import { containers } from '../trees/containers/index.ts';
import { type TreeName, trees } from '../trees/index.ts';
import { implementationsText } from './implementations-text.ts';
import { judgedImage } from './judged-image.ts';

/** An image of a tree, with the environment that its configuration gives to each process. */
async function imageOf(tree: Tree, ...env: readonly string[]): Promise<TargetReport> {
  const path = await writeLayout(ociLayout({ layers: [{ tree }], config: { Env: ['PATH=/usr/bin', ...env] } }));
  return await judgedImage(`image with ${env.join(' ') || 'no such variable'}`, { path, form: 'oci-dir' });
}

/** `off/on` for each implementation. */
function outcomes({ facts }: TargetReport): Readonly<Record<string, string>> {
  return Object.fromEntries(
    facts.flatMap((each) =>
      each.kind === 'fips.prediction'
        ? [[each.subject, `${each.value.flagOff.outcome} / ${each.value.flagOn.outcome}`] as const]
        : [],
    ),
  );
}

function weights(report: TargetReport, requirement: string): readonly string[] {
  return (report.assessments ?? []).flatMap(({ findings }) =>
    findings.filter((each) => each.requirement.id === requirement).map(({ weight, subject }) => `${weight} ${subject}`),
  );
}

const goldens: readonly (readonly [name: keyof typeof containers, ...env: readonly string[]])[] = [
  ['scratch-go-fips', 'GODEBUG=fips140=off'],
  ['scratch-go-fips', 'GODEBUG=http2client=0,fips140=only'],
  ['scratch-go', 'GODEBUG=fips140=on,tlsmlkem=0'],
  ['microsoft-go-without-symcrypt', 'GOFIPS=1'],
  ['ubuntu-noble-without-provider', 'OPENSSL_FORCE_FIPS_MODE=1'],
  ['node-official', 'NODE_OPTIONS=--enable-fips'],
  ['node-official', 'OPENSSL_CONF=/app/fips.cnf', 'OPENSSL_MODULES=/app/modules'],
  ['java-bouncy-castle', 'JAVA_TOOL_OPTIONS=-Dorg.bouncycastle.fips.approved_only=true'],
];

describe.each(goldens.map(([name, ...env]) => ({ name, env })))('$name with $env', ({ name, env }) => {
  it('foretells what its environment makes of it, as its golden says', async () => {
    const report = await imageOf(await containers[name](), ...env);
    const file = `${name}-${env.map((each) => each.replace(/[^\w]+/g, '-')).join('-')}`;
    await expect(implementationsText(report)).toMatchFileSnapshot(`reports/image-environment/${file}.txt`);
  });
});

it('lets an empty OPENSSL_FORCE_FIPS_MODE of an image force as any value does', async () => {
  const tree = await containers['ubuntu-noble-without-provider']();
  const [off] = (outcomes(await imageOf(tree, 'OPENSSL_FORCE_FIPS_MODE='))['programs that use OpenSSL'] ?? '').split(
    ' / ',
  );
  expect(off).toBe('does-not-start');
});

describe('GODEBUG of an image', () => {
  const go = async (version: string, settings: Readonly<Record<string, string>>, ...env: readonly string[]) => {
    const tree = { '/server': { content: buildGoProgram({ version, settings }), mode: 0o755 } };
    return outcomes(await imageOf(tree, ...env))['Go cryptography in /server'];
  };
  const FROZEN = { GOFIPS140: 'v1.0.0' };

  it.each<[string, Readonly<Record<string, string>>, readonly string[], string]>([
    ['go1.24.4', FROZEN, [], 'not-validated / not-validated'],
    ['go1.24.4', FROZEN, ['GODEBUG=fips140=on'], 'validated-module / validated-module'],
    ['go1.24.4', FROZEN, ['GODEBUG=fips140=off,fips140=only'], 'validated-module / validated-module'],
    ['go1.24.4', FROZEN, ['GODEBUG=fips140=perhaps'], 'unknown / unknown'],
    ['go1.24.4', { ...FROZEN, DefaultGODEBUG: 'fips140=on' }, ['GODEBUG=fips140=off'], 'not-validated / not-validated'],
    ['go1.24.4', { ...FROZEN, DefaultGODEBUG: 'fips140=on' }, [`GODEBUG=x=${'y'.repeat(300)}`], 'unknown / unknown'],
    ['go1.24.4', {}, ['GODEBUG=fips140=on'], 'not-validated / not-validated'],
    ['go1.23.4 X:boringcrypto', {}, [], 'unknown / unknown'],
  ])('of %s %j with %j comes to %s', async (version, settings, env, expected) => {
    // A build with GOFIPS140 names the module even where DefaultGODEBUG is not set.
    expect(await go(version, { CGO_ENABLED: '0', ...settings }, ...env)).toBe(expected);
  });
});

describe('NODE_OPTIONS of an image with Node.js on the OpenSSL of the system', () => {
  const NODE = 'Node.js (/usr/bin/node)';
  const withNode = async (name: TreeName, ...env: readonly string[]) => {
    const { buildElf } = await import('../support/elf.ts');
    const tree = {
      ...(await trees[name]()),
      '/usr/bin/node': { content: buildElf({ needed: ['libcrypto.so.3'] }), mode: 0o755 },
    };
    return outcomes(await imageOf(tree, ...env))[NODE];
  };

  it.each<[TreeName, readonly string[], string]>([
    ['rhel-9-certified', [], 'not-validated / unknown'],
    ['rhel-9-certified', ['NODE_OPTIONS=--openssl-shared-config'], 'not-validated / validated-module'],
    [
      'rhel-9-certified',
      ['OPENSSL_FORCE_FIPS_MODE=0', 'NODE_OPTIONS=--openssl-shared-config'],
      'validated-module / validated-module',
    ],
    [
      'rhel-9-certified',
      ['OPENSSL_FORCE_FIPS_MODE=', 'NODE_OPTIONS=--openssl-shared-config'],
      'validated-module / validated-module',
    ],
    [
      'rhel-9-certified',
      ['LD_LIBRARY_PATH=/opt/lib', 'NODE_OPTIONS=--openssl-shared-config'],
      'not-validated / unknown',
    ],
    ['debian-13', ['NODE_OPTIONS=--force-fips'], 'unknown / unknown'],
  ])('of %s with %j comes to %s', async (name, env, expected) => {
    expect(await withNode(name, ...env)).toBe(expected);
  });
});

it('lets GODEBUG of an image switch ML-KEM off for a program that was built with it', async () => {
  const tree = await containers['scratch-go']();
  expect(weights(await imageOf(tree), 'implementations.ml-kem')).toEqual(['pass Go cryptography in /server']);
  expect(weights(await imageOf(tree, 'GODEBUG=tlsmlkem=0'), 'implementations.ml-kem')).toEqual([
    'warn Go cryptography in /server',
  ]);
});

it('never passes a start for which nothing was seen', async () => {
  const reports = await Promise.all(Object.values(containers).map(async (tree) => imageOf(await tree())));
  for (const report of reports) {
    const seen = report.facts.flatMap((each) =>
      each.kind === 'fips.prediction' && reasonOf(each.value.flagOn) !== null ? [`pass ${each.subject}`] : [],
    );
    const passed = weights(report, 'implementations.start').filter((each) => each.startsWith('pass '));
    expect(passed.filter((each) => !seen.includes(each))).toEqual([]);
  }
});

function reasonOf({ startsBecause = null }: PredictedOutcome): string | null {
  return startsBecause;
}
