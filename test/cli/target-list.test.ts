import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { checkTargets, targetList } from '../../src/cli/target-list.ts';
import { NMAP_REPORT } from '../support/nmap-report.ts';

it('is the host where nothing is named', async () => {
  expect(await listed([])).toEqual({ targets: ['host'], said: [] });
});

it('reads a file line by line, without comments and blanks', async () => {
  const file = await written(
    '# servers\r\n\ntls:a.example # the first\n  ssh:b.example:2222  \nhttps://c.example/#top\ndir:/srv/x',
  );
  expect(await listed(['host', `@${file}`])).toEqual({
    targets: ['host', 'tls:a.example', 'ssh:b.example:2222', 'https://c.example/#top', 'dir:/srv/x'],
    said: [],
  });
});

it('takes a line of XML by its content, not by the name of the file', async () => {
  expect(await listed([`@${await written(NMAP_REPORT)}`])).toEqual({
    targets: ['ssh:www.example.org:22', 'tls:www.example.org:443', 'tls+smtp:[2001:db8::25]:25'],
    said: [expect.stringMatching(/: 1 open ports were passed over, since nothing says that they speak TLS or SSH$/)],
  });
});

it('says where the end of a report is missing', async () => {
  const { targets, said } = await listed([`@${await written(NMAP_REPORT.slice(0, -40))}`]);
  expect(targets).toHaveLength(3);
  expect(said[0]).toMatch(/the report has no end, so hosts may be missing$/);
});

describe('a range of addresses', () => {
  it('of 256 is taken without asking', async () => {
    const { targets, said } = await listed(['tls:192.0.2.0/24']);
    expect([targets.length, targets[0], targets[255], said]).toEqual([256, 'tls:192.0.2.0', 'tls:192.0.2.255', []]);
  });

  it('of more wants --yes, and says its count first', async () => {
    await expect(listed(['tls:192.0.2.0/23'])).rejects.toThrow('tls:192.0.2.0/23: 512 addresses\nSay --yes to connect');
    const { targets, said } = await listed(['tls:192.0.2.0/23'], true);
    expect([targets.length, said]).toEqual([512, ['tls:192.0.2.0/23: 512 addresses']]);
  });

  it('counts in a list as well', async () => {
    await expect(listed([`@${await written('tls:10.0.0.0/8\n')}`])).rejects.toThrow('16,777,216 addresses');
  });
});

it.each([
  ['', 'names no target'],
  ['# nothing but words\n\n', 'names no target'],
  ['<nmaprun></nmaprun>', 'names no target'],
  ['<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><nmaprun/>', 'declarations of its own'],
  ['tls:h\n'.repeat(3) + 'x'.repeat(70_000), 'a line of more than 65536 characters'],
])('refuses the list %.30j', async (text, words) => {
  await expect(listed([`@${await written(text)}`])).rejects.toThrow(words);
});

it('refuses a file that is not there', async () => {
  await expect(listed(['@/nowhere/list'])).rejects.toMatchObject({ name: 'UsageError' });
});

it('reads no further than it is asked to', async () => {
  const file = await written('tls:h\n'.repeat(500_000));
  const list = targetList([`@${file}`], { yes: false, say: () => {} });
  expect((await list.next()).value).toBe('tls:h');
  await list.return(undefined);
});

describe('the look through a list before anything is opened', () => {
  it('finds nothing wrong with what can be named', async () => {
    const file = await written('tls:a.example\n# x\nssh:b:22\ndir:/nowhere\nhttps://c/\ntls:192.0.2.0/24\n');
    await expect(
      checked(['host', '-', `@${file}`, `@${await written(NMAP_REPORT)}`, '@/nowhere']),
    ).resolves.toBeUndefined();
  });

  it.each([
    ['tls:a\n\ntls:b:70000\n', ':3: tls:b:70000: there is no port 70000'],
    ['tls:a\ntls+gopher:b', ':2: tls+gopher:b: no kind of target'],
    ['tls:10.0.0.0/8', ':1: tls:10.0.0.0/8: 16,777,216 addresses\nSay --yes'],
  ])('names the line of a mistake: %j', async (text, words) => {
    await expect(checked([`@${await written(text)}`])).rejects.toThrow(words);
  });

  it('finds a mistake in an argument', async () => {
    await expect(checked(['tls:a', 'tls:'])).rejects.toThrow('tls:: has no proper host or port');
  });
});

function checked(given: readonly string[]): Promise<void> {
  return checkTargets(given, { yes: false, say: () => {} });
}

async function listed(given: readonly string[], yes = false) {
  const said: string[] = [];
  const targets: string[] = [];
  for await (const target of targetList(given, { yes, say: (words) => said.push(words) })) targets.push(target);
  return { targets, said };
}

async function written(text: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'pqready-list-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const file = join(directory, 'list');
  writeFileSync(file, text);
  return file;
}
