import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withPredictions } from '../../src/facts/derive/predictions.ts';
import type { FipsPrediction } from '../../src/facts/values/modules.ts';
import type { TargetReport } from '../../src/report/format.ts';
import { judgedTree } from '../golden/judged-tree.ts';
import { given } from '../support/rule-facts.ts';
import { activated, asItComes, copyOf, discard } from './debian-trees.ts';
import { argvInTree } from './servers/server-tree.ts';
import { programTree } from './tree.ts';

const run = promisify(execFile);

describe('Debian 13 with Node.js, Python, Go and Java', () => {
  let plain: string | undefined;
  let fips: string | undefined;
  let before: TargetReport;
  let after: TargetReport;

  beforeAll(async () => {
    plain = await copyOf(programTree(), asItComes);
    await buildGoPrograms(plain);
    fips = await copyOf(plain, activated);
    [before, after] = [await judgedTree('plain', plain), await judgedTree('fips', fips)];
  }, 600_000);

  afterAll(() => Promise.all([fips, plain].filter((tree) => tree !== undefined).map(discard)));

  it.each(['plain', 'fips', 'latest', 'only', 'old'])(
    'knows of the Go program "%s" what it says when it runs',
    async (name) => {
      const value = implementation(before, `Go cryptography in /opt/go/${name}`);
      const on = value?.route?.via === 'own-module' && value.route.mode === 'on';
      expect(await inTree(plain, [`/opt/go/${name}`])).toMatchObject({ stdout: `fips140 ${on}\n`, failed: false });
    },
  );

  it('foretells which Go program computes inside the validated module', () => {
    const outcomes = ['plain', 'fips', 'latest', 'only', 'old'].map((name) => [
      name,
      prediction(before, `Go cryptography in /opt/go/${name}`)?.flagOn.outcome,
    ]);
    expect(Object.fromEntries(outcomes)).toEqual({
      plain: 'not-validated',
      fips: 'validated-module',
      latest: 'not-validated',
      only: 'validated-module',
      old: 'not-validated',
    });
  });

  it('knows that fips140=only stops what is not approved, and fips140=on does not', async () => {
    expect(await inTree(plain, ['/opt/go/only', 'md5'])).toMatchObject({ failed: true });
    expect(await inTree(plain, ['/opt/go/fips', 'md5'])).toMatchObject({ failed: false });
  });

  it("foretells that Debian's libcrypto does not heed the flag: Python computes MD5 as before", async () => {
    expect(prediction(before, PYTHON)?.flagOn.outcome).toBe('not-validated');
    const forced = await inTree(plain, ['/usr/bin/python3', '-c', MD5], { OPENSSL_FORCE_FIPS_MODE: '1' });
    expect(forced).toMatchObject({ failed: false, stdout: 'd41d8cd98f00b204e9800998ecf8427e\n' });
  });

  it('foretells that a configured module serves Python, which then has no MD5', async () => {
    expect(prediction(after, PYTHON)?.flagOff.outcome).toBe('other-module');
    expect(await inTree(fips, ['/usr/bin/python3', '-c', MD5])).toMatchObject({ failed: true });
  });

  it('does not claim as much for Node.js, which reads a section of its own and goes on with MD5', async () => {
    expect(prediction(after, NODE)?.flagOff.outcome).toBe('unknown');
    const node = await inTree(fips, ['/usr/bin/node', '-p', "require('crypto').createHash('md5').digest('hex')"]);
    expect(node).toMatchObject({ failed: false, stdout: 'd41d8cd98f00b204e9800998ecf8427e\n' });
  });

  it('foretells nothing better for Node.js as it comes: --force-fips has no module to turn to', async () => {
    expect(prediction(before, NODE)?.flagOn.outcome).toBe('not-validated');
    const node = await inTree(plain, ['/usr/bin/node', '--force-fips', '-p', "require('crypto').getFips()"]);
    expect(node).toEqual({ stdout: '', failed: true });
  });

  it('foretells that NODE_OPTIONS with --force-fips stops Node.js where there is no module, as it does', async () => {
    const environment = given('image.configuration', {
      environment: { names: [], cryptography: [{ name: 'NODE_OPTIONS', value: '--force-fips' }] },
    });
    const without = before.facts.filter(({ kind }) => kind !== 'fips.module');
    const foretold = prediction({ ...before, facts: withPredictions([...without, environment]) }, NODE);
    expect([foretold?.flagOff.outcome, foretold?.flagOn.outcome]).toEqual(['does-not-start', 'does-not-start']);
    const node = await inTree(plain, ['/usr/bin/node', '-p', '1'], { NODE_OPTIONS: '--force-fips' });
    expect(node).toEqual({ stdout: '', failed: true });
  });

  it.each(['on', 'off', 'only'])('foretells what GODEBUG fips140=%s of an image makes of Go programs', async (mode) => {
    const environment = given('image.configuration', {
      environment: { names: [], cryptography: [{ name: 'GODEBUG', value: `fips140=${mode}` }] },
    });
    const foretold = { ...before, facts: withPredictions([...before.facts, environment]) };
    const frozen = prediction(foretold, 'Go cryptography in /opt/go/fips')?.flagOff.outcome;
    expect(frozen).toBe(mode === 'off' ? 'not-validated' : 'validated-module');
    for (const name of ['plain', 'fips', 'latest', 'old'])
      expect([name, (await inTree(plain, [`/opt/go/${name}`], { GODEBUG: `fips140=${mode}` })).stdout]).toEqual([
        name,
        `fips140 ${mode !== 'off'}\n`,
      ]);
  });

  it('knows which provider is the first of Java, and which algorithms it has', async () => {
    const value = implementation(before, 'Java runtime in /usr/lib/jvm/java-21-openjdk-amd64');
    const listed = await javaProviders(plain);
    expect(listed.match(/Provider name: (\S+)/)?.[1]).toBe(value?.settings?.['security.provider.1']);
    expect({
      mlKem: /KEM\.ML-KEM-768\b/.test(listed) ? 'yes' : 'no',
      mlDsa: /Signature\.ML-DSA-65\b/.test(listed) ? 'yes' : 'no',
    }).toEqual({ mlKem: value?.postQuantum?.mlKem, mlDsa: value?.postQuantum?.mlDsa });
    expect(listed).toContain(`openjdk version "${value?.version}"`);
  });

  it('foretells that Java computes with its own providers, whatever OpenSSL is configured to', async () => {
    const foretold = prediction(after, 'Java runtime in /usr/lib/jvm/java-21-openjdk-amd64');
    expect([foretold?.flagOff.outcome, foretold?.flagOn.outcome]).toEqual(['not-validated', 'not-validated']);
    expect(await javaProviders(fips)).toMatch(/MessageDigest\.MD5\b/);
  });
});

