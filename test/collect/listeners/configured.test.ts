import { expect, it } from 'vitest';
import { configuredHarvest } from '../../../src/collect/listeners/configured.ts';
import type { FoundListener } from '../../../src/collect/listeners/found-listener.ts';
import type { RunningProgram } from '../../../src/collect/listeners/running-program.ts';
import type { ListenerConfigured } from '../../../src/facts/values/listener.ts';
import type { ListeningProcess } from '../../../src/target/listeners.ts';
import { rootTree } from '../../../src/target/root-tree.ts';
import { buildTree, type Tree } from '../../support/tree.ts';

interface Given {
  readonly executable: string;
  readonly argv?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly port?: number;
  /** Of its libcrypto; null: none is mapped. */
  readonly version?: string | null;
}

/** What is told of a server that runs in a tree, as if the tree were the root of this machine. */
async function told(tree: Tree, { executable, argv, environment = {}, port = 443, version = '3.5.7' }: Given) {
  const files = rootTree(await buildTree(tree));
  const process: ListeningProcess = {
    inodes: [1],
    name: 'name',
    executable: {
      state: 'seen',
      value: { path: executable, deleted: false },
      at: { in: 'kernel', name: 'process exe' },
    },
    libraries: { state: 'seen', value: [], at: { in: 'kernel', name: 'process maps' } },
    showProgram: () => ({ state: 'absent', at: { in: 'kernel', name: 'process exe' } }),
    argv: argv ?? [executable],
    environment,
    root: { path: '/', files },
  };
  return harvestOf(process, { executable, port, version });
}

async function harvestOf(process: ListeningProcess, { executable, port = 443, version = '3.5.7' }: Given) {
  const program = executable.slice(executable.lastIndexOf('/') + 1);
  const subject = `listener tcp/${port} (${program})`;
  const found: FoundListener = {
    subject,
    port,
    addresses: ['0.0.0.0'],
    tryAt: '127.0.0.1',
    process,
    holders: [process],
    program,
  };
  const running: RunningProgram = {
    executable: { path: executable, deleted: false },
    libraries: version === null ? [] : [{ path: '/usr/lib/libcrypto.so.3', deleted: false, version }],
    go: null,
    evidence: [],
    gaps: [],
  };
  const { facts, gaps } = await configuredHarvest(found, running);
  return [...facts.map(({ value }) => inWords(value as ListenerConfigured)), ...gaps.map(({ why }) => `gap: ${why}`)];
}

function inWords({ server, setting, written, from, groups, refused, otherwise }: ListenerConfigured): string {
  if (setting === null) return `${server}: left to the ${otherwise}`;
  const where = from === null ? 'command line' : `${from.path}:${from.line}`;
  return `${server}: ${setting} ${written} (${where}): ${refused ?? groups?.join(' ') ?? 'not known'}`;
}

const NGINX = '/usr/sbin/nginx';

it('follows the includes of nginx, relative to its main file', async () => {
  const tree = {
    '/etc/nginx/nginx.conf': 'http { include sites/*.conf; include one.conf; }',
    '/etc/nginx/sites/a.conf': 'server { listen 443 ssl;\n ssl_ecdh_curve X25519MLKEM768:X25519; }',
    '/etc/nginx/one.conf': 'server { listen 8443 ssl; ssl_ecdh_curve P-256; }',
  };
  expect(await told(tree, { executable: NGINX })).toEqual([
    'nginx: ssl_ecdh_curve X25519MLKEM768:X25519 (/etc/nginx/sites/a.conf:2): X25519MLKEM768 x25519',
  ]);
  expect(await told(tree, { executable: NGINX, port: 8443, version: null })).toEqual([
    'nginx: ssl_ecdh_curve P-256 (/etc/nginx/one.conf:1): secp256r1',
  ]);
  expect(await told(tree, { executable: NGINX, version: '3.0.19' })).toEqual([
    'nginx: ssl_ecdh_curve X25519MLKEM768:X25519 (/etc/nginx/sites/a.conf:2): no group X25519MLKEM768 is served',
  ]);
});

it('finds the file that the title of the master names', async () => {
  const tree = { '/srv/n.conf': 'http { server { listen 443 ssl; } }' };
  const argv = ['nginx: master process /usr/sbin/nginx -c /srv/n.conf -g daemon off;'];
  expect(await told(tree, { executable: NGINX, argv })).toEqual(['nginx: left to the library']);
});

it('leaves open what it cannot read: a missing file, a mistake, files without an end, a container', async () => {
  expect(await told({}, { executable: NGINX })).toEqual(['gap: there is no /etc/nginx/nginx.conf']);
  expect(await told({ '/etc/nginx/nginx.conf': 'http {' }, { executable: NGINX })).toEqual([
    'gap: /etc/nginx/nginx.conf: wants "}" for this block, has the end (line 1)',
  ]);
  expect(await told({ '/etc/nginx/nginx.conf': 'include nginx.conf;' }, { executable: NGINX })).toEqual([
    'gap: the configuration takes in more than 500 files',
  ]);
  const at = { in: 'kernel', name: 'process exe' } as const;
  const inContainer: ListeningProcess = {
    inodes: [1],
    name: 'nginx',
    executable: { state: 'seen', value: { path: NGINX, deleted: false }, at },
    libraries: { state: 'seen', value: [], at },
    showProgram: () => ({ state: 'absent', at: { in: 'kernel', name: 'process exe' } }),
    argv: [NGINX],
    environment: {},
    root: null,
  };
  expect(await harvestOf(inContainer, { executable: NGINX })).toEqual([
    'gap: its root is in mounts of its own (a container), so its configuration was not read',
  ]);
});

