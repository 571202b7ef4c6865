import { accepted, type Oddity, type Parsed, refused } from '../parsed.ts';
import { type OpenpgpSignature, readOpenpgpSignatures } from './openpgp-signature.ts';
import { builtAt, type DigestAlgorithm, type FileDigest, type PackageRecord } from './record.ts';
import { peekRpmString, type RpmHeader, rpmBytes, rpmNumbers, rpmString, rpmStrings } from './rpm-header.ts';

/** The name alone: what decides whether a header is worth reading. undefined where it has none. */
export function peekRpmName(blob: Uint8Array): Parsed<string | undefined> {
  return peekRpmString(blob, TAG.name);
}

/** Who the package is, with the version as `%{EVR}` prints it: `1:3.5.4-3.azl4`. */
export function readRpmPackage(header: RpmHeader): Parsed<PackageRecord> {
  const name = rpmString(header, TAG.name);
  const version = rpmString(header, TAG.version);
  const release = rpmString(header, TAG.release);
  if (name === undefined || version === undefined || release === undefined)
    return refused('header: wants a name, a version and a release', { offset: 0 });
  const epoch = rpmNumbers(header, TAG.epoch)?.[0];
  return accepted({
    name,
    version: `${epoch === undefined ? '' : `${epoch}:`}${version}-${release}`,
    arch: rpmString(header, TAG.arch) ?? null,
    vendor: rpmString(header, TAG.vendor) ?? null,
    source: rpmString(header, TAG.sourceRpm) ?? null,
    ...builtAt(rpmString(header, TAG.buildHost) ?? null, rpmNumbers(header, TAG.buildTime)?.[0]),
  });
}

/**
 * The signatures over the header, or over header and payload where a package has only those (rpm 3 style); read, not verified.
 * Format 6 holds several in OPENPGP, base64, one packet each. What cannot be read is an oddity.
 */
export function readRpmSignatures(header: RpmHeader): Parsed<readonly OpenpgpSignature[]> {
  const overHeader = packetsOf(header, [TAG.dsaHeader, TAG.rsaHeader], true);
  const packets = overHeader.length > 0 ? overHeader : packetsOf(header, [TAG.sigPgp, TAG.sigGpg], false);
  const signatures: OpenpgpSignature[] = [];
  const oddities: Oddity[] = [];
  for (const { tag, bytes } of packets) {
    const read = readOpenpgpSignatures(bytes);
    if (read.ok) signatures.push(...read.value);
    else oddities.push({ what: `signature in tag ${tag}: ${read.problem}`, at: read.at });
  }
  return accepted(distinct(signatures), oddities);
}

/**
 * What each file should hash to. Directories, links and ghosts have no digest and are left out, as is what rpm says that it did
 * not install or that another package has replaced (FILESTATES).
 */
export function readRpmFileDigests(header: RpmHeader): Parsed<readonly FileDigest[]> {
  const digests = rpmStrings(header, TAG.fileDigests) ?? [];
  const baseNames = rpmStrings(header, TAG.baseNames) ?? [];
  const directories = rpmStrings(header, TAG.dirNames) ?? [];
  const directoryOf = rpmNumbers(header, TAG.dirIndexes) ?? [];
  if (digests.length !== baseNames.length || directoryOf.length !== baseNames.length)
    return refused('file lists: names, directories and digests differ in number', { offset: 0 });
  const algorithm = DIGESTS[rpmNumbers(header, TAG.fileDigestAlgorithm)?.[0] ?? 1];
  if (algorithm === undefined) return refused('file lists: unknown digest algorithm', { offset: 0 });
  const flags = rpmNumbers(header, TAG.fileFlags) ?? [];
  const states = rpmBytes(header, TAG.fileStates, CHAR);
  const files = digests.flatMap((digest, index): readonly FileDigest[] => {
    const directory = directories[directoryOf[index] ?? -1];
    // A digest of another length is what damage has left of one.
    if (directory === undefined || !/^[0-9a-fA-F]+$/.test(digest) || digest.length !== DIGEST_LENGTHS[algorithm])
      return [];
    const flag = flags[index] ?? 0;
    if ((states?.[index] ?? INSTALLED) !== INSTALLED || (flag & GHOST) !== 0) return [];
    const file = { path: `${directory}${baseNames[index]}`, algorithm, digest: digest.toLowerCase() };
    return [(flag & CONFIGURATION) === 0 ? file : { ...file, isConfiguration: true as const }];
  });
  return accepted(files);
}

interface Packet {
  readonly tag: number;
  readonly bytes: Uint8Array;
}

function packetsOf(header: RpmHeader, tags: readonly number[], withOpenpgp: boolean): readonly Packet[] {
  const binary = tags.flatMap((tag) => {
    const bytes = rpmBytes(header, tag);
    return bytes === undefined ? [] : [{ tag, bytes }];
  });
  const texts = withOpenpgp ? (rpmStrings(header, TAG.openpgp) ?? []) : [];
  const encoded = texts.slice(0, MOST_SIGNATURES).map((text) => ({
    tag: TAG.openpgp,
    bytes: Uint8Array.from(Buffer.from(text, 'base64')),
  }));
  return [...binary, ...encoded];
}

function distinct(signatures: readonly OpenpgpSignature[]): readonly OpenpgpSignature[] {
  const known = new Map(signatures.map((each) => [`${each.algorithm} ${each.digest} ${each.keyId}`, each]));
  return [...known.values()];
}

/** Source: rpm include/rpm/rpmtag.h. */
const TAG = {
  sigPgp: 259,
  sigGpg: 262,
  dsaHeader: 267,
  rsaHeader: 268,
  openpgp: 278,
  name: 1000,
  version: 1001,
  release: 1002,
  epoch: 1003,
  buildTime: 1006,
  buildHost: 1007,
  vendor: 1011,
  arch: 1022,
  fileStates: 1029,
  fileDigests: 1035,
  fileFlags: 1037,
  sourceRpm: 1044,
  dirIndexes: 1116,
  baseNames: 1117,
  dirNames: 1118,
  fileDigestAlgorithm: 5011,
} as const;

/** OpenPGP hash numbers; a header without the tag has MD5. Source: rpm docs/manual/tags.md, Filedigestalgo. */
const DIGESTS: Readonly<Record<number, DigestAlgorithm>> = {
  1: 'md5',
  2: 'sha1',
  8: 'sha256',
  9: 'sha384',
  10: 'sha512',
  11: 'sha224',
};
/** In hexadecimal digits. */
const DIGEST_LENGTHS: Readonly<Record<DigestAlgorithm, number>> = {
  md5: 32,
  sha1: 40,
  sha224: 56,
  sha256: 64,
  sha384: 96,
  sha512: 128,
};
const MOST_SIGNATURES = 64;
/** Type of FILESTATES; elsewhere bytes are of type BIN. */
const CHAR = 1;
const INSTALLED = 0;
/** Bits of FILEFLAGS. Source: rpm include/rpm/rpmfiles.h. */
const CONFIGURATION = 1 << 0;
const GHOST = 1 << 6;
