import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readOpensshBuild } from '../../../src/codec/openssh/built-in.ts';
import { type ListsInFipsMode, readListsInFipsMode } from '../../../src/codec/openssh/built-in-fips.ts';
import { RED_HAT_FIPS, redHatFipsStrings, SUSE_FIPS } from '../../support/openssh-fips.ts';
import { opensshProgram } from '../../support/openssh-program.ts';

/** What FIPS mode changes in sshd 9.9 with these strings added. */
function inFipsMode(more: readonly string[]): ListsInFipsMode | undefined {
  return readOpensshBuild(opensshProgram('server', 'OpenSSH_9.9p1', more), 'server')?.inFipsMode;
}

const keys = RED_HAT_FIPS.publicKeyAlgorithms.split(',');

it("reads Red Hat's other lists, and leaves out what the program does not know", () => {
  expect(inFipsMode(redHatFipsStrings('kex-alone'))).toEqual({
    change: 'other-lists',
    lists: {
      kex: RED_HAT_FIPS.kex.split(','),
      publicKeyAlgorithms: keys,
      ciphers: [
        'aes128-ctr',
        'aes192-ctr',
        'aes256-ctr',
        'aes128-cbc',
        'aes128-gcm@openssh.com',
        'aes256-gcm@openssh.com',
      ],
      macs: RED_HAT_FIPS.macs.split(','),
      certificateAuthorityAlgorithms: keys.filter((name) => !name.includes('-cert')),
    },
    withoutEd25519: true,
  });
});

it('finds a list that the linker has merged into the tail of the ordinary one', () => {
  expect(inFipsMode(redHatFipsStrings('kex-merged'))).toEqual(inFipsMode(redHatFipsStrings('kex-alone')));
});

it('gives no list where two could be meant', () => {
  const two = ['ecdh-sha2-nistp256,ecdh-sha2-nistp384', 'hmac-sha2-256,hmac-sha2-512'];
  expect(inFipsMode([...redHatFipsStrings('kex-alone'), ...two])).toMatchObject({
    lists: { kex: undefined, macs: undefined },
  });
});

it('gives no lists for a build that says so of FIPS mode and shows none', () => {
  expect(inFipsMode(['FIPS mode initialized'])).toEqual({
    change: 'other-lists',
    lists: {
      kex: undefined,
      publicKeyAlgorithms: undefined,
      ciphers: undefined,
      macs: undefined,
      certificateAuthorityAlgorithms: undefined,
    },
    withoutEd25519: false,
  });
});

it('knows SUSE, which takes names away from every list', () => {
  expect(inFipsMode(SUSE_FIPS)).toEqual({ change: 'fewer-names' });
});

it('knows that upstream and Debian change nothing', () => {
  expect(inFipsMode([])).toEqual({ change: 'none' });
});

it('never throws, whatever the bytes', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void readListsInFipsMode(Buffer.from(bytes))));
  const piece = fc.constantFrom('FIPS mode initialized', '\0', ',', 'ecdh-sha2-nistp256,', 'aes128-ctr,', '25519', 'a');
  fc.assert(fc.property(fc.array(piece), (pieces) => void readListsInFipsMode(Buffer.from(pieces.join(''), 'latin1'))));
});
