import { type BuiltInLists, type ListsInFipsMode, readListsInFipsMode } from './built-in-fips.ts';
import { holdsName, listsWith, onlyList, stringsWith } from './program-strings.ts';

/** What an OpenSSH program has built in, as its own bytes tell: distributions patch these lists, so the version alone does not. */
export interface OpensshBuild extends BuiltInLists {
  /** `9.2p1`. */
  readonly version: string;
  /** The whole version text: `OpenSSH_9.2p1 Debian-2+deb12u10`. */
  readonly banner: string;
  readonly inFipsMode: ListsInFipsMode;
  /** Whether the name stands in the program as a string of its own. */
  knows(name: string): boolean;
}

/**
 * Reads the built-in algorithm lists out of sshd or ssh: each is one literal string, put together from myproposal.h.
 * @param program the ELF file
 * @returns undefined where the bytes name no OpenSSH version
 */
export function readOpensshBuild(program: Uint8Array, role: 'server' | 'client'): OpensshBuild | undefined {
  const bytes = Buffer.from(program.buffer, program.byteOffset, program.byteLength);
  // The bare version stands there too, as a part of others; the longest also names the distribution's build.
  const [banner] = stringsWith(bytes, 'OpenSSH_')
    .filter((text) => VERSION.test(text))
    .sort((left, right) => right.length - left.length);
  const version = VERSION.exec(banner ?? '')?.[1];
  if (banner === undefined || version === undefined) return undefined;
  return {
    version,
    banner,
    kex: kexList(listsWith(bytes, 'curve25519-sha256,'), role),
    publicKeyAlgorithms: onlyList(listsWith(bytes, 'ssh-ed25519-cert-v01@openssh.com,')),
    ciphers: onlyList(listsWith(bytes, 'chacha20-poly1305@openssh.com,')),
    macs: onlyList(listsWith(bytes, 'umac-64-etm@openssh.com,')),
    certificateAuthorityAlgorithms: authorityList(listsWith(bytes, 'ssh-ed25519,')),
    inFipsMode: readListsInFipsMode(bytes),
    knows: (name) => holdsName(bytes, name),
  };
}

/** Since 10.0 the client's list is the server's with finite-field groups behind it, and the client may hold both. */
function kexList(found: readonly string[], role: 'server' | 'client'): readonly string[] | undefined {
  const ordered = [...new Set(found)].sort((left, right) => left.length - right.length);
  const [shorter, longer] = ordered;
  if (longer === undefined || shorter === undefined) return onlyList(ordered);
  if (ordered.length > 2 || !longer.startsWith(`${shorter},`)) return undefined;
  return (role === 'server' ? shorter : longer).split(',');
}

/** Where no list stands alone, the linker has merged it into the tail of the list of key algorithms, which ends in the same names. */
function authorityList(found: readonly string[]): readonly string[] | undefined {
  const alone = onlyList(found.filter((text) => !text.includes('-cert')));
  if (alone !== undefined) return alone;
  const tails = found
    .map((text) => text.split(','))
    .map((names) => names.slice(names.findLastIndex(isCertificate) + 1));
  const [tail] = tails;
  return tails.length === 1 && tail !== undefined && tail.length > 0 && !tail.includes('ssh-rsa') ? tail : undefined;
}

function isCertificate(name: string): boolean {
  return name.includes('-cert');
}

const VERSION = /^OpenSSH_([0-9]{1,3}\.[0-9]{1,3}p[0-9]{1,3})(?![0-9])/;
