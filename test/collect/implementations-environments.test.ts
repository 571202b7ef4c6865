import { deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { implementations } from '../../src/collect/implementations.ts';
import type { Harvest } from '../../src/facts/fact.ts';
import type { CryptoImplementation } from '../../src/facts/values/modules.ts';
import { buildElf } from '../support/elf.ts';
import { symbolSections } from '../support/elf-symbols.ts';
import { buildGoProgram, buildStaticProgram, opensslTexts } from '../support/programs.ts';
import { shownFiles } from '../support/shown-files.ts';
import type { Tree, TreeEntry } from '../support/tree.ts';
import { libcrypto } from '../trees/parts/binaries.ts';

const CONDA: Tree = {
  '/opt/conda/conda-meta/openssl-3.5.4-h26f9b46_0.json': '{}',
  '/opt/conda/conda-meta/history': '',
  '/opt/conda/lib/libcrypto.so.3': program(
    libcrypto({ version: 'OpenSSL 3.5.4 30 Sep 2025', openssldir: '/opt/conda/ssl', libdir: '/opt/conda/lib' }),
  ),
  '/opt/conda/lib/python3.12/lib-dynload/_ssl.cpython-312-x86_64-linux-gnu.so': program(
    buildElf({ needed: ['libssl.so.3', 'libcrypto.so.3'] }),
  ),
  '/opt/conda/bin/curl': program(buildElf({ needed: ['libssl.so.3'] })),
  '/usr/bin/curl': program(buildElf({ needed: ['libssl.so.3'] })),
};

it('names the package of conda, and takes no program of its environment for one that calls the system', async () => {
  const harvest = await shownFiles(implementations, CONDA);
  expect(shortOf(harvest)).toEqual([
    ['OpenSSL libcrypto in /opt/conda/lib/libcrypto.so.3', '3.5.4', 'own-openssl', 'openssl 3.5.4 h26f9b46_0'],
    ["Python's ssl (/opt/conda/lib/python3.12/lib-dynload/_ssl.so)", '3.5.4', 'own-openssl', '/opt/conda'],
  ]);
  expect(
    harvest.facts.flatMap((each) => (each.kind === 'crypto.dependents' ? [[each.subject, each.value.examples]] : [])),
  ).toEqual([
    ['programs that use OpenSSL', ['/usr/bin/curl']],
    [
      'programs that use OpenSSL of conda in /opt/conda',
      ['/opt/conda/bin/curl', '/opt/conda/lib/python3.12/lib-dynload/_ssl.cpython-312-x86_64-linux-gnu.so'],
    ],
  ]);
});

it('leaves programs of an environment without a libcrypto of its own to the system', async () => {
  const { '/opt/conda/lib/libcrypto.so.3': _, ...without } = CONDA;
  expect(shortOf(await shownFiles(implementations, without))).toEqual([
    ["Python's ssl (/opt/conda/lib/python3.12/lib-dynload/_ssl.so)", null, 'system-openssl', '/opt/conda'],
  ]);
});

it('takes no package with a copy of its own beside it for one that calls the system', async () => {
  const tree = {
    '/usr/lib/python3/dist-packages/psycopg2/_psycopg.so': program(buildElf({ needed: ['libcrypto-fb8d5b21.so.3'] })),
  };
  expect(shortOf(await shownFiles(implementations, tree))).toEqual([]);
});

const CRATES = [
  { name: 'app', version: '0.1.0', source: 'local', root: true },
  { name: 'aes-gcm', version: '0.10.3', source: 'crates.io' },
  { name: 'ml-kem', version: '0.2.1', source: 'crates.io' },
  { name: 'openssl-src', version: '300.5.0+3.5.0', source: 'crates.io' },
  { name: 'openssl-sys', version: '0.9.104', source: 'crates.io' },
  { name: 'ring', version: '0.17.14', source: 'crates.io' },
];

it('reads which crates with cryptography a Rust program was built of', async () => {
  const { facts, gaps } = await shownFiles(implementations, {
    '/usr/bin/app': program(audited(deflateSync(JSON.stringify({ packages: CRATES })))),
  });
  expect(gaps).toEqual([]);
  expect(
    facts.flatMap(({ kind, value, evidence }) =>
      kind === 'crypto.implementation'
        ? [[value.library, value.version, value.settings, value.postQuantum?.mlKem, evidence[0].quote]]
        : [],
    ),
  ).toEqual([
    ['OpenSSL', '3.5.0', { 'openssl-src': '300.5.0+3.5.0' }, 'yes', '.dep-v0: openssl-src 300.5.0+3.5.0'],
    ['RustCrypto', null, { 'aes-gcm': '0.10.3', 'ml-kem': '0.2.1' }, 'yes', '.dep-v0: aes-gcm 0.10.3, ml-kem 0.2.1'],
    ['ring', '0.17.14', { ring: '0.17.14' }, 'no', '.dep-v0: ring 0.17.14'],
  ]);
});

it('says where audit data cannot be read', async () => {
  const { facts, gaps } = await shownFiles(implementations, {
    '/usr/bin/app': program(audited(Buffer.from('not zlib'))),
  });
  expect(facts).toEqual([]);
  expect(gaps.map(({ why }) => why)).toEqual(['/usr/bin/app: .dep-v0: wants data compressed by zlib (byte 0)']);
});

it('finds wolfSSL and Mbed TLS in more than 16 MiB of data, by text or by symbol', async () => {
  const large = 9 * 1024 * 1024;
  const bySymbol = buildElf({
    needed: ['libc.so.6'],
    sections: [
      {
        name: '.rodata',
        content: Buffer.concat([
          Buffer.alloc(2 * large),
          Buffer.from(`\0${opensslTexts('OpenSSL 3.5.8 25 Aug 2026', '/etc/ssl').join('\0')}\0`),
        ]),
      },
      ...symbolSections([
        { name: 'wolfSSL_Init', isDefined: true },
        { name: 'mbedtls_ssl_init', isDefined: false },
      ]),
    ],
  });
  const harvest = await shownFiles(implementations, {
    '/opt/text': program(buildStaticProgram({ texts: ['Mbed TLS 3.6.6'], room: large })),
    '/opt/symbol': program(bySymbol),
  });
  expect(shortOf(harvest)).toEqual([
    ['Mbed TLS in /opt/text', '3.6.6', 'none', undefined],
    ['OpenSSL in /opt/symbol', '3.5.8', 'none', undefined],
    ['wolfSSL in /opt/symbol', null, 'none', undefined],
  ]);
});

it('knows the older forks of Go by the function that loads OpenSSL', async () => {
  const go = (isDefined: boolean) =>
    buildGoProgram({
      version: 'go1.20.12',
      settings: { CGO_ENABLED: '1' },
      sections: symbolSections([{ name: '_goboringcrypto_DLOPEN_OPENSSL', isDefined }]),
    });
  const harvest = await shownFiles(implementations, { '/a/fork': program(go(true)), '/b/not': program(go(false)) });
  expect(shortOf(harvest).map(([subject, , route]) => [subject, route])).toEqual([
    ['Go cryptography in /a/fork', 'system-openssl'],
    ['Go cryptography in /b/not', 'none'],
  ]);
});

it('says whether a copy names the flag of the kernel', async () => {
  const texts = opensslTexts('OpenSSL 3.0.19 27 Jan 2026', '/etc/ssl');
  const harvest = await shownFiles(implementations, {
    '/opt/plain': program(buildStaticProgram({ texts })),
    '/opt/vendor': program(buildStaticProgram({ texts: [...texts, '/proc/sys/crypto/fips_enabled'] })),
  });
  expect(valuesOf(harvest).map(({ path, kernelFlag }) => [path, kernelFlag])).toEqual([
    ['/opt/plain', 'not-named'],
    ['/opt/vendor', 'named'],
  ]);
});

function audited(data: Uint8Array): Uint8Array {
  return buildElf({
    needed: ['libc.so.6'],
    sections: [
      { name: '.rodata', content: new Uint8Array(128) },
      { name: '.dep-v0', content: data },
    ],
  });
}

function shortOf(harvest: Harvest) {
  return harvest.facts.flatMap(({ kind, subject, value }) =>
    kind === 'crypto.implementation'
      ? [[subject, value.version, value.route?.via, value.settings?.['conda']] as const]
      : [],
  );
}

function valuesOf({ facts }: Harvest): readonly CryptoImplementation[] {
  return facts.flatMap((each) => (each.kind === 'crypto.implementation' ? [each.value] : []));
}

function program(content: Uint8Array): TreeEntry {
  return { content, mode: 0o755 };
}
