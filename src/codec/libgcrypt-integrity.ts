import { createHmac } from 'node:crypto';
import { GNUTLS_FIPS_KEY, LIBGCRYPT_FIPS_KEY } from '../vocabulary/integrity-keys.ts';
import { contentOf, type ElfFile, sectionNamed } from './elf/file.ts';
import { readNotes } from './elf/notes.ts';
import { holds } from './elf/strings.ts';

/** Whether a libgcrypt is the file that its MAC was made for, and how that was told. */
export interface LibgcryptIntegrity {
  readonly integrity: 'intact' | 'altered' | 'absent' | 'unknown';
  readonly basis: string;
}

/**
 * Checks the MAC that libgcrypt carries: from 1.10.2 in a note `FDO`, over the file up to the end of its last segment with the
 * header's words on sections cleared; in 1.10.0 and 1.10.1 in `.rodata1`, over the whole file with that section zeroed.
 * HMAC-SHA256 with libgcrypt's own key or the one that Red Hat, SUSE and Azure Linux configure.
 * Source: libgcrypt src/fips.c, get_file_offset and hmac256_check; src/gen-note-integrity.sh.
 */
export function checkLibgcrypt(bytes: Uint8Array, elf: ElfFile): LibgcryptIntegrity {
  const note = readNotes(bytes, elf).find(({ owner, content }) => owner === 'FDO' && content.length === MAC_LENGTH);
  if (note !== undefined) return compare(bytes, note.content, loadedPart(bytes, elf), 'note .note.fdo.integrity');
  const section = sectionNamed(elf, '.rodata1');
  const stored = section === undefined ? undefined : contentOf(bytes, section);
  if (section === undefined || stored?.length !== MAC_LENGTH)
    return { integrity: 'absent', basis: 'it carries no MAC: built without --enable-hmac-binary-check' };
  const zeroed = Buffer.from(bytes);
  zeroed.fill(0, section.offset, section.offset + MAC_LENGTH);
  return compare(bytes, stored, zeroed, 'section .rodata1');
}

/**
 * Compares a MAC from a file beside the library, `.libgcrypt.so.20.hmac`, as versions before 1.10 have it.
 * @param mac lower-case hexadecimal
 */
export function checkLibgcryptSidecar(bytes: Uint8Array, mac: string): LibgcryptIntegrity {
  return compare(bytes, Buffer.from(mac, 'hex'), bytes, 'file beside it');
}

function compare(bytes: Uint8Array, stored: Uint8Array, covered: Uint8Array, where: string): LibgcryptIntegrity {
  const macs = KEYS.map((key) => createHmac('sha256', key).update(covered).digest());
  if (macs.some((mac) => mac.equals(stored)))
    return { integrity: 'intact', basis: `HMAC-SHA256 equals the MAC in its ${where}` };
  const basis = `HMAC-SHA256 differs from the MAC in its ${where}`;
  return KEYS.some((key) => holds(bytes, key))
    ? { integrity: 'altered', basis }
    : { integrity: 'unknown', basis: `${basis}; but it may have been built with a key of its own` };
}

/** The ELF header without its words on sections (they change when a file is stripped), then all up to the end of the last segment. */
function loadedPart(bytes: Uint8Array, elf: ElfFile): Uint8Array {
  const end = Math.max(0, ...elf.segments.map((segment) => segment.offset + segment.size));
  const part = new Uint8Array(bytes.subarray(0, end));
  const [table, tableSize, counts] = elf.class === 64 ? [40, 8, 58] : [32, 4, 46];
  part.fill(0, table, table + tableSize);
  part.fill(0, counts, counts + 6);
  return part;
}

const KEYS = [GNUTLS_FIPS_KEY, LIBGCRYPT_FIPS_KEY];
const MAC_LENGTH = 32;
