import { expect, it } from 'vitest';
import { opensshDefaultsOf } from '../../src/vocabulary/openssh-defaults.ts';
import { sshKeyExchange, sshPublicKeyAlgorithm } from '../../src/vocabulary/ssh-algorithms.ts';

const RELEASES = ['8.2p1', '8.4', '8.9p1', '9.2p1', '9.8p1', '9.9p2', '10.0p2', '10.2p1', '10.6p1'];

it('has no row for a release that was not read', () => {
  expect(['7.4p1', '8.7p1', '10.4p1', '10.7p1', '11.0p1', '', 'x', '9'].map(opensshDefaultsOf)).toEqual(
    new Array(8).fill(undefined),
  );
});

it('puts first what each release puts first', () => {
  expect(RELEASES.map((release) => opensshDefaultsOf(release)?.serverKex[0])).toEqual([
    'curve25519-sha256',
    'curve25519-sha256',
    'curve25519-sha256',
    'sntrup761x25519-sha512@openssh.com',
    'sntrup761x25519-sha512@openssh.com',
    'sntrup761x25519-sha512',
    'mlkem768x25519-sha256',
    'mlkem768x25519-sha256',
    'mlkem768x25519-sha256',
  ]);
});

it('knows every name of every row', () => {
  const rows = RELEASES.flatMap((release) => opensshDefaultsOf(release) ?? []);
  expect(rows.length).toBe(RELEASES.length);
  const kex = rows.flatMap((row) => [...row.serverKex, ...row.clientKex]);
  const keys = rows.flatMap((row) => [...row.publicKeyAlgorithms, ...row.certificateAuthorityAlgorithms]);
  expect(kex.filter((name) => sshKeyExchange(name) === undefined)).toEqual([]);
  expect(keys.filter((name) => sshPublicKeyAlgorithm(name) === undefined)).toEqual([]);
});
