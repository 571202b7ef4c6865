import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { implementations } from '../../src/collect/implementations.ts';
import type { Harvest } from '../../src/facts/fact.ts';
import type { CryptoImplementation } from '../../src/facts/values/modules.ts';
import { buildElf } from '../support/elf.ts';
import { buildGoProgram, buildStaticProgram, opensslTexts } from '../support/programs.ts';
import { shownFiles } from '../support/shown-files.ts';
import type { TreeEntry } from '../support/tree.ts';
import { buildJar, buildZip } from '../support/zip.ts';

const MODULES = join(import.meta.dirname, '../../node_modules');

it('finds OpenSSL in the Node.js that runs this, and Go in esbuild though it hides its header', async () => {
  const esbuild = join(MODULES, '@esbuild', (await readdir(join(MODULES, '@esbuild')))[0] ?? '', 'bin/esbuild');
  const harvest = await shownFiles(implementations, {
    '/usr/local/bin/node': program(await readFile(process.execPath)),
    '/usr/local/bin/esbuild': program(await readFile(esbuild)),
  });
  const found = new Map(values(harvest).map((value) => [value.path.slice('/usr/local/bin/'.length), value]));
  const [node, go] = [found.get('node'), found.get('esbuild')];
  expect([node?.library, node?.version, node?.linkage, node?.language]).toEqual([
    'OpenSSL',
    process.versions.openssl,
    'static',
    'JavaScript',
  ]);
  expect([go?.library, go?.language, go?.route]).toEqual(['Go cryptography', 'Go', { via: 'none' }]);
  expect(go?.version).toMatch(/^1\.\d+/);
});

it.each<[string, readonly string[], readonly string[], Partial<CryptoImplementation>]>([
  [
    'BoringSSL',
    ['third_party/boringssl/crypto/fipsmodule/bn/bn.cc.inc', 'X25519MLKEM768'],
    [],
    { version: null, language: null },
  ],
  [
    'AWS-LC',
    ['crypto/fipsmodule/ec/ec.c', 'AWS-LC KEM method'],
    ['aws_lc_0_40_0_EVP_sha256'],
    { version: 'aws-lc-sys 0.40.0' },
  ],
  [
    'AWS-LC',
    ['crypto/fipsmodule/ec/ec.c', 'AWS-LC FIPS 3.1.0', 'FIPS integrity test failed.'],
    ['aws_lc_fips_0_13_7_EVP_sha256'],
    { version: '3.1.0', route: { via: 'own-module', name: 'AWS-LC FIPS (static)', build: '3.1.0', mode: 'on' } },
  ],
  [
    'ring',
    ['/root/.cargo/registry/src/index.crates.io-1949cf8c6b5b557f/ring-0.17.14/src/aead.rs'],
    [],
    { version: '0.17.14', language: 'Rust' },
  ],
  ['ring', [], ['ring_core_0_17_14__x25519_fe_mul'], { version: '0.17.14', language: 'Rust' }],
  ['wolfSSL', ['wolfSSL 5.7.2'], [], { version: '5.7.2' }],
  ['Mbed TLS', ['Mbed TLS 3.6.6'], [], { version: '3.6.6' }],
  ['OpenSSL', opensslTexts('OpenSSL 3.0.19 27 Jan 2026', '/etc/ssl'), [], { version: '3.0.19', language: null }],
])('finds a static copy of %s (%j %j)', async (library, texts, symbols, some) => {
  const [value, ...others] = values(
    await shownFiles(implementations, { '/opt/app': program(buildStaticProgram({ texts, symbols })) }),
  );
  expect(others).toEqual([]);
  expect(value).toMatchObject({ library, linkage: 'static', ...some });
});

it('takes no program for a copy that only quotes the version it was compiled with', async () => {
  const texts = ['built with OpenSSL 3.5.7 9 Jun 2026'];
  expect(await shownFiles(implementations, { '/usr/sbin/nginx': program(buildStaticProgram({ texts })) })).toEqual({
    facts: [],
    gaps: [],
  });
});

it('counts the programs that use a library of the system, and names a few', async () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const tree = Object.fromEntries(
    names.map((name) => [`/usr/bin/${name}`, program(buildElf({ needed: ['libcrypto.so.3'] }))]),
  );
  const { facts } = await shownFiles(implementations, tree);
  expect(facts.map(({ kind, subject, value }) => ({ kind, subject, value }))).toEqual([
    {
      kind: 'crypto.dependents',
      subject: 'programs that use OpenSSL',
      value: {
        library: 'OpenSSL',
        programs: 0,
        libraries: 7,
        examples: ['a', 'b', 'c', 'd', 'e'].map((name) => `/usr/bin/${name}`),
      },
    },
  ]);
});

it('leaves the libraries of the system to the collector that tests their marks, and tells of a copy elsewhere', async () => {
  const gnutls = buildElf({ soname: 'libgnutls.so.30' });
  const { facts } = await shownFiles(implementations, {
    '/usr/lib64/libgnutls.so.30': gnutls,
    '/opt/conda/lib/libgnutls.so.30': gnutls,
  });
  expect(facts.map(({ subject }) => subject)).toEqual(['GnuTLS in /opt/conda/lib/libgnutls.so.30']);
});

