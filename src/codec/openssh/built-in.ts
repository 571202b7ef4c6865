/** What an OpenSSH program has built in, as its own bytes tell: distributions patch these lists, so the version alone does not. */
export interface OpensshBuild {
  /** `9.2p1`. */
  readonly version: string;
  /** The whole version text: `OpenSSH_9.2p1 Debian-2+deb12u10`. */
  readonly banner: string;
  readonly kex: readonly string[] | undefined;
  /** Host keys and user keys have one built-in list. */
  readonly publicKeyAlgorithms: readonly string[] | undefined;
  readonly ciphers: readonly string[] | undefined;
  readonly macs: readonly string[] | undefined;
  readonly certificateAuthorityAlgorithms: readonly string[] | undefined;
  /** Carries the patch of the Red Hat family that has a second set of built-in lists for FIPS mode. */
  readonly hasFipsLists: boolean;
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
  const lists = (anchor: string) => stringsWith(bytes, anchor).filter((text) => LIST.test(text));
  return {
    version,
    banner,
    kex: kexList(lists('curve25519-sha256,'), role),
    publicKeyAlgorithms: only(lists('ssh-ed25519-cert-v01@openssh.com,')),
    ciphers: only(lists('chacha20-poly1305@openssh.com,')),
    macs: only(lists('umac-64-etm@openssh.com,')),
    certificateAuthorityAlgorithms: authorityList(lists('ssh-ed25519,')),
    hasFipsLists: bytes.includes('FIPS mode initialized', 0, 'latin1'),
    knows: (name) => name.length < LONGEST && bytes.includes(`${name}\0`, 0, 'latin1'),
  };
}

/** Since 10.0 the client's list is the server's with finite-field groups behind it, and the client may hold both. */
function kexList(found: readonly string[], role: 'server' | 'client'): readonly string[] | undefined {
  const ordered = [...new Set(found)].sort((left, right) => left.length - right.length);
  const [shorter, longer] = ordered;
  if (longer === undefined || shorter === undefined) return only(ordered);
  if (ordered.length > 2 || !longer.startsWith(`${shorter},`)) return undefined;
  return (role === 'server' ? shorter : longer).split(',');
}

/** Where no list stands alone, the linker has merged it into the tail of the list of key algorithms, which ends in the same names. */
function authorityList(found: readonly string[]): readonly string[] | undefined {
  const alone = only(found.filter((text) => !text.includes('-cert')));
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

/** The list, if all that was found is one and the same. */
function only(found: readonly string[]): readonly string[] | undefined {
  const [first, ...others] = new Set(found);
  return first !== undefined && others.length === 0 ? first.split(',') : undefined;
}

/** Every NUL-ended string in which the text stands, whole. */
function stringsWith(bytes: Buffer, text: string): readonly string[] {
  const found: string[] = [];
  for (
    let at = bytes.indexOf(text, 0, 'latin1');
    at >= 0 && found.length < MOST;
    at = bytes.indexOf(text, at + 1, 'latin1')
  ) {
    const start = bytes.subarray(Math.max(0, at - LONGEST), at).lastIndexOf(0);
    const end = bytes.indexOf(0, at);
    if (end < 0 || end - at > LONGEST) continue;
    found.push(bytes.toString('latin1', start < 0 ? at : Math.max(0, at - LONGEST) + start + 1, end));
  }
  return found;
}

const VERSION = /^OpenSSH_([0-9]{1,3}\.[0-9]{1,3}p[0-9]{1,3})(?![0-9])/;
const LIST = /^[a-z0-9@.,_-]+$/;
const LONGEST = 4096;
const MOST = 64;
