import { execFileSync } from 'node:child_process';
import { chmod, copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runKeygen } from '../../src/cli/keygen-command.ts';
import { runSign } from '../../src/cli/sign-command.ts';
import { json } from '../../src/report/json.ts';
import { pqready } from '../support/command-line.ts';
import { smallHost, written } from '../support/report.ts';

let place: string;
const at = (name: string): string => join(place, name);

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'pqready-evidence-'));
  await runKeygen({ out: at('key'), algorithm: 'ml-dsa-65' });
  await runKeygen({ out: at('strong'), algorithm: 'ml-dsa-87' });
  await runKeygen({ out: at('classical'), algorithm: 'ecdsa-p384' });
  await writeFile(at('report.json'), written(json, [smallHost(), { ...smallHost(), name: 'web-2' }]));
  await runSign({ report: at('report.json'), key: [at('key'), at('classical')], out: undefined });
});
afterAll(() => rm(place, { recursive: true, force: true }));

it('keeps private keys to their owner, and overwrites none', async () => {
  expect((await stat(at('key'))).mode & 0o777).toBe(0o600);
  expect(await pqready('keygen', '--out', at('key'))).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('Name a file that is not there yet'),
  });
});

it('writes private keys as RFC 9881 has them: PKCS#8 with the seed, and the expanded key or not', async () => {
  const der = Buffer.from((await readFile(at('key'), 'utf8')).replace(/-----[^\n]+-----|\n/g, ''), 'base64');
  // The OID of id-ml-dsa-65, 2.16.840.1.101.3.4.3.18, and of Node.js 24 both = SEQUENCE { seed, expandedKey } of 32 and 4032
  // bytes, of Node.js 26 seed = [0] of 32 bytes.
  expect(der.includes(Buffer.from('0609608648016503040312', 'hex'))).toBe(true);
  expect(['30820fe60420', '04228020'].filter((form) => der.includes(Buffer.from(form, 'hex')))).toHaveLength(1);
});

it('finds an unchanged report unchanged, by each key and by both', async () => {
  for (const keys of [['key'], ['classical'], ['key', 'classical']]) {
    const { stdout, exitCode } = await verify('report.json', ...keys);
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('unchanged') });
  }
});

it('does not take the word of a key that has not signed', async () => {
  expect(await verify('report.json', 'key', 'strong')).toMatchObject({
    exitCode: 1,
    stdout: `CHANGED ${at('strong.pub')} (ml-dsa-87) has not signed this`,
  });
});

it.each([
  ['the first target', '"web-1"', '"web-9"', ['report.json', 'target 1 (web-1)', 'target 1 (web-9)']],
  ['the second target', '"web-2"', '"web-9"', ['report.json', 'target 2 (web-2)', 'target 2 (web-9)']],
  ['the day', '"asOf": "2026-11-22"', '"asOf": "2026-11-23"', ['report.json', 'what stands around the targets']],
])('names a change in %s', async (_, from, to, names) => {
  const changed = (await readFile(at('report.json'), 'utf8')).replace(from, to);
  expect(await changedNames(changed)).toEqual(names);
});

it('says where a document was only laid out anew', async () => {
  const document = JSON.parse(await readFile(at('report.json'), 'utf8'));
  await writeFile(at('again.json'), JSON.stringify(document));
  const { stdout, exitCode } = await verify('again.json', 'key', '--signature', at('report.json.sig.json'));
  expect(exitCode).toBe(1);
  expect(stdout).toMatch(/^CHANGED again\.json: wants SHA-256 .*; the same content, laid out anew$/);
});

it('finds every flipped bit of the signature file itself', async () => {
  const text = await readFile(at('report.json.sig.json'), 'utf8');
  const { payload, signatures } = JSON.parse(text);
  for (const broken of [
    text.replace(payload, flipped(payload)),
    text.replace(signatures[0].sig, flipped(signatures[0].sig)),
    text.replace('vnd.in-toto+json', 'vnd.in-toto+jsom'),
  ]) {
    await writeFile(at('broken.sig.json'), broken);
    const { stdout, exitCode } = await verify('report.json', 'key', '--signature', at('broken.sig.json'));
    expect({ exitCode, stdout }).toEqual({
      exitCode: 1,
      stdout: `CHANGED ${at('key.pub')} (ml-dsa-65) has not signed this`,
    });
  }
});

it.each([
  ['sign', ['sign', 'report.json', '--key', 'classical'], 'wants an ML-DSA key'],
  ['sign', ['sign', 'report.json', '--key', 'key.pub'], 'wants a private key, PKCS#8 in PEM, which this is not'],
  ['sign', ['sign', 'nothing.json', '--key', 'key'], 'no such file'],
  ['verify', ['verify', 'report.json', '--key', 'key'], 'wants the public key, this is a private one'],
  ['verify', ['verify', 'key.pub', '--key', 'key.pub'], 'key.pub.sig.json'],
  [
    'verify',
    ['verify', 'report.json', '--key', 'key.pub', '--signature', 'report.json'],
    'wants payloadType and payload in base64',
  ],
])('%s tells the user what is wrong: %j', async (_, [command = '', ...args], words) => {
  const { stderr, exitCode } = await pqready(command, ...args.map((each) => (each.startsWith('--') ? each : at(each))));
  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(words) });
});

