import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readBootLoaderEntry } from '../../src/codec/boot-loader-spec.ts';

it('reads an entry of RHEL 9, whose options come in one line with a variable', () => {
  const text = `title Red Hat Enterprise Linux (5.14.0-570.el9.x86_64) 9.6 (Plow)
version 5.14.0-570.el9.x86_64
# a comment
linux /vmlinuz-5.14.0-570.el9.x86_64
initrd /initramfs-5.14.0-570.el9.x86_64.img $tuned_initrd
options root=/dev/mapper/rhel-root ro fips=1 boot=UUID=7cbb
options   $tuned_params\t
grub_class rhel
`;
  expect(readBootLoaderEntry(text)).toEqual({
    title: 'Red Hat Enterprise Linux (5.14.0-570.el9.x86_64) 9.6 (Plow)',
    version: '5.14.0-570.el9.x86_64',
    linux: '/vmlinuz-5.14.0-570.el9.x86_64',
    initrd: ['/initramfs-5.14.0-570.el9.x86_64.img', '$tuned_initrd'],
    options: 'root=/dev/mapper/rhel-root ro fips=1 boot=UUID=7cbb $tuned_params',
    efi: null,
  });
});

it('makes an empty record of nothing', () => {
  expect(readBootLoaderEntry('#only a comment\n\n')).toEqual({
    title: null,
    version: null,
    linux: null,
    initrd: [],
    options: '',
    efi: null,
  });
});

it('never throws, and gives back each key and value that a file of them holds', () => {
  fc.assert(fc.property(fc.string(), (text) => void readBootLoaderEntry(text)));
  const value = fc.stringMatching(/^[!-~]([ -~]{0,40}[!-~])?$/);
  fc.assert(
    fc.property(value, value, (title, options) => {
      expect(readBootLoaderEntry(`title ${title}\nlinux /k\noptions ${options}\n`)).toMatchObject({ title, options });
    }),
  );
});

it('stays quick on a line of spaces', () => {
  readBootLoaderEntry(`options${' '.repeat(60_000)}x${' '.repeat(4000)}`);
});
