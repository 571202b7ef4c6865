import type { PemPair } from './openssl.ts';
import { freePort, type RunningServer } from './program.ts';
import { placeInTree, startInTree } from './server-tree.ts';

/** nginx of the tree. @param directives lines for the `server` block */
export async function startNginx(
  tree: string,
  certificate: PemPair,
  directives: readonly string[] = [],
): Promise<RunningServer> {
  const port = await freePort();
  const place = await placeInTree(tree, { 'server.pem': `${certificate.key}${certificate.cert}` });
  const { path } = place;
  const lines = [
    'daemon off;',
    'user www-data;',
    `pid ${path}/nginx.pid;`,
    `error_log ${path}/error.log;`,
    'events {}',
    'http {',
    'access_log off;',
    ...['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${path}/${name};`),
    'server {',
    `listen 127.0.0.1:${port} ssl;`,
    `ssl_certificate ${path}/server.pem;`,
    `ssl_certificate_key ${path}/server.pem;`,
    ...directives,
    '}',
    '}',
  ];
  const configuration = await placeInTree(tree, { 'nginx.conf': `${lines.join('\n')}\n` });
  const both = {
    path,
    remove: async () => {
      await place.remove();
      await configuration.remove();
    },
  };
  return startInTree({ tree, argv: ['nginx', '-c', `${configuration.path}/nginx.conf`], port, place: both });
}

/** HAProxy of the tree. @param bindOptions what follows `ssl crt FILE` on the bind line */
export async function startHaproxy(
  tree: string,
  certificate: PemPair,
  bindOptions: readonly string[] = [],
): Promise<RunningServer> {
  const port = await freePort();
  const pem = await placeInTree(tree, { 'server.pem': `${certificate.cert}${certificate.key}` });
  const bind = [`bind 127.0.0.1:${port} ssl crt ${pem.path}/server.pem`, ...bindOptions].join(' ');
  const lines = ['global', 'defaults', 'mode http', 'timeout client 10s', 'timeout connect 10s', 'timeout server 10s'];
  const front = ['frontend tls', bind, 'http-request return status 200'];
  const configuration = await placeInTree(tree, { 'haproxy.cfg': `${[...lines, ...front].join('\n')}\n` });
  const place = {
    path: configuration.path,
    remove: async () => {
      await pem.remove();
      await configuration.remove();
    },
  };
  return startInTree({ tree, argv: ['haproxy', '-db', '-f', `${configuration.path}/haproxy.cfg`], port, place });
}

/** `gnutls-serv` of the tree. */
export async function startGnutls(
  tree: string,
  certificate: PemPair,
  options: readonly string[] = [],
): Promise<RunningServer> {
  const port = await freePort();
  const place = await placeInTree(tree, { 'key.pem': certificate.key, 'cert.pem': certificate.cert });
  const files = ['--x509keyfile', `${place.path}/key.pem`, '--x509certfile', `${place.path}/cert.pem`];
  const argv = ['gnutls-serv', '--quiet', '--http', '--port', String(port), ...files, ...options] as const;
  return startInTree({ tree, argv, port, place });
}
