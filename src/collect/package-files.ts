import { createHash } from 'node:crypto';
import type { FileDigest } from '../codec/packages/record.ts';
import { type Fact, fact, type Gap } from '../facts/fact.ts';
import { targetPath } from '../facts/locator.ts';
import { type Evidence, evidence } from '../facts/quote.ts';
import type { PackageFile, PackageFileState } from '../facts/values/system.ts';
import type { FileView } from '../target/views.ts';
import type { Collector } from './collector.ts';
import { cryptoFile, cryptoFilePaths } from './packages/crypto-files.ts';
import type { PackageDatabase, RelevantPackage } from './packages/database.ts';
import { digestsOf, installedPackages, packageDatabasePaths } from './packages/installed.ts';

/** Whether the files of cryptography are those that their packages brought, by the digests that the package database keeps. */
export const packageFiles: Collector<'files'> = {
  id: 'package-files',
  needs: ['files'],
  welcomes: [],
  yields: ['package.files'],
  opens: [...packageDatabasePaths, ...cryptoFilePaths],
  async collect({ files }) {
    const { databases, gaps } = await installedPackages(files);
    const owners = await Promise.all(
      databases.flatMap((database) => database.relevant.map((each) => ownerOf(database, each))),
    );
    const wanted = wantedByPath(owners);
    const states = new Map<string, PackageFileState>();
    // One after the other: of two files that are hashed only one need be in memory.
    for (const [path, digests] of wanted) states.set(path, await stateOf(files, path, digests));
    return {
      facts: owners.flatMap((owner) => factsOf(owner, states)),
      gaps: [...unreadDatabases(gaps, owners), ...withoutDigests(owners)],
    };
  },
};

/** A package with those of its files that matter here; null where nothing keeps their digests. */
interface Owner {
  readonly manager: PackageDatabase['manager'];
  readonly package: RelevantPackage;
  readonly files: ReadonlyMap<string, FileDigest> | null;
}

async function ownerOf({ manager }: PackageDatabase, each: RelevantPackage): Promise<Owner> {
  const digests = await digestsOf(each);
  const files = digests === null ? null : new Map([...digests].filter(([path]) => cryptoFile(path) !== undefined));
  return { manager, package: each, files };
}

/** One path may have several owners (packages of two architectures): what stands there can be only one's. */
function wantedByPath(owners: readonly Owner[]): ReadonlyMap<string, readonly FileDigest[]> {
  const wanted = new Map<string, FileDigest[]>();
  for (const [path, digest] of owners.flatMap(({ files }) => [...(files ?? [])]))
    wanted.set(path, [...(wanted.get(path) ?? []), digest]);
  return wanted;
}

async function stateOf(files: FileView, path: string, digests: readonly FileDigest[]): Promise<PackageFileState> {
  const place = targetPath(path);
  const entry = await files.look(place);
  if (entry.state === 'absent') return 'missing';
  // apk keeps the digest of what a link says.
  const link = entry.state === 'seen' ? entry.value.link : undefined;
  if (link !== undefined && digests.some((each) => isDigestOf(each, link))) return 'intact';
  const content = await files.read(place, LARGEST);
  if (content.state === 'absent') return 'missing';
  if (content.state === 'hidden') return 'unknown';
  return digests.some((each) => isDigestOf(each, content.value)) ? 'intact' : 'altered';
}

function isDigestOf({ algorithm, digest }: FileDigest, content: string | Uint8Array): boolean {
  return createHash(algorithm).update(content).digest('hex') === digest;
}

function factsOf(
  { manager, package: owner, files }: Owner,
  states: ReadonlyMap<string, PackageFileState>,
): readonly Fact[] {
  const found: readonly PackageFile[] = [...(files ?? [])]
    .map(([path, { algorithm, isConfiguration }]) => {
      const role = isConfiguration === true || cryptoFile(path) === 'configuration' ? 'configuration' : 'code';
      return { path: targetPath(path), role, algorithm, state: states.get(path) ?? 'unknown' } as const;
    })
    .toSorted((left, right) => (left.path < right.path ? -1 : 1));
  if (found.length === 0) return [];
  const { name, version } = owner.record;
  const changed: readonly Evidence[] = found
    .filter(({ state }) => state !== 'intact')
    .map(({ path, state, algorithm }) =>
      evidence({ in: 'file', path }, `${state}: ${algorithm} of ${name} ${version}`),
    );
  return [fact('package.files', name, { manager, package: name, version, files: found }, owner.evidence, ...changed)];
}

/** Where no package at all has digests, that says enough. */
function unreadDatabases(gaps: readonly Gap[], owners: readonly Owner[]): readonly Gap[] {
  if (owners.length > 0 && owners.every(({ files }) => files === null)) return [];
  return gaps.filter(({ kind }) => kind === 'package.installed').map((gap) => ({ ...gap, kind: 'package.files' }));
}

function withoutDigests(owners: readonly Owner[]): readonly Gap[] {
  const names = owners.filter(({ files }) => files === null).map((owner) => owner.package.record.name);
  if (names.length === 0) return [];
  const named = names.length > 5 ? `${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ');
  const why = `nothing here says what the files of ${named} should hash to`;
  return [{ kind: 'package.files', subject: 'installed files', why }];
}

const LARGEST = 64 * 1024 * 1024;
