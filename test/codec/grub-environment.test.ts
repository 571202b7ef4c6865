import fc from 'fast-check';
import { expect, it } from 'vitest';
import { printGrubEnvironment, readGrubEnvironment } from '../../src/codec/grub-environment.ts';

const RHEL_8 =
  '# GRUB Environment Block\nsaved_entry=a7c5-4.18.0\nkernelopts=root=/dev/sda2 ro fips=1\nboot_success=1\n';
const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

it('reads the variables of a block of 1024 bytes', () => {
  expect(readGrubEnvironment(bytes(RHEL_8.padEnd(1024, '#')))).toEqual({
    ok: true,
    oddities: [],
    value: new Map([
      ['saved_entry', 'a7c5-4.18.0'],
      ['kernelopts', 'root=/dev/sda2 ro fips=1'],
      ['boot_success', '1'],
    ]),
  });
});

it('marks a block that was cut short or edited, and still reads it', () => {
  const read = readGrubEnvironment(bytes(RHEL_8));
  expect(read).toMatchObject({ ok: true, oddities: [{ what: `1024 bytes are usual, has ${RHEL_8.length}` }] });
  expect(read.ok && read.value.get('kernelopts')).toBe('root=/dev/sda2 ro fips=1');
});

it('refuses what does not begin with the signature', () => {
  expect(readGrubEnvironment(bytes('kernelopts=fips=1\n'))).toEqual({
    ok: false,
    problem: 'GRUB environment: wants the line # GRUB Environment Block',
    at: { offset: 0 },
  });
});

it('never throws, and reads back what it prints', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 2048 }), (input) => void readGrubEnvironment(input)));
  const name = fc.stringMatching(/^[a-z_]{1,12}$/);
  const value = fc.stringMatching(/^[ -~\n\\]{0,30}$/);
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value), { maxLength: 8 }), (pairs) => {
      const variables = new Map(pairs);
      const block = printGrubEnvironment(variables);
      expect(block === undefined || readGrubEnvironment(block)).toEqual({ ok: true, oddities: [], value: variables });
    }),
  );
});

it('prints nothing that does not fit into a block', () => {
  expect(printGrubEnvironment(new Map([['a', 'x'.repeat(1100)]]))).toBeUndefined();
});
