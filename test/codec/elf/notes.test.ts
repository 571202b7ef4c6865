import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readElf } from '../../../src/codec/elf/file.ts';
import { buildIdOf, readNotes } from '../../../src/codec/elf/notes.ts';
import { buildElf } from '../../support/elf.ts';

const BUILD_ID = Buffer.concat([Buffer.from([4, 0, 0, 0, 5, 0, 0, 0, 3, 0, 0, 0]), Buffer.from('GNU\0hello\0\0\0')]);

it('reads notes one after another, with their padding', () => {
  const content = Buffer.concat([BUILD_ID, BUILD_ID]);
  expect(notesOf(content)).toEqual([
    { owner: 'GNU', type: 3, content: Buffer.from('hello') },
    { owner: 'GNU', type: 3, content: Buffer.from('hello') },
  ]);
});

it('gives the build id in hexadecimal', () => {
  const file = buildElf({ sections: [{ name: '.note.gnu.build-id', type: 'note', content: BUILD_ID }] });
  const elf = readElf(file);
  expect(elf.ok && buildIdOf(file, elf.value)).toBe(Buffer.from('hello').toString('hex'));
});

it('keeps what comes before a broken note', () => {
  expect(notesOf(Buffer.concat([BUILD_ID, BUILD_ID.subarray(0, 15)]))).toHaveLength(1);
});

it('never throws, whatever the notes hold', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), (content) => void notesOf(content)));
});

function notesOf(content: Uint8Array) {
  const file = buildElf({ sections: [{ name: '.note.x', type: 'note', content }] });
  const elf = readElf(file);
  return elf.ok
    ? readNotes(file, elf.value).map((note) => ({ ...note, content: Buffer.from(note.content) }))
    : undefined;
}
