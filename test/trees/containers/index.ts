import { buildElf } from '../../support/elf.ts';
import { buildGoProgram, buildStaticProgram, opensslTexts } from '../../support/programs.ts';
import type { Tree, TreeEntry } from '../../support/tree.ts';
import { buildJar, buildZip } from '../../support/zip.ts';
import { chainguardFips } from '../chainguard-fips.ts';
import { debian13 } from '../debian-13.ts';
import { apkInstalled } from '../parts/apk.ts';
import { libcrypto } from '../parts/binaries.ts';
import { osReleaseFiles, osReleaseTexts } from '../parts/os-release.ts';

/** Root trees of container images, small, each with the binaries that tell its story. */
export const containers = {
  'chainguard-fips-claims': chainguardFipsClaims,
  'distroless-static': distrolessStatic,
  'java-bouncy-castle': javaBouncyCastle,
  'microsoft-go-without-symcrypt': microsoftGoWithoutSymcrypt,
  'node-official': nodeOfficial,
  'python-slim': pythonSlim,
  'scratch-go': async () => ({ '/server': program(buildGoProgram({ version: 'go1.24.4' })) }),
  'scratch-go-fips': scratchGoFips,
  'ubuntu-noble-without-provider': ubuntuNobleWithoutProvider,
} as const satisfies Readonly<Record<string, () => Promise<Tree>>>;

/** Debian with CPython and pyca/cryptography's wheel, whose OpenSSL is its own; psycopg2 brings a libcrypto beside it. */
async function pythonSlim(): Promise<Tree> {
  const packages = '/usr/local/lib/python3.13/site-packages';
  const wheel = buildStaticProgram({
    texts: [...opensslTexts('OpenSSL 4.0.3 29 Sep 2026', '/opt/pyca/cryptography/openssl'), '/openssl-sys-0.9.117/'],
    needed: ['libgcc_s.so.1', 'libc.so.6'],
    compilers: ['GCC: (GNU) 14.2.1', 'rustc version 1.90.0 (1159e78c4 2025-09-14)'],
  });
  return {
    ...(await withoutBoot()),
    [`${packages}/cryptography/hazmat/bindings/_rust.abi3.so`]: program(wheel),
    [`${packages}/psycopg2_binary.libs/libcrypto-fb8d5b21.so.3`]: program(
      libcrypto({ version: 'OpenSSL 3.5.8 25 Aug 2026', openssldir: '/etc/pki/tls', libdir: '/usr/local/lib' }),
    ),
    '/usr/local/lib/python3.13/lib-dynload/_ssl.cpython-313-x86_64-linux-gnu.so': program(
      buildElf({ needed: ['libssl.so.3', 'libcrypto.so.3', 'libc.so.6'] }),
    ),
    '/usr/bin/openssl': program(buildElf({ needed: ['libssl.so.3', 'libcrypto.so.3'] })),
  };
}

/** Node.js as nodejs.org builds it: OpenSSL inside, which reads /etc/ssl and no kernel flag. */
async function nodeOfficial(): Promise<Tree> {
  const node = buildStaticProgram({ texts: opensslTexts('OpenSSL 3.5.8 25 Aug 2026', '/etc/ssl') });
  return { ...(await withoutBoot()), '/usr/local/bin/node': program(node) };
}

/** A base without a libcrypto, and a Go program of an older go line on it. */
async function distrolessStatic(): Promise<Tree> {
  const old = { DefaultGODEBUG: 'tls10server=1,tls3des=1,tlsmlkem=0', CGO_ENABLED: '0' };
  return {
    ...osReleaseFiles(osReleaseTexts.debian13),
    '/app/controller': program(
      buildGoProgram({ version: 'go1.24.4', settings: old, dependencies: [['golang.org/x/crypto', 'v0.21.0']] }),
    ),
  };
}

/** One program built with the validated module, one with the toolchain's own source. */
async function scratchGoFips(): Promise<Tree> {
  const on = { DefaultGODEBUG: 'fips140=on', CGO_ENABLED: '0' };
  return {
    '/server': program(buildGoProgram({ version: 'go1.24.4', settings: { ...on, GOFIPS140: 'v1.0.0' } })),
    '/worker': program(buildGoProgram({ version: 'go1.24.4', settings: { ...on, GOFIPS140: 'latest' } })),
  };
}

