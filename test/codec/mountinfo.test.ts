import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mountAt, readMountinfo, unescapeOctal } from '../../src/codec/mountinfo.ts';

const FEDORA = `67 1 0:34 /root / rw,relatime shared:1 - btrfs /dev/vda3 rw,compress=zstd:1,subvol=/root
45 67 0:28 / /boot rw,relatime shared:20 master:1 - ext4 /dev/vda2 rw
46 45 0:29 / /boot ro,relatime - tmpfs a\\040b rw,size=4k
`;

it('reads the fields, with optional tags and without', () => {
  expect(readMountinfo(FEDORA)[0]).toEqual({
    root: '/root',
    mountPoint: '/',
    options: ['rw', 'relatime'],
    type: 'btrfs',
    source: '/dev/vda3',
    superOptions: ['rw', 'compress=zstd:1', 'subvol=/root'],
  });
});

it('finds the mount that is seen, which is the last one on the point', () => {
  expect(mountAt(readMountinfo(FEDORA), '/boot')?.source).toBe('a b');
  expect(mountAt(readMountinfo(FEDORA), '/usr')).toBeUndefined();
});

it('passes over what is cut short', () => {
  expect(readMountinfo('67 1 0:34 /root / rw,relatime shared:1 - btrfs\n67 1 0:34\n\n')).toEqual([]);
});

it('takes back every octal escape', () => {
  expect(unescapeOctal('a\\040b\\011c\\134d\\9')).toBe('a b\tc\\d\\9');
});

it('never throws, whatever the text', () => {
  fc.assert(fc.property(fc.string(), (text) => void readMountinfo(text)));
});
