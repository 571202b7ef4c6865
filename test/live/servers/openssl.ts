import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type RunningServer, startProgram } from './program.ts';
import { placeInTree, startInTree } from './server-tree.ts';

/** A key and its certificate, PEM. */
export interface PemPair {
  readonly key: string;
  readonly cert: string;
}

/** What `openssl s_server` shows, and further options of it. */
export interface OpensslServer {
  readonly certificates: readonly [PemPair] | readonly [PemPair, PemPair];
  readonly options?: readonly string[];
  /** The tree's FIPS provider and `base` alone, fips=yes: an openssl.cnf in place of the system's. */
  readonly isFips?: true;
}

/** `openssl s_server` of this machine. */
export async function startLocalOpenssl(server: OpensslServer): Promise<RunningServer> {
  const place = await mkdtemp(join(tmpdir(), 'pqready-s-server-'));
  for (const [name, text] of Object.entries(filesOf(server))) await writeFile(join(place, name), text);
  const port = await freePort();
  const argv = argvOf(server, place, port);
  return startProgram({ argv, port, cleanUp: () => rm(place, { recursive: true, force: true }) });
}

/** `openssl s_server` of a tree. */
export async function startTreeOpenssl(tree: string, server: OpensslServer): Promise<RunningServer> {
  const place = await placeInTree(tree, filesOf(server));
  const port = await freePort();
  const argv = argvOf(server, place.path, port);
  if (server.isFips === undefined) return startInTree({ tree, argv, port, place });
  const script = `openssl fipsinstall -module ${FIPS_MODULE} -out ${place.path}/fipsmodule.cnf && cat ${place.path}/fipsmodule.cnf >> ${place.path}/openssl.cnf && OPENSSL_CONF=${place.path}/openssl.cnf exec "$@"`;
  return startInTree({ tree, argv: ['sh', '-c', script, 'sh', ...argv], port, place });
}

function filesOf({ certificates, isFips }: OpensslServer): Readonly<Record<string, string>> {
  const [first, second] = certificates;
  return {
    'first.pem': `${first.key}${first.cert}`,
    ...(second === undefined ? {} : { 'second.pem': `${second.key}${second.cert}` }),
    ...(isFips === undefined ? {} : { 'openssl.cnf': FIPS_CONFIGURATION }),
  };
}

function argvOf(
  { certificates, options = [] }: OpensslServer,
  place: string,
  port: number,
): readonly [string, ...string[]] {
  const pem = (name: string): string => join(place, `${name}.pem`);
  const second = certificates.length > 1 ? ['-dcert', pem('second'), '-dkey', pem('second')] : [];
  const first = ['-cert', pem('first'), '-key', pem('first')];
  return [
    'openssl',
    's_server',
    '-quiet',
    '-accept',
    `127.0.0.1:${port}`,
    '-naccept',
    '1000',
    ...first,
    ...second,
    ...options,
  ];
}

const FIPS_MODULE = '/usr/lib/x86_64-linux-gnu/ossl-modules/fips.so';
const FIPS_CONFIGURATION = `openssl_conf = openssl_init
[openssl_init]
providers = provider_sect
alg_section = evp_properties
[provider_sect]
fips = fips_sect
base = base_sect
[base_sect]
activate = 1
[evp_properties]
default_properties = fips=yes
`;