/** Azure Linux 3's libcrypto without a provider, and a program of Microsoft's Go on it: it panics on a FIPS kernel. */
async function microsoftGoWithoutSymcrypt(): Promise<Tree> {
  const settings = { CGO_ENABLED: '1', GOEXPERIMENT: 'systemcrypto', '-tags': 'requirefips' };
  return {
    ...osReleaseFiles(osReleaseTexts.azureLinux3),
    '/usr/lib/libcrypto.so.3': program(
      libcrypto({
        version: 'OpenSSL 3.3.5 30 Sep 2025',
        openssldir: '/etc/pki/tls',
        libdir: '/usr/lib',
        patched: ['/proc/sys/crypto/fips_enabled', 'symcryptprovider'],
      }),
    ),
    '/usr/bin/agent': program(buildGoProgram({ version: 'go1.26.2', settings })),
  };
}

/** A JDK whose java.security puts Bouncy Castle's FIPS provider first; its jar lies inside the application's. */
async function javaBouncyCastle(): Promise<Tree> {
  const home = '/opt/java/openjdk';
  const inner = {
    name: 'BOOT-INF/lib/bc-fips-2.1.0.jar',
    content: buildJar({ provider: 'fips', version: '2.1.0' }),
    stored: true,
  };
  const plain = {
    name: 'BOOT-INF/lib/bcprov-jdk18on-1.80.jar',
    content: buildJar({ provider: 'plain', version: '1.80' }),
  };
  return {
    ...osReleaseFiles(osReleaseTexts.debian13),
    [`${home}/release`]: 'IMPLEMENTOR="Eclipse Adoptium"\nJAVA_VERSION="21.0.9"\n',
    [`${home}/conf/security/java.security`]:
      'security.provider.1=org.bouncycastle.jcajce.provider.BouncyCastleFipsProvider\nsecurity.provider.2=SunEC\n',
    '/app/app.jar': buildZip([inner, plain]),
  };
}

/** Ubuntu 24.04 as it comes: its libcrypto reads the kernel's flag and finds no module. Source: Launchpad 2056593. */
async function ubuntuNobleWithoutProvider(): Promise<Tree> {
  const lib = '/usr/lib/x86_64-linux-gnu';
  return {
    ...osReleaseFiles(osReleaseTexts.ubuntu2404),
    [`${lib}/libcrypto.so.3`]: libcrypto({
      version: 'OpenSSL 3.0.13 30 Jan 2024',
      openssldir: '/usr/lib/ssl',
      libdir: lib,
      patched: ['/proc/sys/crypto/fips_enabled'],
    }),
    '/usr/bin/openssl': program(buildElf({ needed: ['libssl.so.3', 'libcrypto.so.3'] })),
    '/usr/lib/dotnet/shared/Microsoft.NETCore.App/9.0.9/libSystem.Security.Cryptography.Native.OpenSsl.so': program(
      buildElf({ needed: ['libc.so.6'], soname: 'libSystem.Security.Cryptography.Native.OpenSsl.so' }),
    ),
  };
}

/** What Chainguard's image says of itself: one claim that holds, one that nothing in it bears out. */
async function chainguardFipsClaims(): Promise<Tree> {
  const tree = await chainguardFips();
  const claims = ['NIST-CMVP-5132', 'NIST-CMVP-4743-UPDATE', 'NIST-CMVP-5247'].map((name) => ({
    name,
    version: '0-r0',
  }));
  return {
    ...tree,
    '/usr/lib/apk/db/installed': `${String(tree['/usr/lib/apk/db/installed'])}${apkInstalled(claims)}`,
  };
}

/** Debian 13 as a container: no kernel, no boot loader, no SSH. */
async function withoutBoot(): Promise<Tree> {
  const kept = Object.entries(await debian13()).filter(
    ([path]) => !/^\/(boot|etc\/(default|ssh)|usr\/(s?bin|lib\/(modules|openssh)))\b/.test(path),
  );
  return Object.fromEntries(kept);
}

function program(content: Uint8Array): TreeEntry {
  return { content, mode: 0o755 };
}
