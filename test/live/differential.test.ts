import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Configuration } from './configuration/configuration.ts';
import { writeConfiguration } from './configuration/configuration.ts';
import { groupListConfigurations } from './configuration/group-lists.ts';
import { lexerConfigurations } from './configuration/lexer.ts';
import { moduleConfigurations } from './configuration/modules.ts';
import { providerConfigurations } from './configuration/providers.ts';
import { signatureListConfigurations } from './configuration/signature-lists.ts';
import { tlsCommandConfigurations } from './configuration/tls-commands.ts';
import { tokenSoupConfigurations } from './configuration/token-soup.ts';
import { observeClientHello, runOpenssl } from './openssl-of-tree.ts';
import { offerOf, predict } from './predict.ts';
import { fipsModuleOf, liveTree } from './tree.ts';

const tree = liveTree();
let scratch = '';

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'pqready-differential-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

it('reads the text of a configuration as OpenSSL does', () => expectNoDifferences(lexerConfigurations(), 300));

it('reads odd syntax as OpenSSL does', () => expectNoDifferences(tokenSoupConfigurations(), 400));

it('runs the modules of a configuration as OpenSSL does', () => expectNoDifferences(moduleConfigurations(), 150));

it('reads group lists as OpenSSL does', () => expectNoDifferences(groupListConfigurations(), 200));

it('reads lists of signature algorithms as OpenSSL does', () =>
  expectNoDifferences(signatureListConfigurations(), 100));

it('runs the commands of system_default as OpenSSL does', () => expectNoDifferences(tlsCommandConfigurations(), 250));

it('brings providers into play as OpenSSL does', async () => {
  const file = join(scratch, 'fipsmodule.cnf');
  await runOpenssl(tree, 'fipsinstall', '-module', fipsModuleOf(tree), '-out', file);
  const material = { fipsmodule: await readFile(file, 'utf8'), module: fipsModuleOf(tree) };
  await expectNoDifferences(providerConfigurations(material), 250);
});

async function expectNoDifferences(configurations: fc.Arbitrary<Configuration>, count: number): Promise<void> {
  const drawn = fc.sample(configurations, { numRuns: count, seed: SEED });
  const differences: unknown[] = [];
  const waiting = drawn.entries();
  const work = async () => {
    for (const [index, configuration] of waiting) {
      const difference = await differenceOf(configuration, join(scratch, `${configuration.name.slice(0, 5)}${index}`));
      if (difference !== undefined) differences.push(difference);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  expect(differences).toEqual([]);
}

async function differenceOf(drawn: Configuration, directory: string): Promise<unknown> {
  const configuration = await writeConfiguration(directory, drawn);
  const environment = { ...configuration.environment, OPENSSL_CONF: `${directory}/openssl.cnf` };
  const observed = await observeClientHello(tree, { environment, workingDirectory: directory });
  const truth = observed.sent === 'hello' ? offerOf(observed.hello) : { sent: 'nothing' };
  const predicted = predict(tree, directory, configuration);
  if (isDeepStrictEqual(truth, predicted)) return undefined;
  return { name: configuration.name, files: configuration.files, truth, predicted, stderr: observed.stderr };
}

const SEED = 20_261_122;
/** Runs of openssl at the same time. */
const AT_ONCE = 4;
