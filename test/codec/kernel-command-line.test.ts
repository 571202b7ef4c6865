import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fipsWish, lastValue, readKernelCommandLine } from '../../src/codec/kernel-command-line.ts';

const wish = (text: string) => fipsWish(readKernelCommandLine(text));

it('splits as the kernel does: quotes, bare words, and nothing after a lone --', () => {
  expect(readKernelCommandLine('BOOT_IMAGE=/vmlinuz ro dyndbg="file a.c +p" "my key=1 2" quiet -- fips=1\n')).toEqual([
    { name: 'BOOT_IMAGE', value: '/vmlinuz' },
    { name: 'ro', value: null },
    { name: 'dyndbg', value: 'file a.c +p' },
    { name: 'my key', value: '1 2' },
    { name: 'quiet', value: null },
  ]);
});

it.each([
  ['root=/dev/sda1 ro fips=1', 'on', []],
  ['root=/dev/sda1 ro', 'off', []],
  ['fips=2', 'on', []],
  ['fips=0x1', 'on', []],
  ['fips=00', 'off', ['`fips=00` switches FIPS mode off outright']],
  ['fips=0', 'off', ['`fips=0` switches FIPS mode off outright']],
  ['fips', 'off', ['bare `fips`: the kernel wants `fips=1`, and dracut stops the boot']],
  ['fips=yes', 'off', ['`fips=yes` is no number: the kernel passes over it']],
  ['fips=1 fips=yes', 'on', ['`fips=yes` is no number: the kernel passes over it']],
  ['xfips=1 fips_=1', 'off', []],
  ['console=ttyS0 -- fips=1', 'off', []],
] as const)('reads %j as %s', (text, fips, oddities) => {
  expect(wish(text)).toEqual({ fips, oddities });
});

it('lets the last of two win, and says so', () => {
  expect(wish('fips=1 quiet fips=0')).toEqual({
    fips: 'off',
    oddities: [
      '`fips=0` switches FIPS mode off outright',
      '`fips=` is given 2 times with different values: the last one wins',
    ],
  });
  expect(wish('fips=0 fips=1').fips).toBe('on');
});

it('names rd.fips.skipkernel', () => {
  const skips = ['`rd.fips.skipkernel`: dracut does not check the kernel image against its HMAC'];
  expect(wish('fips=1 rd.fips.skipkernel')).toEqual({ fips: 'on', oddities: skips });
  expect(wish('fips=1 rd.fips.skipkernel=0')).toEqual({ fips: 'on', oddities: [] });
});

it('gives the last value of a parameter', () => {
  const parameters = readKernelCommandLine('boot=/dev/sda1 boot=UUID=ab quiet');
  expect([lastValue(parameters, 'boot'), lastValue(parameters, 'quiet'), lastValue(parameters, 'ro')]).toEqual([
    'UUID=ab',
    null,
    undefined,
  ]);
});

it('never throws, and a word of fips=1 in front of any line of plain words is on', () => {
  fc.assert(fc.property(fc.string(), (text) => void wish(text)));
  const word = fc.stringMatching(/^[a-eg-z]{1,8}(=[a-z0-9]{0,8})?$/);
  fc.assert(
    fc.property(fc.array(word), (words) => {
      expect(wish(['fips=1', ...words].join(' ')).fips).toBe('on');
    }),
  );
});

it('stays quick on hostile lines', () => {
  for (const text of ['"'.repeat(200_000), ' '.repeat(200_000), 'a"'.repeat(100_000), 'fips=1 '.repeat(30_000)])
    wish(text);
});
