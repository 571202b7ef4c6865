import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { debian13 } from '../trees/debian-13.ts';
import { OPENSSL_KINDS } from './openssl-kinds.ts';
import { expectElsewhereUnchanged, newGapsOf, scanSpoiled } from './scan-spoiled.ts';

it('says that a file changed while it was read, rather than judging half of it', async () => {
  const scan = await scanSpoiled(await debian13(), async (root) => {
    const place = join(root, '/etc/ssl/openssl.cnf');
    // Long enough that the writer, another process, gets its bytes in while it is read.
    await appendFile(place, `# ${'-'.repeat(1000)}\n`.repeat(2000));
    const writer = spawn(process.execPath, ['-e', APPEND_FOR_EVER, place], { stdio: ['ignore', 'pipe', 'ignore'] });
    await once(writer.stdout, 'data');
    return () => writer.kill('SIGKILL');
  });
  expect(newGapsOf(scan, 'openssl.configuration')).toContain('/etc/ssl/openssl.cnf: changed while it was read');
  expect(newGapsOf(scan, 'tls.configured')).toContain('/etc/ssl/openssl.cnf: changed while it was read');
  expectElsewhereUnchanged(scan, OPENSSL_KINDS);
});

const APPEND_FOR_EVER = `
  const fs = require('node:fs');
  const file = fs.openSync(process.argv[1], 'a');
  fs.writeSync(file, '#');
  console.log('writing');
  for (;;) fs.writeSync(file, '-');
`;
