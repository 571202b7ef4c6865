import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { PemPair } from './openssl.ts';
import { freePort, type RunningServer } from './program.ts';
import { argvInTree, placeInTree, startInTree } from './server-tree.ts';

const run = promisify(execFile);

/** PostgreSQL 17 of the tree, with a fresh cluster. @param settings lines for postgresql.conf */
export async function startPostgres(
  tree: string,
  certificate: PemPair,
  settings: readonly string[] = [],
): Promise<RunningServer> {
  const port = await freePort();
  const place = await placeInTree(tree, { 'key.pem': certificate.key, 'cert.pem': certificate.cert });
  const { path } = place;
  const lines = [
    `port = ${port}`,
    "listen_addresses = '127.0.0.1'",
    "unix_socket_directories = ''",
    'ssl = on',
    `ssl_cert_file = '${path}/cert.pem'`,
    `ssl_key_file = '${path}/key.pem'`,
    ...settings,
  ];
  const prepare = [
    `chown postgres ${path}/*.pem && chmod 600 ${path}/key.pem`,
    `runuser -u postgres -- ${PROGRAMS}/initdb -N -D ${path}/data -A trust`,
    `cat >> ${path}/data/postgresql.conf <<'END'\n${lines.join('\n')}\nEND`,
  ];
  const [program, ...rest] = argvInTree({ tree, argv: ['sh', '-c', prepare.join('\n')] });
  await run(program, rest, { env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C' } });
  const argv = [`${PROGRAMS}/postgres`, '-D', `${path}/data`] as const;
  return startInTree({ tree, argv, port, place, user: 'postgres:postgres' });
}

const PROGRAMS = '/usr/lib/postgresql/17/bin';
