import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bootSlot } from '../../src/codec/boot-slot.ts';

it.each([
  ['mount.usr=/dev/mapper/usr verity.usr=PARTUUID=7130c94a-213a-4e5a-8e26-6cce9662f132', 'Flatcar default', 'A'],
  ['systemd.verity_usr_data=PARTUUID=E03DD35C-7C2D-4A47-B3FE-27F15780A57C usrhash=ab', 'acl.efi', 'B'],
  ['root=PARTLABEL=root_b ro', 'Linux', 'B'],
  ['root=LABEL=ROOT', 'vmlinuz-a', 'A'],
  ['root=LABEL=ROOT', 'Flatcar USR-B', 'B'],
  ['root=LABEL=ROOT', 'vmlinuz-100-azla7.efi', 'A'],
  ['root=LABEL=ROOT', 'system_b+3-1.efi', 'B'],
  ['ostree=/ostree/boot.1/fedora/0123456789abcdef/0 ro', 'Fedora Linux 43 (ostree:1)', 'ostree:1'],
  ['ostree=/ostree/boot.1/fedora/0123456789abcdef/0 ro', 'Fedora Linux 43', 'ostree 0123456789ab/0'],
  ['ostree=', 'Fedora', 'ostree'],
])('reads `%s` of %s as slot %s', (commandLine, name, slot) => {
  expect(bootSlot(commandLine, name)).toBe(slot);
});

it.each([
  ['root=UUID=1', 'Debian GNU/Linux, with Linux 6.12.57+deb13-amd64'],
  ['root=PARTUUID=7130c94a-213a-4e5a-8e26-6cce9662f132 usr=PARTUUID=e03dd35c-7c2d-4a47-b3fe-27f15780a57c', 'x-a'],
  ['initrd=PARTUUID=7130c94a-213a-4e5a-8e26-6cce9662f132', 'vmlinuz-6.6.150.efi'],
])('finds no slot in `%s` of %s', (commandLine, name) => {
  expect(bootSlot(commandLine, name)).toBeNull();
});

it('never throws, and is no slower for a long line', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (commandLine, name) => void bootSlot(commandLine, name)));
  bootSlot('ostree=/'.repeat(50_000), '-azla+1'.repeat(50_000));
});
