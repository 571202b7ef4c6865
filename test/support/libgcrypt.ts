import { createHmac } from 'node:crypto';
import { buildElf } from './elf.ts';

/** A libgcrypt as `gen-note-integrity.sh` leaves it: the MAC in a note that is not mapped. Source: libgcrypt src/gen-note-integrity.sh. */
export function buildLibgcrypt(version: string, key: string, keyInside = key): Uint8Array {
  const note = Buffer.from([4, 0, 0, 0, 32, 0, 0, 0, 0xca, 0xfe, 0x2a, 0x8e, ...Buffer.from('FDO\0')]);
  const file = buildElf({
    soname: 'libgcrypt.so.20',
    sections: [
      { name: '.text', content: new Uint8Array(128).fill(0xc3) },
      { name: '.rodata', content: `\0This is Libgcrypt ${version} - The GNU Crypto Library\0${keyInside}\0` },
      {
        name: '.note.fdo.integrity',
        type: 'note',
        allocated: false,
        content: Buffer.concat([note, Buffer.alloc(32)]),
      },
    ],
  });
  const at = Buffer.from(file).indexOf(note) + note.length;
  const header = file.slice(0, 64);
  header.fill(0, 40, 48);
  header.fill(0, 58, 64);
  const mac = createHmac('sha256', key)
    .update(header)
    .update(file.subarray(64, mappedEnd(file)))
    .digest();
  file.set(mac, at);
  return file;
}

/** End of the LOAD segment, which the builder writes first. */
function mappedEnd(file: Uint8Array): number {
  return Number(new DataView(file.buffer, file.byteOffset).getBigUint64(64 + 32, true));
}