it.each<[string, Readonly<Record<string, string>>, CryptoImplementation['route']]>([
  ['go1.24.4', { GOFIPS140: 'v1.0.0', DefaultGODEBUG: 'fips140=on' }, goModule('v1.0.0', 'on')],
  ['go1.24.4', { GOFIPS140: 'v1.0.0-c2097c7c', DefaultGODEBUG: 'fips140=only' }, goModule('v1.0.0', 'on')],
  ['go1.27.1', { GOFIPS140: 'v1.26.0', DefaultGODEBUG: 'fips140=auto' }, goModule('v1.26.0', 'by-kernel')],
  ['go1.24.4', { GOFIPS140: 'v1.0.0', DefaultGODEBUG: 'fips140=off' }, goModule('v1.0.0', 'off')],
  ['go1.24.4', { GOFIPS140: 'latest', DefaultGODEBUG: 'fips140=on' }, goModule('latest', 'on')],
  ['go1.24.4', { DefaultGODEBUG: 'fips140=only' }, goModule('latest', 'on')],
  ['go1.24.4', {}, { via: 'none' }],
  ['go1.26.2', { GOEXPERIMENT: 'systemcrypto' }, { via: 'system-openssl', withoutModule: 'stops' }],
  ['go1.23.4 X:boringcrypto', {}, { via: 'own-module', name: 'BoringCrypto', build: null, mode: 'on' }],
  ['go1.21.13 (Red Hat 1.21.13-3.el9)', { CGO_ENABLED: '1' }, { via: 'system-openssl', withoutModule: 'own-code' }],
  ['go1.21.13 (Red Hat 1.21.13-3.el9)', { CGO_ENABLED: '0' }, { via: 'none' }],
  [
    'go1.22.9',
    { CGO_ENABLED: '1', GOEXPERIMENT: 'strictfipsruntime' },
    { via: 'system-openssl', withoutModule: 'stops' },
  ],
])('knows through what a Go program computes: %s %j', async (version, settings, route) => {
  const [value] = values(
    await shownFiles(implementations, { '/server': program(buildGoProgram({ version, settings })) }),
  );
  expect(value?.route).toEqual(route);
});

it('leaves open what a Go program that hides its settings was built with', async () => {
  const hidden = buildElf({
    sections: [
      { name: '.rodata', content: '\0go1.24.4\0' },
      { name: '.gopclntab', content: 'crypto/tls.(*Conn).Handshake' },
    ],
  });
  const [value] = values(await shownFiles(implementations, { '/server': program(hidden) }));
  expect(value?.route).toEqual({ via: 'own-module', name: 'Go Cryptographic Module', build: null, mode: 'unknown' });
});

it('says which programs it could not look into', async () => {
  const cut = buildElf({ sections: [{ name: '.rodata', content: 'x' }] });
  const packed = buildElf({ sections: [{ name: 'UPX', content: 'UPX!' }] });
  const { facts, gaps } = await shownFiles(implementations, {
    '/bin/cut': program(cut.subarray(0, cut.length - 8)),
    '/bin/packed': program(packed),
  });
  expect(facts).toEqual([]);
  expect(gaps.map(({ why }) => why)).toEqual([
    expect.stringContaining('/bin/cut: section headers reach past the end'),
    '/bin/packed: packed with UPX: its code cannot be looked into',
  ]);
});

it('says nothing of a Go program without cryptography', async () => {
  const plain = buildElf({
    sections: [
      { name: '.gopclntab', content: 'main.main' },
      { name: '.go.buildinfo', content: 'x' },
    ],
  });
  expect(await shownFiles(implementations, { '/hello': program(plain) })).toEqual({ facts: [], gaps: [] });
});

it('finds providers in jars inside jars, and says where it stopped', async () => {
  const inner = buildJar({ provider: 'fips', version: '2.0.1' });
  const deep = [1, 2, 3, 4].reduce<Uint8Array>(
    (jar, level) => buildZip([{ name: `level${level}.jar`, content: jar }]),
    inner,
  );
  const harvest = await shownFiles(implementations, {
    '/app.war': buildZip([{ name: 'WEB-INF/lib/bc-fips-2.0.1.jar', content: inner }]),
    '/deep.jar': deep,
    '/broken.jar': 'no archive at all, but more than fifty-two bytes of it, surely',
  });
  expect(harvest.facts.map(({ subject, value }) => [subject, 'version' in value && value.version])).toEqual([
    ['Bouncy Castle FIPS in /app.war!/WEB-INF/lib/bc-fips.jar', '2.0.1'],
  ]);
  expect(harvest.gaps.map(({ why }) => why)).toEqual([
    '/broken.jar: zip: wants an end of central directory',
    '/deep.jar!/level4.jar!/level3.jar!/level2.jar!/level1.jar: too deep, or too many archives inside one',
  ]);
});

function goModule(build: string, mode: 'on' | 'by-kernel' | 'off'): CryptoImplementation['route'] {
  return { via: 'own-module', name: 'Go Cryptographic Module', build, mode };
}

function values({ facts }: Harvest): readonly CryptoImplementation[] {
  return facts.flatMap((each) => (each.kind === 'crypto.implementation' ? [each.value] : []));
}

function program(content: Uint8Array): TreeEntry {
  return { content, mode: 0o755 };
}
