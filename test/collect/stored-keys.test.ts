import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPem } from '../../src/codec/pem.ts';
import { storedKeys } from '../../src/collect/stored-keys.ts';
import { targetPath } from '../../src/facts/locator.ts';
import { makeCertificate } from '../support/certificate.ts';
import { shownFiles } from '../support/shown-files.ts';

const RSA = makeCertificate({ key: 'rsa', name: 'rsa.test' });
const EC = makeCertificate({ key: 'ec', name: 'ec.test' });
const POST_QUANTUM = makeCertificate({ key: 'ml-dsa-65', name: 'pq.test' });

it('leaves out by the path alone only what neither its name nor its content could make a key', () => {
  const pieces = [
    '/',
    'id_',
    'rsa',
    'ssh_host_',
    '_key',
    '.pub',
    '.pem',
    '-key',
    '.KEY',
    '.jks',
    '.p12',
    '.bks',
    'cacerts',
  ];
  const names = fc.array(fc.constantFrom(...pieces, 'ca-bundle', 'privkey', 'private', '.der', 'mldsa-44', 'a', '.'));
  fc.assert(
    fc.property(names, (parts) => {
      const path = targetPath(`/etc/ssl/${parts.join('')}`);
      const collector = storedKeys.open();
      const isWanted = collector.wants({ path, type: 'file', size: 10, mode: 0o644 });
      const isKnown = (collector.finish?.().facts.length ?? 0) > 0;
      if (isWanted || isKnown) expect([path, collector.mayWant?.(path)]).toEqual([path, true]);
    }),
    { numRuns: 5000 },
  );
});

it('tells certificates by key and last day, and puts those of a directory together', async () => {
  const found = await keysIn({
    '/etc/pki/a.pem': RSA.cert,
    '/etc/pki/b.crt': `${EC.cert}${EC.cert}`,
    '/srv/pq.der': POST_QUANTUM.der,
  });
  expect(found).toEqual([
    [
      'certificates /srv/pq.der',
      {
        path: '/srv/pq.der',
        what: 'certificates',
        form: 'DER',
        files: 1,
        keys: [{ algorithm: 'ML-DSA-65', bits: null, count: 1 }],
        expires: { first: '2036-01-01', last: '2036-01-01' },
      },
    ],
    [
      'certificates in /etc/pki',
      {
        path: '/etc/pki',
        what: 'certificates',
        form: 'PEM',
        files: 2,
        keys: [
          { algorithm: 'EC secp256r1', bits: 256, count: 2 },
          { algorithm: 'RSA', bits: 2048, count: 1 },
        ],
        expires: { first: '2036-01-01', last: '2036-01-01' },
      },
    ],
  ]);
});

it('counts no certificate where other text stands between the marks of one, and leaves a damaged one open', async () => {
  const marked = (body: string) => `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
  const found = await keysIn({
    // Debian's ca-certificates ships it as an example.
    '/a/Local_Root_CA.crt': marked('Dummy Root CA file; replace it with the PEM-encoded root certificate'),
    '/b/both.pem': `${marked('to come')}${RSA.cert}`,
    '/c/cut.pem': `${RSA.cert.slice(0, 200)}\n-----END CERTIFICATE-----\n`,
    '/d/empty.pem': marked(''),
  });
  expect(found.map(([subject, value]) => [subject, 'keys' in value ? value.keys : null])).toEqual([
    ['certificates /a/Local_Root_CA.crt', []],
    ['certificates /b/both.pem', [{ algorithm: 'RSA', bits: 2048, count: 1 }]],
    ['certificates /c/cut.pem', [{ algorithm: 'not readable', bits: null, count: 1 }]],
    ['certificates /d/empty.pem', [{ algorithm: 'not readable', bits: null, count: 1 }]],
  ]);
});

it('knows a private key by its head, a key store by its name, and never says more of either', async () => {
  const harvest = await shownFiles(storedKeys, {
    '/srv/both.pem': `${EC.key}${EC.cert}`,
    '/etc/ssh/ssh_host_ed25519_key': EC.key,
    '/etc/ssl/private.key': EC.key,
    '/srv/store.p12': 'opaque',
  });
  expect(harvest.facts.map(({ subject, value }) => [subject, 'keys' in value ? value.keys : null])).toEqual([
    ['certificates /srv/both.pem', [{ algorithm: 'EC secp256r1', bits: 256, count: 1 }]],
    ['key store /srv/store.p12', [{ algorithm: 'unknown', bits: null, count: 1 }]],
    ['private key /etc/ssh/ssh_host_ed25519_key', [{ algorithm: 'Ed25519', bits: null, count: 1 }]],
    ['private key /etc/ssl/private.key', [{ algorithm: 'unknown', bits: null, count: 1 }]],
    ['private key /srv/both.pem', [{ algorithm: 'EC', bits: null, count: 1 }]],
  ]);
  const body = EC.key.split('\n').slice(1, -2);
  for (const line of body) expect(JSON.stringify(harvest)).not.toContain(line.slice(0, 20));
});

it.each(['rsa', 'ec', 'ed25519', 'ml-dsa-65'] as const)('names the algorithm of a PKCS #8 key: %s', (key) => {
  const { key: pem } = makeCertificate({ key, name: 'key.test' });
  const names = { rsa: 'RSA', ec: 'EC', ed25519: 'Ed25519', 'ml-dsa-65': 'ML-DSA-65' };
  expect(readPem(pem)).toEqual([{ kind: 'private-key', algorithm: names[key], encrypted: false }]);
});

it('reads the public half of an SSH host key', async () => {
  const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILM+rvN+ot98qgEN796jTiQfZfG1KaT0PtFDJ/XFSqti root@host\n';
  const [[subject, value] = []] = await keysIn({ '/etc/ssh/ssh_host_ed25519_key.pub': key });
  expect([subject, value && 'keys' in value && value.keys]).toEqual([
    'public key /etc/ssh/ssh_host_ed25519_key.pub',
    [{ algorithm: 'Ed25519', bits: 256, count: 1 }],
  ]);
});

it('never throws on any PEM', () => {
  fc.assert(
    fc.property(
      fc.string({
        unit: fc.constantFrom('-----BEGIN ', 'CERTIFICATE', 'PRIVATE KEY', '-----', '-----END ', 'MIIB', '\n'),
      }),
      (text) => void readPem(text),
    ),
  );
});

async function keysIn(tree: Parameters<typeof shownFiles>[1]) {
  const { facts } = await shownFiles(storedKeys, tree);
  return facts.map(({ subject, value }) => [subject, value] as const);
}
