import { readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Fact } from '../../src/facts/fact.ts';
import { debian13 } from '../trees/debian-13.ts';
import { rhel9Certified } from '../trees/rhel-9.ts';
import { expectElsewhereUnchanged, scanSpoiled } from './scan-spoiled.ts';

const RPMDB = '/var/lib/rpm/rpmdb.sqlite';
const STATUS = '/var/lib/dpkg/status';
const PACKAGES = ['package.files', 'package.installed', 'package.inventory', 'fips.module'] as const;

it('says that an rpm database is cut short, and counts nothing from it', async () => {
  const scan = await scanSpoiled(await rhel9Certified(), (root) => truncate(join(root, RPMDB), 6000));
  expect(scan.newGaps).toContainEqual(
    expect.stringMatching(
      /^package\.installed: \/var\/lib\/rpm\/rpmdb\.sqlite: .*cut short: has 1 of \d pages \(byte 6000\); page 2: past the end \(byte 4096\)$/,
    ),
  );
  expect(installed(scan.facts)).toEqual([]);
  expectElsewhereUnchanged(scan, PACKAGES);
});

it('says that an rpm database of no bytes is none', async () => {
  const scan = await scanSpoiled(await rhel9Certified(), (root) => truncate(join(root, RPMDB), 0));
  expect(scan.newGaps.filter((gap) => gap.startsWith('package.installed'))).toEqual([
    `package.installed: ${RPMDB}: package database damaged, what was readable is counted: wants an SQLite 3 database (byte 0)`,
  ]);
  expect(installed(scan.facts)).toEqual([]);
  expectElsewhereUnchanged(scan, PACKAGES);
});

it("says where dpkg's status is cut short, and keeps what stands before", async () => {
  const scan = await scanSpoiled(await debian13(), async (root) => {
    const text = await readFile(join(root, STATUS), 'utf8');
    await writeFile(join(root, STATUS), text.slice(0, text.indexOf('Package: openssl-provider-fips') + 60));
  });
  expect(scan.newGaps).toContainEqual(
    expect.stringMatching(
      /^package\.installed: \/var\/lib\/dpkg\/status: .*the last stanza is not ended by an empty line: cut short \(line \d+\)/,
    ),
  );
  expect(installed(scan.facts)).toEqual(BEFORE_THE_CUT);
  expectElsewhereUnchanged(scan, PACKAGES);
});

it('does not report half a version', async () => {
  const scan = await scanSpoiled(await debian13(), async (root) => {
    const text = await readFile(join(root, STATUS), 'utf8');
    const stanza = text.indexOf('Package: openssl-provider-fips');
    await writeFile(join(root, STATUS), text.slice(0, text.indexOf('Version: 3.5.7', stanza) + 'Version: 3.5'.length));
  });
  expect(scan.newGaps).not.toEqual([]);
  expect(installed(scan.facts)).toEqual(BEFORE_THE_CUT);
});

const BEFORE_THE_CUT = ['libssl3t64', 'linux-image-6.12.57+deb13-amd64', 'openssh-server', 'openssl'];

function installed(facts: readonly Fact[]): readonly string[] {
  return facts.flatMap((each) => (each.kind === 'package.installed' ? [each.value.name] : [])).toSorted();
}
