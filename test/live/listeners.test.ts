import { beforeAll, expect, it } from 'vitest';
import { type ScannedHost, scanHostAmongServers } from './listeners/namespace.ts';
import { serverTree } from './servers/server-tree.ts';

let host: ScannedHost;

/** What is built into Postfix; from 3.6 on it heeds no grade. */
const POSTFIX = 'secp256r1 secp384r1 secp521r1 x25519 x448';

beforeAll(async () => {
  host = await scanHostAmongServers(serverTree());
}, 180_000);

/** What each listener was started as, and what it was told; the groups that this comes to in OpenSSL 3.5. */
const EXPECTED: readonly (readonly [subject: string, speaks: string, groups: string | null])[] = [
  ['listener tcp/25 (master)', 'tls after smtp', POSTFIX],
  ['listener tcp/80 (nginx)', 'neither', null],
  ['listener tcp/443 (nginx)', 'tls', 'secp256r1 x25519'],
  ['listener tcp/993 (dovecot)', 'tls', 'secp521r1 x448'],
  ['listener tcp/1443 (haproxy)', 'tls', 'X25519MLKEM768 secp384r1'],
  ['listener tcp/2222 (sshd)', 'ssh', null],
  ['listener tcp/2525 (master)', 'tls after smtp', 'X25519MLKEM768 secp256r1 x25519'],
  ['listener tcp/2526 (master)', 'tls after smtp', POSTFIX],
  ['listener tcp/2527 (master)', 'tls after smtp', POSTFIX],
  ['listener tcp/2528 (master)', 'tls after smtp', POSTFIX],
  ['listener tcp/4443 (esbuild)', 'tls', null],
  ['listener tcp/5432 (postgres)', 'tls after postgres', 'secp384r1'],
  ['listener tcp/6443 (openssl)', 'tls', 'x25519'],
  ['listener tcp/7443 (nginx)', 'tls', 'X25519MLKEM768 secp384r1 x25519'],
  ['listener tcp/8443 (nginx)', 'tls', 'X25519MLKEM768 secp256r1 secp384r1 secp521r1 x25519 x448'],
  ['listener tcp/9443 (nginx)', 'tls', 'X25519MLKEM768 secp256r1'],
];

function factValue(kind: string, subject: string): Readonly<Record<string, unknown>> | undefined {
  return host.facts.find((each) => each.kind === kind && each.subject === subject)?.value;
}

it('finds every listener, and what it speaks', () => {
  const found = host.facts
    .filter(({ kind }) => kind === 'listener')
    .map(({ subject, value }) => [
      subject,
      `${value['speaks']}${value['startTls'] === null ? '' : ` after ${value['startTls']}`}`,
    ]);
  expect(found.toSorted()).toEqual(EXPECTED.map(([subject, speaks]) => [subject, speaks]).toSorted());
});

it.each(EXPECTED.filter(([, , groups]) => groups !== null))(
  'sees the groups that %s was told',
  (subject, _, groups) => {
    const supported = factValue('tls.endpoint.groups', subject)?.['supported'];
    const names = (Array.isArray(supported) ? supported : [])
      .map((each: { readonly name: string }) => each.name)
      // Postfix and OpenSSL's own list have finite fields as well.
      .filter((name) => !name.startsWith('ffdhe'));
    expect(names.toSorted().join(' ')).toBe(groups);
  },
);

it('sees the post-quantum key exchange of OpenSSH 10', () => {
  expect(factValue('ssh.endpoint', 'listener tcp/2222 (sshd)')?.['kex']).toContain('mlkem768x25519-sha256');
});

