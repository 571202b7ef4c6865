import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { openssl35Servers, opensslStacks } from '../stacks/debian.ts';
import { debianLibraries } from '../stacks/other-libraries.ts';
import type { TlsStack } from '../stacks/stack.ts';
import { makeCertificate } from '../support/certificate.ts';
import { startGo, startJava } from './servers/languages.ts';
import { startDovecot, startPostfix } from './servers/mail.ts';
import { type OpensslServer, startLocalOpenssl, startTreeOpenssl } from './servers/openssl.ts';
import { startPostgres } from './servers/postgres.ts';
import type { RunningServer } from './servers/program.ts';
import { serverTree } from './servers/server-tree.ts';
import { startGnutls, startHaproxy, startNginx } from './servers/web.ts';
import { answersOfStack } from './stack-survey.ts';

const tree = serverTree();
const rsa = makeCertificate({ key: 'rsa', name: 'rsa.test' });
const ec = makeCertificate({ key: 'ec', name: 'ec.test' });
const mlDsa = makeCertificate({ key: 'ml-dsa-65', name: 'ml-dsa.test' });

/** What stands for OpenSSL 3.0 is this machine's own, where it is Debian 12. */
const isLocalOpenssl30 = execFileSync('openssl', ['version'], { encoding: 'utf8' }).startsWith('OpenSSL 3.0.');
const stacks = [...opensslStacks, ...openssl35Servers, ...debianLibraries];
type StackId = (typeof stacks)[number]['id'];

const openssl35 = (options: readonly string[], given: Partial<OpensslServer> = {}) =>
  startTreeOpenssl(tree, { certificates: [rsa], options, ...given });

const STARTS: Readonly<Record<StackId, () => Promise<RunningServer>>> = {
  'openssl-3.0': () => startLocalOpenssl({ certificates: [rsa] }),
  'openssl-3.5': () => openssl35([]),
  'openssl-3.5-pq-only': () => openssl35(['-groups', 'X25519MLKEM768', '-tls1_3']),
  'openssl-3.5-mlkem1024': () => openssl35(['-groups', 'MLKEM1024', '-tls1_3']),
  'openssl-3.5-ml-dsa': () => openssl35([], { certificates: [mlDsa] }),
  'openssl-3.5-dual': () => openssl35(['-tls1_3'], { certificates: [ec, mlDsa] }),
  'openssl-3.5-tls12-without-ems': () => openssl35(['-tls1_2', '-no_ems']),
  'openssl-3.5-fips': () => openssl35([], { isFips: true }),
  nginx: () => startNginx(tree, rsa),
  haproxy: () => startHaproxy(tree, rsa),
  postfix: () => startPostfix(tree, rsa),
  dovecot: () => startDovecot(tree, rsa, { at: 'starttls' }),
  postgresql: () => startPostgres(tree, rsa),
  gnutls: () => startGnutls(tree, rsa),
  'go-1.24': () => startGo(tree, rsa),
  'go-1.24-without-ml-kem': () => startGo(tree, rsa, { GODEBUG: 'tlsmlkem=0' }),
  'go-1.24-fips140': () => startGo(tree, rsa, { GOFIPS140: 'v1.0.0' }),
  'java-21': () => startJava(tree, rsa),
};

it.for<TlsStack & { readonly id: StackId }>(stacks)('finds $title as it was configured', async (stack, { skip }) => {
  skip(stack.id === 'openssl-3.0' && !isLocalOpenssl30, 'the openssl of this machine is not 3.0');
  expect(await answersOfStack(stack, STARTS[stack.id])).toEqual(stack.expected);
});
