import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { formats } from '../../src/report/index.ts';
import { makeCertificate } from '../support/certificate.ts';
import { ociLayout, writeLayout } from '../support/image.ts';
import { trees } from '../trees/index.ts';
import { judgedImage } from './judged-image.ts';

const RSA = makeCertificate({ key: 'rsa', name: 'planted.test' });
const EC = makeCertificate({ key: 'ec', name: 'planted.test' });
const PUBLIC = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti root@host\n';

it('never puts the content of a private key of an image into any of its facts', async () => {
  const der = Buffer.from(RSA.key.split('\n').slice(1, -2).join(''), 'base64');
  const tree = {
    ...(await trees['debian-13']()),
    '/etc/ssh/ssh_host_rsa_key': RSA.key,
    '/etc/ssh/ssh_host_ed25519_key.pub': PUBLIC,
    '/etc/ssl/private/server.key': RSA.key,
    '/root/.ssh/id_rsa': RSA.key,
    '/srv/both.pem': `${RSA.key}${RSA.cert}`,
    '/srv/cert.der': EC.der,
    '/srv/key.der': der,
    '/srv/keystore.jks': Buffer.concat([Buffer.from('feedfeed00000002', 'hex'), der]),
    '/srv/store.p12': der,
    '/srv/renamed.crt': RSA.key,
    '/etc/ssl/openssl.d/planted.cnf': RSA.key,
    '/app/config': RSA.key,
  };
  const config = { Env: [`TLS_KEY=${RSA.key}`, `OPENSSL_CONF=${RSA.key}`], Cmd: [RSA.key], Labels: { key: RSA.key } };
  const path = await writeLayout(ociLayout({ layers: [{ tree }, { removes: ['/app/config'] }], config }));
  const report = await judgedImage('planted', { path, form: 'oci-dir' });
  const said = JSON.stringify(report);
  const lines = RSA.key.split('\n').slice(1, -2);
  expect(lines.length).toBeGreaterThan(10);
  const leaking = report.facts.flatMap((each) => {
    const text = JSON.stringify(each);
    return lines.some((line) => text.includes(line.slice(4, 24))) ? [`${each.kind} ${each.subject.slice(0, 60)}`] : [];
  });
  expect(leaking).toEqual([]);
  expect(lines.flatMap((line) => (said.includes(line.slice(4, 24)) ? [line] : []))).toEqual([]);
  expect(said).not.toContain(der.toString('latin1', 8, 28));

  const stored = report.facts.flatMap((each) => (each.kind === 'key.stored' ? [each] : []));
  expect(stored.map(({ subject, value }) => [subject, value.form, value.keys, value.expires?.last ?? null])).toEqual([
    ['certificates /srv/both.pem', 'PEM', [{ algorithm: 'RSA', bits: 2048, count: 1 }], '2036-01-01'],
    ['certificates /srv/cert.der', 'DER', [{ algorithm: 'EC secp256r1', bits: 256, count: 1 }], '2036-01-01'],
    ['key store /srv/keystore.jks', 'JKS', [{ algorithm: 'unknown', bits: null, count: 1 }], null],
    ['key store /srv/store.p12', 'PKCS #12', [{ algorithm: 'unknown', bits: null, count: 1 }], null],
    ['private key /etc/ssh/ssh_host_rsa_key', 'OpenSSH', [{ algorithm: 'RSA', bits: null, count: 1 }], null],
    ['private key /etc/ssl/private/server.key', 'PEM', [{ algorithm: 'unknown', bits: null, count: 1 }], null],
    ['private key /root/.ssh/id_rsa', 'OpenSSH', [{ algorithm: 'RSA', bits: null, count: 1 }], null],
    ['private key in /srv', 'PEM', [{ algorithm: 'RSA', bits: null, count: 2 }], null],
    ['public key /etc/ssh/ssh_host_ed25519_key.pub', 'OpenSSH', [{ algorithm: 'Ed25519', bits: 256, count: 1 }], null],
  ]);
});

it('prints none of it in any format', { timeout: 120_000 }, async () => {
  const tree = { '/srv/both.pem': `${RSA.key}${RSA.cert}`, '/root/.ssh/id_rsa': RSA.key };
  const path = await writeLayout(
    ociLayout({ layers: [{ tree }], config: { Env: [`A=${RSA.key}`], Labels: { b: RSA.key } } }),
  );
  const lines = RSA.key.split('\n').slice(1, -2);
  const printed = await printedIn(
    path,
    formats.map(({ id }) => id),
  );
  const leaking = printed.filter(({ text }) => lines.some((line) => text.includes(line.slice(4, 24))));
  expect(leaking.map(({ id }) => id)).toEqual([]);
  expect(printed.filter(({ text }) => text.includes('/srv/both.pem')).map(({ id }) => id)).toContain('json');
});

/** The command itself, as a user runs it, once for all formats; a failing verdict is no failure here. */
async function printedIn(path: string, ids: readonly string[]) {
  const directory = await mkdtemp(join(tmpdir(), 'pqready-planted-'));
  try {
    const outputs = ids.flatMap((id) => ['--output', `${id}=${join(directory, id)}`]);
    const argv = ['src/cli/main.ts', 'scan', `oci-dir:${path}`, ...outputs, '--fail-on', 'none', '--unknown', 'pass'];
    execFileSync(process.execPath, argv, { stdio: ['ignore', 'pipe', 'pipe'] });
    return await Promise.all(ids.map(async (id) => ({ id, text: await readFile(join(directory, id), 'utf8') })));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
