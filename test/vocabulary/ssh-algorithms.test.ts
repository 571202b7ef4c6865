import { expect, it } from 'vitest';
import { sshKeyExchange, sshPublicKeyAlgorithm, sshPublicKeyAlgorithms } from '../../src/vocabulary/ssh-algorithms.ts';

it('tells the two parts of a hybrid', () => {
  expect(sshKeyExchange('mlkem768x25519-sha256')).toEqual({
    name: 'mlkem768x25519-sha256',
    classical: 'X25519',
    postQuantum: 'ML-KEM-768',
    hash: 'SHA-256',
    source: 'RFC 10042',
  });
  expect(sshKeyExchange('mlkem1024nistp384-sha384')?.postQuantum).toBe('ML-KEM-1024');
  expect(sshKeyExchange('ecdh-sha2-nistp256')?.postQuantum).toBeNull();
});

it('knows a GSS-API method by its family', () => {
  expect(sshKeyExchange('gss-group14-sha256-toWM5Slw5Ew8Mqkay+al2g==')).toEqual({
    name: 'gss-group14-sha256-toWM5Slw5Ew8Mqkay+al2g==',
    classical: 'DH group 14',
    postQuantum: null,
    hash: 'SHA-256',
    source: 'RFC 8732',
  });
  expect(sshKeyExchange('gss-unheard-of-')).toBeUndefined();
});

it('tells the hash of an RSA signature from the name of its algorithm', () => {
  expect(
    ['ssh-rsa', 'rsa-sha2-256', 'rsa-sha2-512-cert-v01@openssh.com'].map((name) => sshPublicKeyAlgorithm(name)?.hash),
  ).toEqual(['SHA-1', 'SHA-256', 'SHA-512']);
});

it('marks certificates and security keys by their names', () => {
  const rows = sshPublicKeyAlgorithms();
  expect(rows.filter(({ name, certificate }) => certificate !== name.includes('-cert'))).toEqual([]);
  expect(rows.filter(({ name, securityKey }) => securityKey !== /^(webauthn-)?sk-/.test(name))).toEqual([]);
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
});
