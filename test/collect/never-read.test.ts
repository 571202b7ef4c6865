import { expect, it } from 'vitest';
import { collectAll } from '../../src/collect/collect-all.ts';
import { collectors, fileCollectors } from '../../src/collect/index.ts';
import { isNeverRead, withoutSecrets } from '../../src/collect/never-read.ts';
import { targetPath } from '../../src/facts/locator.ts';
import { openDir } from '../../src/target/dir.ts';
import { rootTree } from '../../src/target/root-tree.ts';
import { buildTree } from '../support/tree.ts';

const SECRET = 'planted-secret-4f1d';
const KEY = `-----BEGIN PRIVATE KEY-----\n${SECRET}\n-----END PRIVATE KEY-----\n`;

const places = [
  '/etc/gshadow',
  '/etc/ipsec.secrets',
  '/etc/kubernetes/pki/ca.key',
  '/etc/letsencrypt/live/example.org/privkey1.pem',
  '/etc/NetworkManager/system-connections/wifi.nmconnection',
  '/etc/pki/tls/private/localhost.crt',
  '/etc/security/opasswd',
  '/etc/shadow',
  '/etc/shadow-',
  '/etc/ssh/ssh_host_ed25519_key',
  '/etc/ssl/private/server.pem',
  '/etc/ssl/server.KEY',
  '/etc/wireguard/wg0.conf',
  '/home/ann/.aws/credentials',
  '/home/ann/.gnupg/secring.gpg',
  '/home/ann/.netrc',
  '/home/ann/.ssh/id_ed25519',
  '/opt/app/keystore.p12',
  '/opt/app/tls-key.pem',
  '/proc/1/environ',
  '/root/.docker/config.json',
  '/run/secrets/token',
  '/srv/id_rsa',
  '/var/lib/krb5/host.keytab',
];

it.each(places)('hides %s from every collector', async (path) => {
  const files = withoutSecrets(rootTree(await buildTree({ [path]: KEY })));
  expect(await files.read(targetPath(path), 9999)).toEqual({
    state: 'hidden',
    at: { in: 'file', path: targetPath(path) },
    why: 'not-allowed',
  });
});

it('hides them under any other name too: links, links of directories, names with ..', async () => {
  const files = withoutSecrets(
    rootTree(
      await buildTree({
        '/etc/shadow': SECRET,
        '/etc/ssl/private/key.pem': KEY,
        '/etc/ssl/openssl.cnf': { link: '../shadow' },
        '/etc/innocent': { link: '/etc/ssl/private' },
      }),
    ),
  );
  for (const path of ['/etc/ssl/openssl.cnf', '/etc/innocent/key.pem', '/etc/innocent/../private/key.pem'])
    expect([path, await files.read(targetPath(path), 9999)]).toMatchObject([path, { state: 'hidden' }]);
});

it.each([
  '/etc/crypto-policies/back-ends/opensslcnf.config',
  '/etc/ssh/ssh_host_ed25519_key.pub',
  '/etc/ssh/sshd_config.d/50-redhat.conf',
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/ssl/openssl.cnf',
  '/etc/system-fips',
  '/usr/lib/sysimage/rpm/rpmdb.sqlite',
  '/usr/lib64/ossl-modules/fips.so',
  '/usr/share/keyrings/debian-archive-keyring.gpg',
  '/var/lib/dpkg/status',
])('leaves %s readable', (path) => {
  expect(isNeverRead(targetPath(path))).toBe(false);
});

it('hides no path that a collector says it opens', async () => {
  const loaded = await Promise.all(collectors.map((each) => each.load()));
  const named = loaded.flatMap(({ opens }) => opens).filter((pattern) => !pattern.includes('*'));
  expect(named.filter((path) => isNeverRead(targetPath(path)))).toEqual([]);
});

it('keeps planted keys out of everything that is collected', async () => {
  const root = await buildTree({
    ...Object.fromEntries(places.map((path) => [path, KEY])),
    '/etc/os-release': 'ID=debian\nVERSION_ID=13\n',
    '/etc/ssl/openssl.cnf': `openssl_conf = init\n.include /etc/ssl/private/server.pem\n.include /etc/shadow\n[init]\n`,
    '/usr/lib/ssl/openssl.cnf': { link: '/etc/ssl/openssl.cnf' },
    '/etc/pki/tls/openssl.cnf': { link: '/etc/shadow' },
    '/etc/ssh/sshd_config': 'Include /etc/ssh/ssh_host_ed25519_key\nInclude /home/ann/.ssh/*\n',
    '/etc/default/grub': { link: '/etc/ssl/server.KEY' },
    '/etc/crypto-policies/config': { link: '/run/secrets/token' },
    '/etc/crypto-policies/back-ends/opensslcnf.config': { link: '/etc/ssl/private/server.pem' },
  });
  const target = await openDir(root);
  if (target === undefined) throw new Error('the tree is there');
  const found = await collectAll(
    target,
    { collectors, fileCollectors, walks: true },
    { withinMs: 10_000, signal: new AbortController().signal },
  );
  expect(JSON.stringify(found)).not.toContain(SECRET);
});
