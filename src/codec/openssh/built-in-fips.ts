import { holdsName, listsWith, onlyList } from './program-strings.ts';

/** Built-in lists; undefined where the program's bytes do not show one. */
export interface BuiltInLists {
  readonly kex: readonly string[] | undefined;
  /** Host keys and user keys have one built-in list. */
  readonly publicKeyAlgorithms: readonly string[] | undefined;
  readonly ciphers: readonly string[] | undefined;
  readonly macs: readonly string[] | undefined;
  readonly certificateAuthorityAlgorithms: readonly string[] | undefined;
}

/**
 * What a program does with its lists in FIPS mode: nothing (upstream); takes other built-in lists (Red Hat and its kin);
 * takes names away from every list, also from one that is configured (SUSE).
 */
export type ListsInFipsMode =
  | { readonly change: 'none' }
  | {
      readonly change: 'other-lists';
      readonly lists: BuiltInLists;
      /** Drops Ed25519 from the lists of keys that are configured too. */
      readonly withoutEd25519: boolean;
    }
  | { readonly change: 'fewer-names' };

/**
 * Reads what FIPS mode changes out of sshd or ssh.
 * Source: Red Hat's openssh-7.7p1-fips.patch, myproposal.h, servconf.c and sshkey.c; SUSE's fips.c, fips_filter_crypto().
 */
export function readListsInFipsMode(program: Buffer): ListsInFipsMode {
  const holds = (text: string) => program.includes(text, 0, 'latin1');
  if (SUSE.some(holds)) return { change: 'fewer-names' };
  if (!RED_HAT.some(holds)) return { change: 'none' };
  const keys = onlyList(without(listsWith(program, 'ecdsa-sha2-nistp256-cert-v01@openssh.com,'), 'ed25519'));
  // Without the list of keys, which is nobody's tail, nothing says that the others are there.
  const lists = keys === undefined ? NOT_SHOWN : readLists(program, keys);
  return { change: 'other-lists', lists, withoutEd25519: holds('Ed25519 keys are not allowed in FIPS mode') };
}

function readLists(program: Buffer, keys: readonly string[]): BuiltInLists {
  const own = (names: readonly string[] | undefined) => names?.filter((name) => holdsName(program, name));
  return {
    kex: own(listOrTail(listsWith(program, 'ecdh-sha2-nistp256,'), 'ecdh-sha2-nistp256,', '25519')),
    publicKeyAlgorithms: own(keys),
    ciphers: own(listOrTail(listsWith(program, 'aes128-ctr,'), 'aes128-ctr,', 'chacha20')),
    macs: own(onlyList(without(listsWith(program, 'hmac-sha2-256,'), 'umac'))),
    certificateAuthorityAlgorithms: own(keys.filter((name) => !name.includes('-cert'))),
  };
}

/** Where no list stands alone, the linker has merged it into the tail of an ordinary list, which ends in the same names. */
function listOrTail(found: readonly string[], first: string, refused: string): readonly string[] | undefined {
  const alone = without(found, refused);
  return onlyList(alone.length > 0 ? alone : found.map((text) => text.slice(text.indexOf(first))));
}

function without(found: readonly string[], refused: string): readonly string[] {
  return found.filter((text) => !text.includes(refused));
}

/** The key of its own checksum, and the words for a name that is taken away. */
const SUSE = ['OpenSSH-FIPS@SLE', "Cipher '%s' is not allowed in FIPS mode"];
/** Since 9.8 the first may stand in sshd-session alone; the second comes from kex.c, which is part of every program. */
const RED_HAT = ['FIPS mode initialized', '" is not allowed in FIPS mode'];
const NOT_SHOWN: BuiltInLists = {
  kex: undefined,
  publicKeyAlgorithms: undefined,
  ciphers: undefined,
  macs: undefined,
  certificateAuthorityAlgorithms: undefined,
};
