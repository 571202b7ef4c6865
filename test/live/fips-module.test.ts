import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readElf } from '../../src/codec/elf/file.ts';
import { FIPS_PROVIDER_NAMES, readModuleIdentity } from '../../src/codec/fips-module/identity.ts';
import { checkModuleIntegrity } from '../../src/codec/fips-module/integrity.ts';
import { inspectFipsModule } from '../../src/collect/openssl/fips-module.ts';
import { locateOpenssl } from '../../src/collect/openssl/installation.ts';
import { judgeModuleParameters } from '../../src/collect/openssl/module-parameters.ts';
import { targetPath } from '../../src/facts/locator.ts';
import { rootTree } from '../../src/target/root-tree.ts';
import { fipsModuleOf, librariesOf, liveTree } from './tree.ts';

const tree = liveTree();
const run = promisify(execFile);
let scratch = '';
let configuration = '';
let section: Readonly<Record<string, string>> = {};

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'pqready-fips-module-'));
  configuration = join(scratch, 'fipsmodule.cnf');
  await openssl('fipsinstall', '-module', fipsModuleOf(tree), '-out', configuration);
  const lines = (await readFile(configuration, 'utf8')).split('\n').map((line) => line.split(' = '));
  section = Object.fromEntries(lines.filter((pair): pair is [string, string] => pair.length === 2));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

it("computes the MAC that the tree's own fipsinstall writes", async () => {
  const path = targetPath('/usr/lib/x86_64-linux-gnu/ossl-modules/fips.so');
  expect(await inspectFipsModule(rootTree(tree), path, section['module-mac'] ?? null)).toMatchObject({
    state: 'loads',
    module: { value: { integrity: 'intact', packageDigest: 'matches', nonCompliant: false } },
  });
});

it('reads name, version and build as the loaded module reports them', async () => {
  const main = join(scratch, 'openssl.cnf');
  await writeFile(
    main,
    `openssl_conf = all\n.include ${configuration}\n[all]\nproviders = ours\n[ours]\nfips = fips_sect\n`,
  );
  const { stdout } = await openssl('list', '-providers', '-verbose', { OPENSSL_CONF: main });
  const reported = (word: string) => new RegExp(`^ +${word}: (.*)$`, 'm').exec(stdout)?.[1] ?? null;
  expect(readModuleIdentity(await readFile(fipsModuleOf(tree)), FIPS_PROVIDER_NAMES)).toEqual({
    name: reported('name'),
    version: reported('version'),
    build: reported('build info'),
    nonCompliant: false,
  });
});

it('detects a flipped byte wherever it lies, as fipsinstall -verify does', async () => {
  const whole = await readFile(fipsModuleOf(tree));
  const copy = join(scratch, 'fips.so');
  for (let step = 0; step < 40; step += 1) {
    const at = Math.floor((whole.length - 1) * (step / 39));
    const flipped = Buffer.from(whole);
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    expect(check(flipped).passesOwnTest, `byte ${at}`).not.toBe('yes');
    if (step % 13 !== 0) continue;
    await writeFile(copy, flipped);
    const verified = openssl('fipsinstall', '-verify', '-in', configuration, '-module', copy);
    await expect(verified, `byte ${at}`).rejects.toThrow(/VERIFY FAILED|mismatch/);
  }
});

it('says altered of a module whose code was changed, and knows its key', async () => {
  const changed = await readFile(fipsModuleOf(tree));
  changed[0x28340] = (changed[0x28340] ?? 0) ^ 1;
  expect(check(changed)).toMatchObject({ integrity: 'altered', passesOwnTest: 'no' });
});

it('judges what fipsinstall writes without options', () => {
  const judged = judgeModuleParameters(section, '3.5.7');
  expect(judged).toMatchObject({ installStatus: 'absent', refused: [] });
  expect(judged.belowStrict).toContain('tls1-prf-ems-check');
  expect(judged.belowStrict).not.toContain('security-checks');
  // Written as 0, although the module takes 1 where the key is absent.
  expect(judged.belowStrict).toContain('no-short-mac');
});

it('tells the build of the libcrypto as openssl version does', async () => {
  const { stdout } = await openssl('version', '-v', '-d', '-m');
  const { installations, gaps } = await locateOpenssl(rootTree(tree));
  const [{ build } = { build: undefined }] = installations;
  expect(gaps).toEqual([]);
  expect(stdout).toContain(`OpenSSL ${build?.version.text} `);
  expect(stdout).toContain(`OPENSSLDIR: "${build?.openssldir}"`);
  expect(stdout).toContain(`MODULESDIR: "${build?.modulesDirectory}"`);
  expect(build).toMatchObject({ flavour: 'upstream', readsKernelFips: false, systemCiphersFile: null });
});

function check(module: Uint8Array) {
  const elf = readElf(module);
  return checkModuleIntegrity(module, elf.ok ? elf.value : null, section['module-mac'] ?? null);
}

/** The tree's program through the tree's loader; a last argument that is an object is its environment. */
async function openssl(...given: readonly (string | Readonly<Record<string, string>>)[]) {
  const [environment = {}] = given.filter((each) => typeof each === 'object');
  const words = given.filter((each) => typeof each === 'string');
  const libraries = librariesOf(tree);
  const loader = ['--library-path', libraries, `${tree}/usr/bin/openssl`];
  return run(`${tree}/lib64/ld-linux-x86-64.so.2`, [...loader, ...words], {
    env: { LC_ALL: 'C', OPENSSL_MODULES: `${libraries}/ossl-modules`, OPENSSL_CONF: '/dev/null', ...environment },
  });
}
