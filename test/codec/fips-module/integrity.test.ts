import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readElf } from '../../../src/codec/elf/file.ts';
import { checkModuleIntegrity } from '../../../src/codec/fips-module/integrity.ts';
import { buildElf, buildFipsModule, DEFAULT_FIPS_KEY, embedMac, moduleMac } from '../../support/elf.ts';
import { runs } from '../../support/fuzzing.ts';

const UPSTREAM = buildFipsModule({ version: '3.5.7' });
const RED_HAT = buildFipsModule({ version: '3.0.7-395c1a240fbfffd8', mac: 'embedded' });
const KEY_AT = Buffer.from(UPSTREAM).indexOf(DEFAULT_FIPS_KEY);

it('finds a module intact that fits module-mac', () => {
  expect(check(UPSTREAM, moduleMac(UPSTREAM))).toEqual({
    integrity: 'intact',
    basis: 'HMAC-SHA256 over the file equals module-mac of the configuration',
    passesOwnTest: 'yes',
  });
  expect(check(UPSTREAM, moduleMac(UPSTREAM).toLowerCase().replaceAll(':', '')).integrity).toBe('intact');
});

it('finds a module intact that fits the MAC inside', () => {
  expect(check(RED_HAT, null)).toEqual({
    integrity: 'intact',
    basis: 'HMAC-SHA256 over the file equals the MAC inside the module (section .rodata1)',
    passesOwnTest: 'yes',
  });
});

it('lets module-mac win over the MAC inside', () => {
  expect(check(RED_HAT, moduleMac(UPSTREAM))).toMatchObject({ integrity: 'altered', passesOwnTest: 'no' });
  expect(check(RED_HAT, moduleMac(UPSTREAM)).basis).toMatch(/module-mac was made for another build/);
});

it.each([
  ['module-mac', UPSTREAM, moduleMac(UPSTREAM)],
  ['the MAC inside', RED_HAT, null],
])('detects one flipped bit anywhere, told by %s', (_, module, mac) => {
  fc.assert(
    fc.property(fc.nat(module.length - 1), fc.nat(7), (at, bit) => {
      const flipped = module.slice();
      flipped[at] = (flipped[at] ?? 0) ^ (1 << bit);
      expect(check(flipped, mac).integrity).not.toBe('intact');
      expect(check(flipped, mac).passesOwnTest).not.toBe('yes');
    }),
    runs(400),
  );
});

it('detects each flipped byte of the code as altered', () => {
  const flipped = UPSTREAM.slice();
  flipped[flipped.indexOf(0xc3)] = 0x90;
  expect(check(flipped, moduleMac(UPSTREAM))).toEqual({
    integrity: 'altered',
    basis:
      'HMAC-SHA256 over the file differs from module-mac of the configuration; it was changed or replaced since fipsinstall ran',
    passesOwnTest: 'no',
  });
});

it('does not say altered of a module with a key of its own', () => {
  const key = randomBytes(32);
  const module = UPSTREAM.slice();
  module.set(key, KEY_AT);
  expect(check(module, moduleMac(module, key))).toMatchObject({ integrity: 'unknown', passesOwnTest: 'unknown' });
  expect(check(module, moduleMac(module, key)).basis).toMatch(/it may have a key of its own/);
});

it('recognises the default key in two halves', () => {
  const halves = [DEFAULT_FIPS_KEY.subarray(16), new Uint8Array(8), DEFAULT_FIPS_KEY.subarray(0, 16)];
  const module = buildElf({ sections: [{ name: '.rodata', content: Buffer.concat(halves) }] });
  expect(check(module, moduleMac(UPSTREAM)).integrity).toBe('altered');
});

it.each([
  ['without any MAC', UPSTREAM, 'no', /no module-mac is configured, and the module holds none/],
  ['whose MAC was never filled in', withRodata1(new Uint8Array(32)), 'no', /was never filled in/],
  ['with a section of another size', withRodata1(new Uint8Array(64)), 'unknown', /has 64 bytes where a MAC has 32/],
  ['whose section is mapped elsewhere', mappedElsewhere(), 'unknown', /is mapped at 4198400, but lies at/],
  ['that is no ELF file', Buffer.from('garbage'), 'unknown', /not a readable ELF file/],
] as const)('does not know of a module %s', (_, module, passesOwnTest, basis) => {
  const checked = check(module, null);
  expect(checked).toMatchObject({ integrity: 'unknown', passesOwnTest });
  expect(checked.basis).toMatch(basis);
});

it.each(['', 'AB:CD', 'zz'.repeat(32), `${moduleMac(UPSTREAM)}:00`])('does not know with module-mac %j', (mac) => {
  expect(check(UPSTREAM, mac)).toMatchObject({ integrity: 'unknown', passesOwnTest: 'no' });
});

it('never throws, whatever the module and the MAC', () => {
  fc.assert(fc.property(fc.uint8Array(), fc.option(fc.string()), (module, mac) => void check(module, mac)));
});

function check(module: Uint8Array, mac: string | null) {
  const elf = readElf(module);
  return checkModuleIntegrity(module, elf.ok ? elf.value : null, mac);
}

function withRodata1(content: Uint8Array): Uint8Array {
  return buildElf({
    sections: [
      { name: '.rodata', content: DEFAULT_FIPS_KEY },
      { name: '.rodata1', content },
    ],
  });
}

function mappedElsewhere(): Uint8Array {
  return embedMac(
    buildElf({
      sections: [
        { name: '.rodata', content: DEFAULT_FIPS_KEY },
        { name: '.rodata1', content: new Uint8Array(32), address: 0x401000 },
      ],
    }),
  );
}
