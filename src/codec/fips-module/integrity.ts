import { createHmac } from 'node:crypto';
import { OPENSSL_FIPS_KEY } from '../../vocabulary/integrity-keys.ts';
import { contentOf, type ElfFile, sectionNamed } from '../elf/file.ts';
import { holds } from '../elf/strings.ts';

/** Whether a module is the file that its MAC was made for, and how that was told. */
export interface ModuleIntegrity {
  readonly integrity: 'intact' | 'altered' | 'unknown';
  readonly basis: string;
  /** What the module's own power-on test would come to. */
  readonly passesOwnTest: 'yes' | 'no' | 'unknown';
}

/**
 * Does what the module does when it is loaded: HMAC-SHA256 over its file, against `module-mac` of the configuration where that
 * stands, else against the 32 bytes of section `.rodata1` (Red Hat, Amazon Linux, SUSE), which count as zero.
 * A mismatch is `altered` only where OpenSSL's default key lies in the module; another key would give another MAC.
 * Sources: providers/fips/self_test.c; Fedora patch "FIPS: INTEG-CHECK: Embed hmac in fips.so".
 * @param moduleMac the value of `module-mac`; null where the configuration has none
 */
export function checkModuleIntegrity(
  bytes: Uint8Array,
  elf: ElfFile | null,
  moduleMac: string | null,
): ModuleIntegrity {
  if (moduleMac === null) return checkEmbedded(bytes, elf);
  const wanted = hexadecimal(moduleMac);
  if (wanted === undefined)
    return unknown(`module-mac is not 32 bytes in hexadecimal, but ${moduleMac.length} characters`, 'no');
  if (wanted.equals(macOf(bytes))) return intact('HMAC-SHA256 over the file equals module-mac of the configuration');
  const embedded = embeddedMac(bytes, elf);
  const remark =
    typeof embedded === 'object' && embedded.stored.equals(embedded.computed)
      ? '; it does fit the MAC inside the module, so module-mac was made for another build'
      : '; it was changed or replaced since fipsinstall ran';
  return mismatch(bytes, `HMAC-SHA256 over the file differs from module-mac of the configuration${remark}`);
}

function checkEmbedded(bytes: Uint8Array, elf: ElfFile | null): ModuleIntegrity {
  const embedded = embeddedMac(bytes, elf);
  if (embedded === undefined)
    return unknown('there is no MAC to compare with: no module-mac is configured, and the module holds none', 'no');
  if (typeof embedded === 'string') return unknown(embedded, 'unknown');
  if (embedded.stored.every((byte) => byte === 0))
    return unknown('the MAC inside the module (section .rodata1) was never filled in', 'no');
  if (embedded.stored.equals(embedded.computed))
    return intact('HMAC-SHA256 over the file equals the MAC inside the module (section .rodata1)');
  return mismatch(bytes, 'HMAC-SHA256 over the file differs from the MAC inside the module (section .rodata1)');
}

/** The MAC in `.rodata1` and the one that the file has; a text where the section is not as it must be; undefined without one. */
function embeddedMac(
  bytes: Uint8Array,
  elf: ElfFile | null,
): { stored: Buffer; computed: Buffer } | string | undefined {
  if (elf === null) return 'the module is not a readable ELF file, so a MAC inside it cannot be found';
  const section = sectionNamed(elf, '.rodata1');
  if (section === undefined) return undefined;
  const stored = contentOf(bytes, section);
  if (stored === undefined || section.size !== MAC_LENGTH)
    return `section .rodata1 has ${section.size} bytes where a MAC has ${MAC_LENGTH}`;
  // The module takes the address for the place in its file, so where they differ it tests other bytes than these.
  if (section.address !== section.offset)
    return `section .rodata1 is mapped at ${section.address}, but lies at ${section.offset} of the file`;
  const zeroed = Buffer.from(bytes);
  zeroed.fill(0, section.offset, section.offset + MAC_LENGTH);
  return { stored: Buffer.from(stored), computed: macOf(zeroed) };
}

function mismatch(bytes: Uint8Array, basis: string): ModuleIntegrity {
  if (hasDefaultKey(bytes)) return { integrity: 'altered', basis, passesOwnTest: 'no' };
  return unknown(`${basis}; but OpenSSL's default key is not in the module: it may have a key of its own`, 'unknown');
}

/** A compiler lays the key into read-only data, whole or as two halves for vector registers. */
function hasDefaultKey(bytes: Uint8Array): boolean {
  return holds(bytes, KEY) || (holds(bytes, KEY.subarray(0, 16)) && holds(bytes, KEY.subarray(16)));
}

function macOf(bytes: Uint8Array): Buffer {
  return createHmac('sha256', KEY).update(bytes).digest();
}

/** As OPENSSL_hexstr2buf reads it: pairs of digits, colons between pairs allowed. */
function hexadecimal(text: string): Buffer | undefined {
  return /^[0-9a-f]{2}(?::?[0-9a-f]{2}){31}$/i.test(text) ? Buffer.from(text.replaceAll(':', ''), 'hex') : undefined;
}

function intact(basis: string): ModuleIntegrity {
  return { integrity: 'intact', basis, passesOwnTest: 'yes' };
}

function unknown(basis: string, passesOwnTest: 'no' | 'unknown'): ModuleIntegrity {
  return { integrity: 'unknown', basis, passesOwnTest };
}

const KEY = Buffer.from(OPENSSL_FIPS_KEY, 'hex');
const MAC_LENGTH = 32;
