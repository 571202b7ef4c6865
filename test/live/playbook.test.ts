import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { TargetReport } from '../../src/report/format.ts';
import { remediationAnsible } from '../../src/report/remediation/ansible.ts';
import { written } from '../support/report.ts';
import type { Change } from './debian-trees.ts';
import { booting, digestOf, leftover, ownCopy, scanned, shortOf, tls } from './remedy-trees.ts';
import { argvInTree } from './servers/server-tree.ts';
import { ansibleTree } from './tree.ts';

const run = promisify(execFile);

describe.each<readonly [string, Change, readonly string[]]>([
  // A command, a block at the end of a file, a file of its own.
  [
    'a tree without FIPS mode',
    booting,
    ['kernel.boot', 'module.selected.as-booted', 'module.selected.flag-on', 'openssl.approved-only'],
  ],
  // Lines to be taken out, to be replaced, to be put behind another.
  [
    'a tree with weak settings',
    weakened,
    ['module.install-status-absent', 'tls.security-level', 'tls.strength-112', 'tls.version.minimum'],
  ],
])('on %s', (_, change, wrong) => {
  it('a playbook is tried, does what it says, finds it done, and so does the next scan', async () => {
    const tree = await ownCopy(change, { from: ansibleTree, own: [] });
    const before = await scanned(tree);
    expect(shortOf(before).filter((each) => wrong.includes(each))).toEqual([...wrong].sort());
    await writeFile(join(tree, 'tmp/playbook.yaml'), written(remediationAnsible, [only(wrong, before)]));
    const untouched = await digestOf(tree);
    await played(tree, '--syntax-check');
    expect(await played(tree, '--check', '--diff')).toMatch(/ changed=[1-9]\d* .* failed=0 /);
    expect(await digestOf(tree)).toBe(untouched);
    expect(await played(tree)).toMatch(/ changed=[1-9]\d* .* failed=0 /);
    const once = await digestOf(tree);
    expect(await played(tree)).toMatch(/ changed=0 .* failed=0 /);
    expect(await digestOf(tree)).toBe(once);
    const short = shortOf(await scanned(tree));
    expect(short.filter((each) => wrong.includes(each))).toEqual([]);
    expect(short).not.toContain('openssl.configuration-applied');
  });
});

async function weakened(tree: string): Promise<void> {
  await leftover(tree);
  await tls('MinProtocol = TLSv1\nCipherString = ALL:@SECLEVEL=0')(tree);
}

/** What is told of these requirements alone: the playbook is short then. */
function only(wanted: readonly string[], report: TargetReport): TargetReport {
  const assessments = (report.assessments ?? []).map((each) => ({
    ...each,
    findings: each.findings.filter(({ requirement }) => wanted.includes(requirement.id)),
  }));
  return { ...report, assessments };
}

/** What ansible-playbook says of the playbook in the tree, of which it is a program. */
async function played(tree: string, ...options: readonly string[]): Promise<string> {
  const argv = ['ansible-playbook', '-i', 'localhost,', '-c', 'local', '-e', 'target_1=localhost ansible_become=false'];
  const [program, ...rest] = argvInTree({ tree, argv: [...argv, ...options, '/tmp/playbook.yaml'] });
  const ended = await run(program, rest, { env: ENVIRONMENT }).catch((error) => error);
  expect([ended.code, ended.stderr.match(/^(ERROR|fatal).*/gm)]).toEqual([undefined, null]);
  return ended.stdout;
}

const ENVIRONMENT = {
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  LC_ALL: 'C.UTF-8',
  ANSIBLE_PIPELINING: '1',
};