it('does not sign with a key that others can read', async () => {
  await copyFile(at('key'), at('open-key'));
  await chmod(at('open-key'), 0o640);
  const { stderr, exitCode } = await pqready('sign', at('report.json'), '--key', at('open-key'));
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: expect.stringContaining('others than its owner can read'),
  });
});

it('finds a bundle changed that can no longer be unpacked', async () => {
  await pqready('assess', at('report.json'), '--as-of', '2026-11-22', '--quiet', '--bundle', at('whole.tar.gz'));
  await pqready('sign', at('whole.tar.gz'), '--key', at('key'));
  const bytes = await readFile(at('whole.tar.gz'));
  bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
  const folders = await mkdtemp(at('folders-'));
  execFileSync('tar', ['-xzf', at('whole.tar.gz'), '-C', folders]);
  await writeFile(at('flipped.tar.gz'), bytes);
  await writeFile(at('cut.tar.gz'), bytes.subarray(0, bytes.length >> 2));
  execFileSync('tar', ['-czf', at('folders.tar.gz'), '-C', folders, '.']);
  for (const name of ['flipped.tar.gz', 'cut.tar.gz', 'folders.tar.gz']) {
    const { stdout, exitCode } = await verify(name, 'key', '--signature', at('whole.tar.gz.sig.json'));
    expect({ exitCode, stdout }).toEqual({
      exitCode: 1,
      stdout: expect.stringMatching(
        new RegExp(`^CHANGED ${name}: wants SHA-256 .*\\nCHANGED .*: what was changed inside cannot be told$`),
      ),
    });
  }
});

it('bundles the report, the facts, the profiles, the register and their hashes, and names what was changed inside', async () => {
  const outputs = [
    '--output',
    `csv=${at('report.csv')}`,
    '--output',
    'markdown',
    '--output',
    'cyclonedx@1.6',
    '--output',
    'sarif',
  ];
  const { stdout: shown } = await pqready(
    'assess',
    at('report.json'),
    '--as-of',
    '2026-11-22',
    ...outputs,
    '--bundle',
    at('evidence.tar.gz'),
  );
  expect(shown).toMatch(/^#+ /);
  const unpacked = await mkdtemp(at('unpacked-'));
  execFileSync('tar', ['-xzf', at('evidence.tar.gz'), '-C', unpacked]);
  const names = execFileSync('find', ['.', '-type', 'f', '-printf', '%P\n'], { cwd: unpacked, encoding: 'utf8' });
  expect(
    names
      .trim()
      .split('\n')
      .filter((name) => !name.startsWith('register/'))
      .sort(),
  ).toEqual([
    'README.txt',
    'SHA256SUMS',
    'facts.json',
    'profiles/fips-140-3.yaml',
    'profiles/pq-transition.yaml',
    'report/report.csv',
    'report/report.cyclonedx-1.6.json',
    'report/report.json',
    'report/report.md',
    'report/report.sarif.json',
    'tool.json',
  ]);
  execFileSync('sha256sum', ['--check', '--strict', '--quiet', 'SHA256SUMS'], { cwd: unpacked });
  expect(await readFile(join(unpacked, 'report/report.csv'), 'utf8')).toBe(await readFile(at('report.csv'), 'utf8'));
  expect(JSON.parse(await readFile(join(unpacked, 'facts.json'), 'utf8')).targets[0].assessments).toBe(undefined);

  await runSign({ report: at('evidence.tar.gz'), key: [at('strong')], out: undefined });
  expect(await verify('evidence.tar.gz', 'strong')).toMatchObject({ exitCode: 0 });
  await writeFile(join(unpacked, 'register/go.yaml'), '# nothing', { flag: 'a' });
  await rm(join(unpacked, 'tool.json'));
  await writeFile(join(unpacked, 'extra.txt'), 'x');
  execFileSync('sh', ['-c', `cd ${unpacked} && tar -czf ${at('evidence.tar.gz')} $(find . -type f -printf '%P ')`]);
  const { stdout, exitCode } = await verify('evidence.tar.gz', 'strong');
  expect({ exitCode, names: namesIn(stdout) }).toEqual({
    exitCode: 1,
    names: ['evidence.tar.gz', 'extra.txt', 'register/go.yaml', 'tool.json'],
  });
});

function verify(report: string, ...given: readonly string[]) {
  const keys = given.filter((each) => /^[a-z]+$/.test(each)).flatMap((each) => ['--key', at(`${each}.pub`)]);
  return pqready('verify', at(report), ...keys, ...given.filter((each) => !/^[a-z]+$/.test(each)));
}

async function changedNames(text: string): Promise<readonly string[]> {
  await writeFile(at('changed.json'), text);
  const { stdout, exitCode } = await verify('changed.json', 'key', '--signature', at('report.json.sig.json'));
  expect(exitCode).toBe(1);
  return namesIn(stdout).map((name) => name.replace('changed.json', 'report.json'));
}

function namesIn(stdout: string): readonly string[] {
  return stdout
    .split('\n')
    .map((line) => /^CHANGED (.*?): /.exec(line)?.[1] ?? line)
    .sort();
}

/** The same text with another first character of base64. */
function flipped(base64: string): string {
  return `${base64.startsWith('A') ? 'B' : 'A'}${base64.slice(1)}`;
}
