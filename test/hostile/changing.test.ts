import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { rhel9Certified } from '../trees/rhel-9.ts';
import { expectElsewhereUnchanged, newGapsOf, scanSpoiled } from './scan-spoiled.ts';

const RPMDB = '/var/lib/rpm/rpmdb.sqlite';

it('says that a file changed while it was read, rather than judging half of it', async () => {
  let writer: ChildProcess | undefined;
  const scan = await scanSpoiled(
    await rhel9Certified(),
    async (root) => {
      const place = join(root, RPMDB);
      // Long enough that the writer, another process, gets its turn while the file is read.
      await truncate(place, 64 * 1024 * 1024);
      const started = spawn(process.execPath, ['-e', APPEND_FOR_EVER, place], { stdio: ['ignore', 'pipe', 'ignore'] });
      writer = started;
      await once(started.stdout, 'data');
    },
    () => writer?.kill('SIGKILL'),
  );
  expect(newGapsOf(scan, 'package.installed')).toContain(`${RPMDB}: changed while it was read`);
  expectElsewhereUnchanged(scan, ['fips.module', 'package.files', 'package.installed', 'package.inventory']);
});

const APPEND_FOR_EVER = `
  const fs = require('node:fs');
  const file = fs.openSync(process.argv[1], 'a');
  fs.writeSync(file, '#');
  console.log('writing');
  for (;;) fs.writeSync(file, '-');
`;
