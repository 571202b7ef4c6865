import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readOpensshBuild } from '../../../src/codec/openssh/built-in.ts';
import { opensshDefaultsOf } from '../../../src/vocabulary/openssh-defaults.ts';
import { opensshProgram } from '../../support/openssh-program.ts';

it.each([
  ['server', 'OpenSSH_8.4p1 Debian-5+deb11u3'],
  ['server', 'OpenSSH_9.6p1 Ubuntu-3ubuntu13'],
  ['client', 'OpenSSH_10.0p2 Debian-7+deb13u4'],
  ['server', 'OpenSSH_10.0p2 Debian-7+deb13u4'],
  ['server', 'OpenSSH_10.6p1 Debian-1'],
] as const)('reads the lists that the %s of %s holds', (role, banner) => {
  const build = readOpensshBuild(opensshProgram(role, banner), role);
  const version = build?.version ?? '';
  const lists = opensshDefaultsOf(version);
  expect(banner).toContain(`OpenSSH_${version} `);
  expect(build).toMatchObject({
    banner,
    kex: role === 'server' ? lists?.serverKex : lists?.clientKex,
    publicKeyAlgorithms: lists?.publicKeyAlgorithms,
    ciphers: lists?.ciphers,
    macs: lists?.macs,
    certificateAuthorityAlgorithms: lists?.certificateAuthorityAlgorithms,
    inFipsMode: { change: 'none' },
  });
});

it('knows a name only where it stands as a string of its own', () => {
  const build = readOpensshBuild(opensshProgram('server', 'OpenSSH_9.6p1'), 'server');
  expect(
    ['sntrup761x25519-sha512@openssh.com', 'mlkem768x25519-sha256', 'curve25519'].map((name) => build?.knows(name)),
  ).toEqual([true, false, false]);
});

it('gives no list where two differ', () => {
  const program = opensshProgram('server', 'OpenSSH_9.6p1', ['chacha20-poly1305@openssh.com,aes128-ctr']);
  expect(readOpensshBuild(program, 'server')?.ciphers).toBeUndefined();
});

it('makes nothing of a program that names no version', () => {
  expect(readOpensshBuild(Uint8Array.from(Buffer.from('Dropbear v2022.83\0OpenSSH_7.4*\0')), 'client')).toBeUndefined();
});

it('never throws, whatever the bytes', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void readOpensshBuild(bytes, 'server')));
  const piece = fc.constantFrom(
    'OpenSSH_9.6p1',
    '\0',
    ',',
    'curve25519-sha256,',
    'ssh-ed25519,',
    'a',
    '-cert-v01@openssh.com,',
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      readOpensshBuild(Uint8Array.from(Buffer.from(pieces.join(''))), 'client');
    }),
  );
});

it('stays quick on a program of one repeated anchor', () => {
  readOpensshBuild(Uint8Array.from(Buffer.from('ssh-ed25519,'.repeat(300_000))), 'server');
});
