import { createHash } from 'node:crypto';
import { buildBdb } from '../../support/bdb.ts';
import { buildNdb } from '../../support/ndb.ts';
import { buildRpmdb, type RpmPackage, rpmHeader } from '../../support/rpm.ts';
import type { Tree, TreeEntry } from '../../support/tree.ts';

/** An installed package: `name-[epoch:]version-release.arch`, its source package, and those of its files that matter here. */
export interface Installed {
  readonly nevra: string;
  readonly source?: string;
  readonly files?: readonly string[];
}

/** Who made the packages, and with which generation of rpm they are kept. */
export interface RpmOrigin {
  readonly vendor: string;
  readonly signature: RpmPackage['signature'];
  readonly format?: 'ndb' | 'bdb';
}

/** A database in `directory`; the digests of files are those of the tree, so that the database agrees with the disk. */
export async function rpmDatabase(
  directory: string,
  from: RpmOrigin,
  packages: readonly Installed[],
  tree: Tree,
): Promise<Tree> {
  const records = packages.map((each) => record(each, from, tree));
  if (from.format === 'ndb') return { ...tree, [`${directory}/Packages.db`]: buildNdb(records.map(rpmHeader)) };
  if (from.format === 'bdb') return { ...tree, [`${directory}/Packages`]: buildBdb(records.map(rpmHeader)) };
  return { ...tree, [`${directory}/rpmdb.sqlite`]: await buildRpmdb(records) };
}

function record({ nevra, source, files = [] }: Installed, { vendor, signature }: RpmOrigin, tree: Tree): RpmPackage {
  const parts = /^(.+)-(?:(\d+):)?([^-]+)-([^-]+)\.([^.]+)$/.exec(nevra);
  if (parts === null) throw new Error(`not name-[epoch:]version-release.arch: ${nevra}`);
  const [, name = '', epoch, version = '', release = '', arch = ''] = parts;
  return {
    name,
    version,
    release,
    arch,
    vendor,
    sourceRpm: source ?? `${name}-${version}-${release}.src.rpm`,
    files: files.map((path) => ({ path, sha256: digestAt(tree, path) })),
    ...(epoch === undefined ? {} : { epoch: Number(epoch) }),
    ...(signature === undefined ? {} : { signature }),
  };
}

function digestAt(tree: Tree, path: string): string {
  const entry = tree[path];
  if (entry === undefined) throw new Error(`${path}: owned by a package, but not in the tree`);
  const content = contentOf(entry);
  return content === undefined ? '' : createHash('sha256').update(content).digest('hex');
}

function contentOf(entry: TreeEntry): string | Uint8Array | undefined {
  if (typeof entry === 'string' || entry instanceof Uint8Array) return entry;
  return 'content' in entry ? entry.content : undefined;
}
