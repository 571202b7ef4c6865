import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { formats } from '../../src/report/index.ts';
import { judgedTree } from '../golden/judged-tree.ts';
import { withTree } from '../golden/with-tree.ts';
import { HOSTILE, hostileHost } from '../support/hostile-host.ts';
import { smallHost, written } from '../support/report.ts';
import { weighedHost } from '../support/weighed-host.ts';
import { type TreeName, trees } from '../trees/index.ts';

const WANTED = { xccdf: ['xccdf', 'validate'], 'xccdf@arf': ['ds', 'rds-validate'] } as const;
const folder = mkdtempSync(join(tmpdir(), 'pqready-xccdf-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(Object.keys(WANTED) as (keyof typeof WANTED)[])('%s', (name) => {
  it('is right for OpenSCAP: every weight, two targets of one name, facts alone, no target', async () => {
    const { assessments: _, ...collected } = smallHost();
    for (const targets of [[weighedHost()], [weighedHost(), weighedHost(), weighedHost('')], [collected], []])
      expect(await judgedByOpenscap(name, targets)).toEqual(RIGHT);
  });

  it('is right for OpenSCAP whatever the names are', async () => {
    expect(await judgedByOpenscap(name, HOSTILE.map(hostileHost))).toEqual(RIGHT);
  });

  it('is right for OpenSCAP for every root tree', async () => {
    const reports = [];
    for (const tree of Object.keys(trees) as TreeName[])
      reports.push(await withTree(await trees[tree](), (root) => judgedTree(tree, root)));
    expect(await judgedByOpenscap(name, reports)).toEqual(RIGHT);
  }, 120_000);

  it('is refused by OpenSCAP when it is wrong', async () => {
    const text = await textOf(name, [weighedHost()]);
    const { right, wrong, status } = WRONG[name];
    expect(openscap(name, text.replace(right, wrong)).status).toBe(status);
  });
});

const WRONG = {
  xccdf: { right: '<result>pass</result>', wrong: '<result>passed</result>', status: 2 },
  'xccdf@arf': { right: 'subject="report_', wrong: 'subject="nothing_', status: 1 },
} as const;
const RIGHT = { status: 0, stderr: '' };

async function judgedByOpenscap(name: keyof typeof WANTED, targets: Parameters<typeof written>[1]) {
  return openscap(name, await textOf(name, targets));
}

async function textOf(name: string, targets: Parameters<typeof written>[1]): Promise<string> {
  const [id = '', edition] = name.split('@');
  const format = await formats.find((each) => each.id === id)?.load(edition);
  if (format === undefined) throw new Error(`${name}: no such format`);
  return written(format, targets);
}

function openscap(name: keyof typeof WANTED, text: string) {
  const file = join(folder, 'report.xml');
  writeFileSync(file, text);
  const { status, stderr } = spawnSync('oscap', [...WANTED[name], file], { encoding: 'utf8', timeout: 60_000 });
  return { status, stderr };
}