it('reads the setting, its file and its line', () => {
  const configured = host.facts
    .filter(({ kind }) => kind === 'listener.configured')
    .map(({ subject, value }) => {
      const from = value['from'] as { readonly path: string; readonly line: number } | null;
      const line = from?.path.endsWith('postgresql.conf') === true ? 'LINE' : from?.line;
      const where = from === null ? value['otherwise'] : `${from.path}:${line}`;
      return `${subject}: ${value['setting']} ${value['written']} (${where})`;
    });
  expect(configured.toSorted()).toEqual([
    'listener tcp/1443 (haproxy): bind ... curves X25519MLKEM768:P-384 (PLACE/haproxy.cfg:9)',
    'listener tcp/25 (master): null null (server)',
    'listener tcp/2525 (master): tls_eecdh_auto_curves X25519MLKEM768 X25519 prime256v1 nonesuch (PLACE/postfix/master.cf:2)',
    'listener tcp/2526 (master): null null (server)',
    'listener tcp/2527 (master): null null (server)',
    'listener tcp/2528 (master): null null (server)',
    'listener tcp/443 (nginx): ssl_ecdh_curve X25519:prime256v1 (PLACE/nginx.conf:7)',
    'listener tcp/5432 (postgres): ssl_ecdh_curve secp384r1 (PLACE/pg/data/postgresql.conf:LINE)',
    'listener tcp/7443 (nginx): ssl_ecdh_curve X25519MLKEM768:X25519:secp384r1 (PLACE/conf.d/included.conf:2)',
    'listener tcp/8443 (nginx): null null (library)',
    'listener tcp/9443 (nginx): ssl_conf_command Groups X25519MLKEM768:P-256 (PLACE/nginx.conf:9)',
    'listener tcp/993 (dovecot): ssl_curve_list X448:P-521 (PLACE/dovecot.conf:9)',
  ]);
});

it('sees a library that was replaced under its process, and a program that has none mapped', () => {
  expect(factValue('listener', 'listener tcp/6443 (openssl)')?.['libraries']).toEqual([
    { path: 'PLACE/old/libcrypto.so.3', deleted: true, version: null },
  ]);
  expect(factValue('listener', 'listener tcp/4443 (esbuild)')).toMatchObject({
    libraries: [],
    go: { version: expect.stringMatching(/^1\./), built: expect.arrayContaining(['tlsmlkem=0']), environment: [] },
  });
});

it('says which listeners lose ML-KEM, and where', () => {
  const findings = host.assessments
    .flatMap(({ findings: all }) => all)
    .filter(({ requirement }) => requirement === 'listener.as-configured')
    // What the system of this machine has decides about one whose library could not be read.
    .filter(({ subject }) => !subject.includes('openssl'))
    .map(({ subject, weight, shortfall = '' }) =>
      `${weight} ${subject}: ${shortfall}`
        .replace(/OpenSSL 3\.5\.\d+/, 'OpenSSL 3.5')
        .replace(/\S*\/esbuild was/, 'ESBUILD was')
        .replace(/(postgresql\.conf:)\d+/, '$1LINE'),
    );
  expect(findings.toSorted()).toMatchInlineSnapshot(`
    [
      "pass listener tcp/1443 (haproxy): ",
      "pass listener tcp/2525 (master): ",
      "pass listener tcp/7443 (nginx): ",
      "pass listener tcp/8443 (nginx): ",
      "pass listener tcp/9443 (nginx): ",
      "pass listener tcp/993 (dovecot): ",
      "warn listener tcp/25 (master): X25519MLKEM768, which OpenSSL 3.5, which it runs, offers, is not negotiated. Likely: Postfix is not told any groups, and the list that is built into it has none with ML-KEM",
      "warn listener tcp/2526 (master): X25519MLKEM768, which OpenSSL 3.5, which it runs, offers, is not negotiated. Likely: Postfix is not told any groups, and the list that is built into it has none with ML-KEM",
      "warn listener tcp/2527 (master): X25519MLKEM768, which OpenSSL 3.5, which it runs, offers, is not negotiated. Likely: Postfix is not told any groups, and the list that is built into it has none with ML-KEM",
      "warn listener tcp/2528 (master): X25519MLKEM768, which OpenSSL 3.5, which it runs, offers, is not negotiated. Likely: Postfix is not told any groups, and the list that is built into it has none with ML-KEM",
      "warn listener tcp/443 (nginx): X25519MLKEM768, which OpenSSL 3.5, which it runs, offers, is not negotiated. Likely: ssl_ecdh_curve X25519:prime256v1 (PLACE/nginx.conf:7) leaves it out",
      "warn listener tcp/4443 (esbuild): X25519MLKEM768, which Go 1.26.5, its toolchain, offers, is not negotiated. Likely: ESBUILD was built with tlsmlkem=0 (DefaultGODEBUG), which a go line before 1.24 in go.mod brings",
      "warn listener tcp/5432 (postgres): X25519MLKEM768, which OpenSSL 3.5, which it runs, offers, is not negotiated. Likely: ssl_ecdh_curve secp384r1 (PLACE/pg/data/postgresql.conf:LINE) leaves it out",
    ]
  `);
});
