import type { ImageConfiguration } from '../codec/oci/configuration.ts';
import type { TargetPath } from '../facts/locator.ts';
import type { TargetIdentity } from '../facts/target-identity.ts';
import type { TargetKind } from '../vocabulary/target-kind.ts';
import type { FileVisitor } from './file-visitor.ts';
import type { ListenersView } from './listeners.ts';
import type { OpensslProgram } from './openssl-process.ts';
import type { Sighting } from './sighting.ts';
import type { WireView } from './wire.ts';

export type Bytes = number;
export type Milliseconds = number;

/** Something to scan, opened; it offers only the views that it can honestly give. */
export interface Target {
  readonly kind: TargetKind;
  /** As the user wrote it, or as `--name` says. */
  readonly name: string;
  readonly identity: TargetIdentity;
  readonly views: Partial<Views>;
  close(): Promise<void>;
}

/** The read-only ways to look at a target. */
export interface Views {
  /** Host, root tree, image. */
  readonly files: FileView;
  /** An image: what it says of itself. */
  readonly image: ImageView;
  /** The live host only: what the running kernel says. */
  readonly kernel: KernelView;
  /** The live host only, unless `--no-exec`: programs of an allow-list. */
  readonly commands: CommandView;
  /** The live host only, unless `--no-exec`: its openssl program, with files of ours to read. */
  readonly openssl: OpensslView;
  /** The live host only, unless `--no-listeners`: its TCP listeners, and connections to them. */
  readonly listeners: ListenersView;
  /** An endpoint: connections to one server. */
  readonly wire: WireView;
}

/** What an image says of itself and of the processes that are started from it. */
export interface ImageView {
  readonly configuration: ImageConfiguration;
  /** Of the manifest, or of the configuration where there is no manifest. */
  readonly digest: string;
  /** Tags, as the layout or archive has them. */
  readonly names: readonly string[];
}

/** Files of a target. Every symbolic link is resolved inside the target; `at.path` of an answer is the real path. */
export interface FileView {
  /** Whether content passes by once, as in an image: what will be read later is kept when `walk` comes first. */
  readonly streamed: boolean;
  /** The content of a regular file of at most `limit` bytes; devices, sockets and FIFOs are hidden, never opened. */
  read(path: TargetPath, limit: Bytes): Promise<Sighting<Uint8Array>>;
  /** The entries of a directory, in byte order of their names. */
  list(dir: TargetPath): Promise<Sighting<readonly DirEntry[]>>;
  /** One entry; its parents' links are followed, the entry itself is not. */
  look(path: TargetPath): Promise<Sighting<DirEntry>>;
  /** One entry with its own link followed too: where the path leads. */
  follow(path: TargetPath): Promise<Sighting<DirEntry>>;
  /** Shows every regular file once, in one pass over the target; ends when all are shown. */
  walk(visitor: FileVisitor, signal: AbortSignal): Promise<void>;
  /** The digest of the layer that brought what stands at the (real) path; undefined where there are no layers. */
  layerOf(path: TargetPath): Promise<`sha256:${string}` | undefined>;
}

/** What `find -printf '%p %y %s %m %l'` can print. */
export interface DirEntry {
  readonly path: TargetPath;
  readonly type: 'file' | 'dir' | 'link' | 'other';
  readonly size: Bytes;
  /** Permission bits, as in chmod. */
  readonly mode: number;
  /** What a symbolic link says, unresolved. */
  readonly link?: string;
}

/** A name that the kernel view answers; /proc and /sys files have size 0 elsewhere, so nothing else reads them. */
export type KernelName =
  | 'fips_enabled'
  | 'fips_name'
  | 'fips_version'
  | 'cmdline'
  | 'crypto'
  | 'mountinfo'
  | 'osrelease';

/** What the running kernel says: /proc/sys/crypto/*, /proc/cmdline, /proc/crypto, /proc/self/mountinfo, uname -r. */
export interface KernelView {
  read(name: KernelName): Promise<Sighting<string>>;
}

/** Runs a program of the allow-list, found in the system's own directories, with a fixed environment and no shell. */
export interface CommandView {
  run(
    argv: readonly [AllowedProgram, ...string[]],
    within: Milliseconds,
    signal: AbortSignal,
  ): Promise<Sighting<CommandOutput>>;
}

export type AllowedProgram = 'openssl' | 'sshd' | 'ssh' | 'update-crypto-policies';

export interface CommandOutput {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** The openssl program of the host, with a private place for keys and messages of known-answer tests. Close what it opens. */
export interface OpensslView {
  /** @param configuration the program's own, or none at all, so that the default provider serves */
  open(configuration: 'own' | 'none'): Promise<Sighting<OpensslProgram>>;
}
