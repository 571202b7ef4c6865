import { expect, it } from 'vitest';
import { kexFirst, linesAgainst, notAllowed, unwantedIn, wordsOfFaults } from '../../../src/rules/common/ssh-lists.ts';

const FOUND = {
  kex: ['curve25519-sha256', 'mlkem768x25519-sha256', 'ecdh-sha2-nistp256'],
  hostKeys: ['ssh-ed25519'],
  ciphers: ['aes256-ctr'],
  macs: ['hmac-sha1', 'hmac-sha2-256'],
};
const LISTS = {
  kex: ['ecdh-sha2-nistp256', 'mlkem768x25519-sha256'],
  outsideModule: ['mlkem768x25519-sha256'],
  hostKeys: ['rsa-sha2-512'],
  ciphers: ['aes256-ctr'],
  macs: ['hmac-sha2-256', 'hmac-sha1'],
};

it('tells what is not approved from what lies outside the module, even where both lists name it', () => {
  expect(wordsOfFaults(notAllowed(FOUND, LISTS))).toMatchInlineSnapshot(
    `"KexAlgorithms has curve25519-sha256, not approved; KexAlgorithms has mlkem768x25519-sha256, whose post-quantum part does not come from the module; HostKeyAlgorithms has ssh-ed25519, not approved"`,
  );
});

it('writes the lists that stay, so that nothing comes back that a policy took out', () => {
  expect(linesAgainst(notAllowed(FOUND, LISTS))).toMatchInlineSnapshot(`
    "KexAlgorithms ecdh-sha2-nistp256
    HostKeyAlgorithms -ssh-ed25519"
  `);
  expect(linesAgainst(unwantedIn(FOUND, ['hmac-sha1*']))).toMatchInlineSnapshot(`"MACs hmac-sha2-256"`);
});

it('puts a method first and keeps the others', () => {
  expect(kexFirst('mlkem768x25519-sha256', FOUND.kex)).toMatchInlineSnapshot(
    `"KexAlgorithms mlkem768x25519-sha256,curve25519-sha256,ecdh-sha2-nistp256"`,
  );
});