function implementation({ facts }: TargetReport, subject: string) {
  return facts.flatMap((each) =>
    each.kind === 'crypto.implementation' && each.subject === subject ? [each.value] : [],
  )[0];
}

function prediction({ facts }: TargetReport, subject: string): FipsPrediction | undefined {
  return facts.flatMap((each) => (each.kind === 'fips.prediction' && each.subject === subject ? [each.value] : []))[0];
}

async function inTree(tree: string | undefined, argv: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const env = { PATH: '/usr/sbin:/usr/bin', LC_ALL: 'C', HOME: '/tmp', ...more };
  try {
    const { stdout } = await run('chroot', [tree ?? '', ...argv], { env, timeout: 60_000 });
    return { stdout, failed: false };
  } catch (error) {
    return { stdout: (error as { readonly stdout?: string }).stdout ?? '', failed: true };
  }
}

/** Java looks at /proc for itself. */
async function javaProviders(tree: string | undefined): Promise<string> {
  const argv = ['/usr/bin/java', '-XshowSettings:security:providers', '-version'];
  const [command, ...rest] = argvInTree({ tree: tree ?? '', argv });
  const { stdout, stderr } = await run(command, rest, {
    env: { PATH: '/usr/sbin:/usr/bin', LC_ALL: 'C' },
    timeout: 60_000,
  });
  return stdout + stderr;
}

/** One source, built as go.mod and GOFIPS140 say. */
async function buildGoPrograms(tree: string): Promise<void> {
  await run('mkdir', ['-p', join(tree, 'opt/go')]);
  await writeFile(join(tree, 'opt/go/main.go'), SOURCE);
  await writeFile(join(tree, 'opt/go/build.sh'), BUILD);
  await run('chroot', [tree, 'sh', '/opt/go/build.sh'], { env: { PATH: '/usr/sbin:/usr/bin' }, timeout: 280_000 });
}

const NODE = 'Node.js (/usr/lib/x86_64-linux-gnu/libnode.so.115)';
const PYTHON = "Python's hashlib (/usr/lib/python3.13/lib-dynload/_hashlib.so)";
/** `_hashlib` is OpenSSL's; the module of plain C that hashlib falls back to is not asked. */
const MD5 = 'import _hashlib; print(_hashlib.openssl_md5(b"").hexdigest())';
const SOURCE = `package main

import (
	"crypto/fips140"
	"crypto/md5"
	"crypto/tls"
	"fmt"
	"os"
)

func main() {
	fmt.Println("fips140", fips140.Enabled())
	if len(os.Args) > 1 {
		fmt.Printf("%x\\n", md5.Sum(nil))
		_, _ = tls.Dial("tcp", os.Args[1], nil)
	}
}
`;
const BUILD = `set -e
export PATH=/usr/lib/go-1.24/bin:$PATH GOROOT=/usr/lib/go-1.24 HOME=/tmp GOTOOLCHAIN=local GOFLAGS=-mod=mod CGO_ENABLED=0
cd /opt/go
module() { printf 'module example.org/p\\n\\ngo %s\\n' "$1" > go.mod; }
module 1.24
go build -o plain .
GOFIPS140=v1.0.0 go build -o fips .
GOFIPS140=latest go build -o latest .
module 1.20
go build -o old .
printf 'module example.org/p\\n\\ngo 1.24\\n\\ngodebug fips140=only\\n' > go.mod
GOFIPS140=v1.0.0 go build -ldflags='-s -w' -o only .
`;
