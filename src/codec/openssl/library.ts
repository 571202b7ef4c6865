import { readOnlyData } from '../elf/file.ts';
import { holds, stringsWith } from '../elf/strings.ts';
import { accepted, type Parsed, refused } from '../parsed.ts';
import type { Flavour, OpensslBuild, OpensslVersion } from './build.ts';

/** What a libcrypto tells of itself through the strings that it holds. */
export type OpensslLibraryStrings =
  | {
      readonly generation: 'providers';
      readonly build: OpensslBuild;
      /** The strings that gave flavour and kernel flag away; empty for an upstream build. */
      readonly marks: readonly string[];
      /** Why the flavour is a guess; null where it is not. */
      readonly doubt: string | null;
    }
  /** 1.1.1 and older: no providers, no provider modules. */
  | { readonly generation: 'before-providers'; readonly version: string };

/**
 * Reads version line, OPENSSLDIR, MODULESDIR and the texts that only patched builds hold out of a libcrypto.
 * Sources: crypto/info.c, crypto/cversion.c; the downstream patches named at MARKS.
 * @param bytes the whole library
 */
export function readOpensslLibrary(bytes: Uint8Array): Parsed<OpensslLibraryStrings> {
  const data = readOnlyData(bytes);
  const read = readStrings(data);
  return read.ok || data.length === bytes.length ? read : readStrings(bytes);
}

function readStrings(bytes: Uint8Array): Parsed<OpensslLibraryStrings> {
  const version = newestVersion(bytes);
  if (version === undefined)
    return refused('wants a version line such as "OpenSSL 3.5.7 9 Jun 2026", has none', { offset: 0 });
  if (version.major < 3) return accepted({ generation: 'before-providers', version: version.text });
  const openssldir = quoted(bytes, 'OPENSSLDIR: "');
  const modulesDirectory = quoted(bytes, 'MODULESDIR: "');
  if (openssldir === undefined) return refused('wants OPENSSLDIR: "...", has none', { offset: 0 });
  if (modulesDirectory === undefined) return refused('wants MODULESDIR: "...", has none', { offset: 0 });
  const marks = MARKS.filter((mark) => holds(bytes, mark));
  const { flavour, doubt } = flavourOf(marks, openssldir);
  const build: OpensslBuild = {
    version,
    flavour,
    openssldir,
    modulesDirectory,
    systemCiphersFile: systemCiphersFileIn(bytes),
    readsKernelFips: marks.includes(KERNEL_FLAG),
    ...(marks.includes(AZURE_LINUX_4_REGISTRATION) ? { registersFipsProvider: true } : {}),
  };
  return accepted({ generation: 'providers', build, marks, doubt });
}

/**
 * The file in which `PROFILE=SYSTEM` is looked up: from the compiler line of libcrypto, or as a string of libssl.
 * @param bytes the whole library
 */
export function systemCiphersFileIn(bytes: Uint8Array): string | null {
  for (const { text } of stringsWith(bytes, 'SYSTEM_CIPHERS_FILE=', 4)) {
    const file = /SYSTEM_CIPHERS_FILE=[\\"']*(\/[^\\"'\s]+)/.exec(text)?.[1];
    if (file !== undefined) return file;
  }
  const literal = stringsWith(bytes, '/crypto-policies/back-ends/openssl', 4).find(({ text }) => /^\/\S+$/.test(text));
  return literal?.text ?? null;
}

/** A library holds its own line once; where another stands too (a static copy inside), the newest counts. */
function newestVersion(bytes: Uint8Array): OpensslVersion | undefined {
  const lines = ['OpenSSL 3.', 'OpenSSL 4.', 'OpenSSL 1.'].flatMap((start) => stringsWith(bytes, start, 8));
  const versions = lines.flatMap(({ text }) => {
    const [, whole = '', major, minor, patch] = VERSION_LINE.exec(text) ?? [];
    if (major === undefined) return [];
    return [{ major: Number(major), minor: Number(minor), patch: Number(patch), text: whole }];
  });
  const number = (version: OpensslVersion) => version.major * 1e6 + version.minor * 1e3 + version.patch;
  return versions.reduce<OpensslVersion | undefined>(
    (newest, each) => (newest === undefined || number(each) > number(newest) ? each : newest),
    undefined,
  );
}

function quoted(bytes: Uint8Array, start: string): string | undefined {
  return stringsWith(bytes, start, 4)
    .map(({ text }) => text.slice(text.indexOf(start) + start.length).split('"')[0] ?? '')
    .find((path) => path.startsWith('/'));
}

function flavourOf(marks: readonly string[], openssldir: string): { flavour: Flavour; doubt: string | null } {
  const has = (mark: string) => marks.includes(mark);
  if (has(AZURE_LINUX_4_REGISTRATION) || has(AZURE_LINUX_4_DROP_IN)) return { flavour: 'azure-linux-4', doubt: null };
  if (has(SYMCRYPT)) return { flavour: 'azure-linux-3', doubt: null };
  if (has(FIPS_LOCAL) || has(SHA1_SIGNATURES) || has(RED_HAT_VERSION))
    // Both carry the same patches; SUSE keeps its configuration in /etc/ssl.
    return { flavour: openssldir === '/etc/ssl' ? 'suse' : 'red-hat', doubt: null };
  if (!has(KERNEL_FLAG)) return { flavour: 'upstream', doubt: null };
  const known = openssldir === '/usr/lib/ssl';
  const doubt = `it reads ${KERNEL_FLAG}, but nothing in it tells whose patches these are; taken for Ubuntu's`;
  return { flavour: 'ubuntu', doubt: known ? null : doubt };
}

/** `OpenSSL 3.5.7 9 Jun 2026`, `OpenSSL 3.5.0-beta1 25 Mar 2025`, `OpenSSL 1.1.1k  FIPS 25 Mar 2021`. Source: util/mkbuildinf.pl, opensslv.h. */
const VERSION_LINE = /\bOpenSSL ((\d+)\.(\d+)\.(\d+)\S*)\s+(?:FIPS\s+)?\d{1,2} [A-Z][a-z]{2} \d{4}/;

/** Ubuntu, Red Hat, SUSE, Azure Linux: "Add Kernel FIPS mode flag support". */
const KERNEL_FLAG = '/proc/sys/crypto/fips_enabled';
/** Red Hat, SUSE: "FIPS: Force fips provider on". */
const FIPS_LOCAL = '/fips_local.cnf';
/** Red Hat, SUSE: "Allow disabling of SHA1 signatures". */
const SHA1_SIGNATURES = 'rh-allow-sha1-signatures';
/** Red Hat and rebuilds: a definition on the compiler line. */
const RED_HAT_VERSION = 'REDHAT_FIPS_VERSION';
/** Azure Linux 3 and 4: "Force FIPS Mode for AZL3", "activate and prefer SymCrypt". */
const SYMCRYPT = 'symcryptprovider';
const AZURE_LINUX_4_DROP_IN = '/openssl.d/symcrypt_prov.cnf';
const AZURE_LINUX_4_REGISTRATION = 'azl-openssl-fips-provider.d';
const MARKS = [
  KERNEL_FLAG,
  FIPS_LOCAL,
  SHA1_SIGNATURES,
  RED_HAT_VERSION,
  SYMCRYPT,
  AZURE_LINUX_4_DROP_IN,
  AZURE_LINUX_4_REGISTRATION,
];