it('says nothing of a program whose configuration it does not know, whatever its name', async () => {
  expect(await told({}, { executable: '/usr/bin/caddy' })).toEqual([]);
  expect(await told({ '/etc/postfix/main.cf': '' }, { executable: '/opt/other/master', port: 25 })).toEqual([]);
});

it('reads the files and directories that HAProxy is given', async () => {
  const tree = {
    '/etc/haproxy/haproxy.cfg': 'global\nssl-default-bind-curves X25519\n',
    '/etc/haproxy/conf.d/a.cfg': 'frontend a\nbind :443 ssl crt x.pem\n',
    '/etc/haproxy/conf.d/b.txt': 'frontend a\nbind :443 ssl crt x.pem curves P-384\n',
  };
  const argv = ['haproxy', '-f', '/etc/haproxy/haproxy.cfg', '-f', '/etc/haproxy/conf.d'];
  expect(await told(tree, { executable: '/usr/sbin/haproxy', argv })).toEqual([
    'HAProxy: ssl-default-bind-curves X25519 (/etc/haproxy/haproxy.cfg:2): x25519',
  ]);
});

it('reads Postfix where its environment says, and names that its library does not know are left out', async () => {
  const tree = {
    '/srv/pf/main.cf': 'tls_eecdh_auto_curves = X25519MLKEM768 X25519\n',
    '/srv/pf/master.cf': 'smtp inet n - y - - smtpd\n',
  };
  const given = { executable: '/usr/lib/postfix/sbin/master', environment: { MAIL_CONFIG: '/srv/pf' }, port: 25 };
  expect(await told(tree, { ...given, version: '3.0.19' })).toEqual([
    'Postfix: tls_eecdh_auto_curves X25519MLKEM768 X25519 (/srv/pf/main.cf:1): x25519',
  ]);
});

it('asks the program of Postfix which it is, where a grade counts in old ones alone', async () => {
  const program = '/usr/lib/postfix/sbin/master';
  const tree = (version: string) => ({
    '/etc/postfix/main.cf': 'smtpd_tls_eecdh_grade = strong\n',
    '/etc/postfix/master.cf': 'smtp inet n - y - - smtpd\n',
    [program]: `mail_version=${version}\0`,
  });
  const given = { executable: program, port: 25 };
  expect([await told(tree('3.5.25'), given), await told(tree('3.10.13'), given)]).toEqual([
    ['Postfix: smtpd_tls_eecdh_grade strong (/etc/postfix/main.cf:1): secp256r1'],
    ['Postfix: left to the server'],
  ]);
  expect(await told({ ...tree('3.5.25'), [program]: 'no stamp' }, given)).toEqual([
    'gap: smtpd_tls_eecdh_grade counts before Postfix 3.6 alone, and which runs is not known',
  ]);
});

it('takes the settings of PostgreSQL in the order in which it reads its files', async () => {
  const tree = {
    '/etc/pg/postgresql.conf':
      "ssl_groups = 'P-256'\ninclude_dir 'conf.d'\ninclude_if_exists = 'no.conf'\ndata_directory = '/var/pg'\n",
    '/etc/pg/conf.d/a.conf': "ssl_groups = 'X25519MLKEM768:X25519'\n",
  };
  const given = { executable: '/usr/lib/postgresql/18/bin/postgres', port: 5432 };
  const argv = ['postgres', '-c', 'config_file=/etc/pg/postgresql.conf'];
  expect(await told(tree, { ...given, argv })).toEqual([
    'PostgreSQL: ssl_groups X25519MLKEM768:X25519 (/etc/pg/conf.d/a.conf:1): X25519MLKEM768 x25519',
  ]);
  const later = { ...tree, '/var/pg/postgresql.auto.conf': "ssl_groups = 'X448'\n" };
  expect(await told(later, { ...given, argv })).toEqual([
    'PostgreSQL: ssl_groups X448 (/var/pg/postgresql.auto.conf:1): x448',
  ]);
  expect(await told(tree, { ...given, argv: ['postgres'] })).toEqual([
    'gap: its data directory is not on its command line',
  ]);
});

it('takes the settings of Dovecot in the order in which it reads its files', async () => {
  const tree = {
    '/etc/dovecot/dovecot.conf': 'ssl_curve_list = X25519\n!include conf.d/*.conf\n!include_try local.conf\n',
    '/etc/dovecot/conf.d/10-ssl.conf': 'ssl_curve_list = X448\n',
  };
  expect(await told(tree, { executable: '/usr/sbin/dovecot', port: 993 })).toEqual([
    'Dovecot: ssl_curve_list X448 (/etc/dovecot/conf.d/10-ssl.conf:1): x448',
  ]);
  const own = { ...tree, '/etc/dovecot/dovecot.conf': '!include conf.d/*.conf\nssl_curve_list = X25519\n' };
  expect(await told(own, { executable: '/usr/sbin/dovecot', port: 993 })).toEqual([
    'Dovecot: ssl_curve_list X25519 (/etc/dovecot/dovecot.conf:2): x25519',
  ]);
});

it('follows the includes of Apache below its root', async () => {
  const tree = {
    '/etc/apache2/apache2.conf': 'IncludeOptional mods-enabled/*.conf\nIncludeOptional sites-enabled/*.conf\n',
    '/etc/apache2/sites-enabled/a.conf': '<VirtualHost *:443>\nSSLOpenSSLConfCmd Groups X25519\n</VirtualHost>\n',
  };
  expect(await told(tree, { executable: '/usr/sbin/apache2' })).toEqual([
    'Apache: SSLOpenSSLConfCmd Groups X25519 (/etc/apache2/sites-enabled/a.conf:2): x25519',
  ]);
});
