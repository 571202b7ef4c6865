import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pqready } from '../support/command-line.ts';
import { buildTree } from '../support/tree.ts';
import { workspace } from '../support/workspace.ts';

const OS_RELEASE = 'ID=debian\nVERSION_ID="13"\nPRETTY_NAME="Debian GNU/Linux 13 (trixie)"\n';

const HOUSE = `id: house
title: House rules
revision: "1"
retrieved: 2026-11-01
requirements:
`;

describe('exit codes', () => {
  it('is 2 for a path that does not exist, with two lines and nothing on standard output', async () => {
    const ended = await pqready('scan', 'dir:/nowhere/at/all');
    expect(ended).toEqual({
      stdout: '',
      stderr:
        'pqready: dir:/nowhere/at/all: there is no /nowhere/at/all, or it cannot be reached\nName a directory that this user can enter, or an image.',
      exitCode: 2,
    });
  });

  it.each([
    [['scan', '--bogus'], 'pqready: Unknown argument: bogus'],
    [['scan', 'host', '--as-of', '2026-02-30'], 'pqready: --as-of 2026-02-30: no such day'],
    [['scan', 'host', '--profile', 'no-such'], 'pqready: --profile no-such: no such profile'],
    [['scan', 'host', '--output', 'pdf'], 'pqready: --output pdf: no such format or no path'],
    [
      ['scan', 'host', '--output', 'json', '--output', 'text'],
      'pqready: --output: more than one report would go to standard output',
    ],
    [['scan', 'host:root@example.test'], 'pqready: host:root@example.test: '],
    [[], 'pqready: a command is missing'],
  ])('is 2 for %j', async (args, words) => {
    const { stderr, exitCode, stdout } = await pqready(...args);
    expect(stderr.startsWith(words), stderr).toBe(true);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  });

  it('is 3 for an empty tree: nothing failed, and nothing was seen', async () => {
    const root = await buildTree({ '/etc/hostname': 'empty\n' });
    expect((await pqready('scan', `dir:${root}`, '--no-exec')).exitCode).toBe(3);
    expect((await pqready('scan', root, '--unknown', 'pass')).exitCode).toBe(0);
  });

  it('is 2 for a profile with a mistake, and names its line', async () => {
    const place = join(await workspace(), 'house.yaml');
    await writeFile(place, `${HOUSE}  - id: x\n    rule: no-such-rule\n`);
    const { stderr, exitCode } = await pqready('profiles', 'check', place);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/house\.yaml:\d+:\d+/);
  });
});

describe('outputs', () => {
  it('are written whole under their names, with mode 0600, and nothing else is left behind', async () => {
    const root = await buildTree({ '/etc/os-release': OS_RELEASE });
    const place = await workspace();
    const args = [
      '--output',
      `json=${place}/report.json`,
      '--output',
      `text=${place}/report.txt`,
      '--name',
      'build 7',
      '--label',
      'site=paris',
    ];
    const ended = await pqready('scan', `dir:${root}`, ...args);
    expect(ended).toEqual({ stdout: '', stderr: '', exitCode: 3 });
    expect((await readdir(place)).sort()).toEqual(['report.json', 'report.txt']);
    expect((await stat(join(place, 'report.json'))).mode & 0o777).toBe(0o600);
    const document = JSON.parse(await readFile(join(place, 'report.json'), 'utf8'));
    expect(document.targets[0]).toMatchObject({ kind: 'dir', name: 'build 7', labels: { site: 'paris' } });
    expect(await readFile(join(place, 'report.txt'), 'utf8')).toContain('build 7 (dir): Debian GNU/Linux 13 (trixie)');
  });

  it('leave nothing behind where a later target does not exist', async () => {
    const root = await buildTree({ '/etc/os-release': OS_RELEASE });
    const place = await workspace();
    const ended = await pqready('scan', `dir:${root}`, 'dir:/nowhere', '--output', `json=${place}/report.json`);
    expect(ended.exitCode).toBe(2);
    expect(await readdir(place)).toEqual([]);
  });
});

describe('facts that were collected', () => {
  it('are judged later, on another day, as if they had been judged at once', async () => {
    const root = await buildTree({ '/etc/os-release': OS_RELEASE });
    const facts = join(await workspace(), 'facts.json');
    expect((await pqready('collect', `dir:${root}`, '--output', `json=${facts}`)).exitCode).toBe(0);
    expect(JSON.parse(await readFile(facts, 'utf8')).targets[0].assessments).toBe(undefined);
    const later = await pqready('assess', facts, '--as-of', '2030-01-01', '--output', 'json');
    const direct = await pqready('scan', `dir:${root}`, '--as-of', '2030-01-01', '--output', 'json');
    expect(JSON.parse(later.stdout).targets).toEqual(JSON.parse(direct.stdout).targets);
    expect(later.exitCode).toBe(direct.exitCode);
  });

  it('are refused where a value was changed by hand', async () => {
    const root = await buildTree({ '/etc/os-release': OS_RELEASE });
    const facts = join(await workspace(), 'facts.json');
    await pqready('collect', `dir:${root}`, '--output', `json=${facts}`);
    await writeFile(facts, (await readFile(facts, 'utf8')).replace('"versionId": "13"', '"versionId": "14"'));
    const { stderr, exitCode } = await pqready('assess', facts);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /os\.release of operating system: its id is [0-9a-f]{16}, its content says [0-9a-f]{16}: it was changed/,
    );
  });
});

it('is the same bytes for the same facts and date, but for the times of the run', async () => {
  const root = await buildTree({ '/etc/os-release': OS_RELEASE });
  const runs = await Promise.all(
    [1, 2].map(() => pqready('scan', `dir:${root}`, '--output', 'json', '--as-of', '2026-11-22')),
  );
  const [first, second] = runs.map(({ stdout }) => stdout.replace(/"(startedAt|finishedAt)": "[^"]+"/g, ''));
  expect(first).toBe(second);
});
