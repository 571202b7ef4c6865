import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readUnifiedKernelImage } from '../../src/codec/unified-kernel-image.ts';
import { mutated, xorshift } from '../support/mutate.ts';
import { portableExecutable } from '../trees/parts/portable-executable.ts';

const SECTIONS = {
  '.osrel': 'ID=azurecontainerlinux\nVERSION_ID=3.0.20260506\n',
  '.cmdline': ' root=LABEL=ROOT \n',
  '.uname': '6.6.150.1-1.azl3',
  '.linux': new Uint8Array(16),
  '.initrd': new Uint8Array(16),
};

it('reads what an image would start', () => {
  expect(readUnifiedKernelImage(portableExecutable(SECTIONS))).toEqual({
    ok: true,
    value: [
      {
        profile: null,
        commandLine: 'root=LABEL=ROOT',
        release: '6.6.150.1-1.azl3',
        system: 'azurecontainerlinux 3.0.20260506',
        hasKernel: true,
        hasInitramfs: true,
      },
    ],
    oddities: [],
  });
});

it('reads an addon, which has next to nothing', () => {
  const read = readUnifiedKernelImage(portableExecutable({ '.cmdline': 'fips=1' }));
  expect(read.ok && read.value).toEqual([
    { profile: null, commandLine: 'fips=1', release: null, system: null, hasKernel: false, hasInitramfs: false },
  ]);
});

it('reads each profile, with its own command line or that of the image', () => {
  const bytes = portableExecutable([
    ['.cmdline', 'fips=1'],
    ['.linux', 'x'],
    ['.profile', 'ID=main'],
    ['.profile', 'ID=reset'],
    ['.cmdline', 'factory-reset'],
  ]);
  const read = readUnifiedKernelImage(bytes);
  expect(read.ok && read.value.map(({ profile, commandLine, hasKernel }) => [profile, commandLine, hasKernel])).toEqual(
    [
      [0, 'fips=1', true],
      [1, 'factory-reset', true],
    ],
  );
});

it('refuses a file that ends before its command line, at every cut', () => {
  const whole = portableExecutable({ '.cmdline': `fips=1${' '.repeat(600)}` });
  const end = 512 + 606;
  for (let length = 0; length < end; length += 13)
    expect(readUnifiedKernelImage(whole.subarray(0, length)).ok, `cut at ${length}`).toBe(false);
  expect(readUnifiedKernelImage(whole.subarray(0, end)).ok).toBe(true);
});

it('never throws on any bytes', () => {
  const random = xorshift(11);
  const whole = portableExecutable(SECTIONS);
  for (let count = 0; count < 2000; count += 1) readUnifiedKernelImage(mutated(whole, random));
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => void readUnifiedKernelImage(noise)));
});
