import { createHmac } from 'node:crypto';
import { buildElf, DEFAULT_FIPS_KEY, type ElfPart, embedMac } from '../../support/elf.ts';
import type { Tree } from '../../support/tree.ts';
import {
  fipsProviderStrings,
  type LibcryptoMarks,
  libcryptoStrings,
  symcryptProviderStrings,
} from './openssl-strings.ts';

/** A libcrypto.so.3 with the strings of its build. */
export function libcrypto(marks: LibcryptoMarks): Uint8Array {
  return buildElf({
    soname: 'libcrypto.so.3',
    needed: ['libz.so.1', 'libc.so.6'],
    sections: [text(), rodata(libcryptoStrings(marks))],
  });
}

/** The library under its real name and the link by which programs find it. */
export function libcryptoFiles(directory: string, realName: string, marks: LibcryptoMarks): Tree {
  return {
    [`${directory}/${realName}`]: { content: libcrypto(marks), mode: 0o755 },
    [`${directory}/libcrypto.so.3`]: { link: realName },
  };
}

/** fips.so as upstream, Debian, Flatcar, Chainguard and Azure Linux build it: its MAC lies in fipsmodule.cnf. */
export function upstreamFipsSo(name: string, version: string, buildInfo: string = version): Uint8Array {
  const extra = buildInfo === version ? [] : [buildInfo];
  return fipsSo([...fipsProviderStrings(name, version), ...extra], [keyOfTheMac()]);
}

/** fips.so of a vendor of whose build neither the key nor the place of the MAC is known. */
export function vendorFipsSo(name: string, version: string): Uint8Array {
  return fipsSo(fipsProviderStrings(name, version), []);
}

/** fips.so as Red Hat, Amazon and SUSE build it: 32 bytes of MAC in the section `.rodata1`. */
export function embeddedFipsSo(name: string, version: string): Uint8Array {
  const mac = { name: '.rodata1', content: new Uint8Array(32) };
  return embedMac(fipsSo(fipsProviderStrings(name, version), [keyOfTheMac(), mac]));
}

function fipsSo(strings: readonly string[], more: readonly ElfPart[]): Uint8Array {
  return buildElf({ needed: ['libc.so.6'], sections: [text(), rodata(strings), ...more] });
}

/** `fixed_key` of the self-test, which the compiler lays behind the strings. */
function keyOfTheMac(): ElfPart {
  return { name: '.data.rel.ro', content: DEFAULT_FIPS_KEY };
}

/** symcryptprovider.so, which needs libsymcrypt.so.103. */
export function symcryptProviderSo(version: string): Uint8Array {
  return buildElf({
    needed: ['libsymcrypt.so.103', 'libcrypto.so.3', 'libc.so.6'],
    sections: [text(), rodata(symcryptProviderStrings(version))],
  });
}

/** libsymcrypt.so.103 with its build string. */
export function symcryptSo(version: string): Uint8Array {
  return buildElf({
    soname: 'libsymcrypt.so.103',
    needed: ['libc.so.6'],
    sections: [text(), rodata([`v${version}_main_2026-08-12T09:14:55-07:00_c3d1f2a_2026-08-19T02:10:11`, 'SymCrypt'])],
  });
}

/** GnuTLS with the HMAC file that its self-test reads. */
export function gnutls(libdir: string, soName: string, version: string): Tree {
  const content = buildElf({
    soname: 'libgnutls.so.30',
    needed: ['libnettle.so.8', 'libhogweed.so.6', 'libc.so.6'],
    sections: [text(), rodata(['gnutls_global_init', version, '/etc/crypto-policies/back-ends/gnutls.config'])],
  });
  const hmac = createHmac('sha256', 'orboDeJITITejsirpADONivirpUkvarP').update(content).digest('hex');
  return {
    [`${libdir}/${soName}`]: { content, mode: 0o755 },
    [`${libdir}/libgnutls.so.30`]: { link: soName },
    [`${libdir}/.libgnutls.so.30.hmac`]: `[global]\nformat-version = 1\n\n[libgnutls.so.30]\npath = ${libdir}/libgnutls.so.30\nhmac = ${hmac}\n`,
  };
}

function text() {
  return { name: '.text', content: new Uint8Array(512).fill(0x90) };
}

function rodata(strings: readonly string[]) {
  return { name: '.rodata', content: Buffer.from(`\0${strings.join('\0')}\0`) };
}
