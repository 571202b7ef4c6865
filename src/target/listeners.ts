import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readlinkSync, readSync, statSync } from 'node:fs';
import { endianness, networkInterfaces } from 'node:os';
import { type ListeningSocket, readListeningSockets } from '../codec/proc/listening-sockets.ts';
import { type MappedFile, mappedFiles } from '../codec/proc/mapped-files.ts';
import type { Admission } from './admission.ts';
import { contentOf } from './file-content.ts';
import type { OpenFile } from './file-visitor.ts';
import { rootTree } from './root-tree.ts';
import type { Hidden, Sighting } from './sighting.ts';
import type { FileView } from './views.ts';
import { type WireProtocol, type WireView, wireTo } from './wire.ts';

/** The TCP sockets of this host that wait for connections, whose they are, and a way to talk to them. */
export interface ListenersView {
  look(): ListeningLook;
  /** A wire to one of this machine's own addresses. @throws for any other */
  wire(place: { readonly address: string; readonly port: number }, protocol: WireProtocol): WireView;
}

/** What the kernel says about them, at one moment. */
export interface ListeningLook {
  /** Of IPv4, then of IPv6; absent: the kernel has no such protocol. Doubtful: lines that could not be read. */
  readonly sockets: readonly Sighting<{ readonly listening: readonly ListeningSocket[]; readonly doubtful: number }>[];
  /** Those who hold a listening socket, by process id. */
  readonly processes: readonly ListeningProcess[];
  /** How many processes would not show what they hold. */
  readonly unseenProcesses: number;
  /** As one connects to them; a link-local one with its zone. */
  readonly ownAddresses: readonly string[];
}

/** A process that holds listening sockets. */
export interface ListeningProcess {
  readonly inodes: readonly number[];
  /** The kernel's name for it, 15 bytes at most. */
  readonly name: string;
  readonly executable: Sighting<MappedFile>;
  /** Shows the program that runs to one look, though another may lie in its place by now. */
  showProgram<T>(look: (content: OpenFile) => T): Sighting<T>;
  /** The libraries of cryptography that it has mapped. */
  readonly libraries: Sighting<readonly MappedFile[]>;
  /** May hold secrets: to find a configuration, never to be quoted. */
  readonly argv: readonly string[];
  /** Of its environment only what names a configuration, and GODEBUG; empty where it cannot be read. */
  readonly environment: Readonly<Record<string, string>>;
  /** Its files; null where its root is in mounts of its own (a container), or cannot be told. */
  readonly root: ProcessRoot | null;
}

/** What a process has for its root. */
export interface ProcessRoot {
  /** As this machine names it: `/`, or the directory of a chroot. */
  readonly path: string;
  readonly files: FileView;
}

/** The listeners of this machine, in the network namespace of this process. */
export function hostListeners(admission: Admission): ListenersView {
  return {
    look: lookAtListeners,
    wire({ address, port }, protocol) {
      if (!isOwn(address, ownAddresses())) throw new Error(`${address} is no address of this machine`);
      const at = { host: address, port, addresses: [address], serverName: null };
      return wireTo({ ...protocol, ...at, admission, mostConnections: MOST_CONNECTIONS });
    },
  };
}

/** Whether a connection to the address stays in this machine. */
export function isOwn(address: string, own: readonly string[]): boolean {
  return /^127(\.\d{1,3}){3}$/.test(address) || own.includes(address);
}

function lookAtListeners(): ListeningLook {
  const sockets = ['net/tcp', 'net/tcp6'].map(readSockets);
  const inodes = new Set(
    sockets.flatMap((each) => (each.state === 'seen' ? each.value.listening.map(({ inode }) => inode) : [])),
  );
  // Where nobody listens there is nobody to look for.
  if (inodes.size === 0) return { sockets, processes: [], unseenProcesses: 0, ownAddresses: [] };
  return { sockets, ...holdersOf(inodes), ownAddresses: ownAddresses() };
}

function readSockets(name: string): ListeningLook['sockets'][number] {
  const at = { in: 'kernel', name } as const;
  try {
    const read = readListeningSockets(readFileSync(`/proc/self/${name}`, 'utf8'), endianness());
    if (!read.ok) return { state: 'hidden', at, why: 'io-error' };
    return { state: 'seen', at, value: { listening: read.value, doubtful: read.oddities.length } };
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? { state: 'absent', at } : { state: 'hidden', at, why: whyOf(error) };
  }
}

/** The synchronous calls: thousands of links are read, at a few microseconds each. */
function holdersOf(inodes: ReadonlySet<number>): Pick<ListeningLook, 'processes' | 'unseenProcesses'> {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const processes: ListeningProcess[] = [];
  let unseenProcesses = 0;
  for (const pid of pids.toSorted((left, right) => left - right)) {
    const held = socketsOf(pid, inodes);
    if (held === 'unseen') unseenProcesses += 1;
    else if (held.length > 0) processes.push(describeProcess(pid, held));
  }
  return { processes, unseenProcesses };
}

function socketsOf(pid: number, inodes: ReadonlySet<number>): readonly number[] | 'unseen' {
  const held = new Set<number>();
  try {
    for (const descriptor of readdirSync(`/proc/${pid}/fd`)) {
      const inode = Number(/^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${descriptor}`))?.[1]);
      if (inodes.has(inode)) held.add(inode);
    }
  } catch (error) {
    // A process that has ended meanwhile holds nothing any more.
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ESRCH') return 'unseen';
  }
  return [...held];
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function describeProcess(pid: number, inodes: readonly number[]): ListeningProcess {
  const place = `/proc/${pid}`;
  return {
    inodes,
    name: textOf(`${place}/comm`).trimEnd(),
    executable: seen('process exe', () => {
      const link = readlinkSync(`${place}/exe`);
      const deleted = link.endsWith(DELETED);
      return { path: deleted ? link.slice(0, -DELETED.length) : link, deleted };
    }),
    showProgram: (look) => seen('process exe', () => withProgram(`${place}/exe`, look)),
    libraries: seen('process maps', () =>
      mappedFiles(readFileSync(`${place}/maps`, 'utf8'), (name) => LIBRARIES.test(name)),
    ),
    argv: textOf(`${place}/cmdline`).split('\0').slice(0, -1),
    environment: environmentOf(place),
    root: rootOf(place),
  };
}

function withProgram<T>(path: string, look: (content: OpenFile) => T): T {
  const file = openSync(path, 'r');
  try {
    return look(contentOf(file, fstatSync(file).size));
  } finally {
    closeSync(file);
  }
}

/** The rest of an environment is full of secrets, and is not kept. */
function environmentOf(place: string): Readonly<Record<string, string>> {
  const pairs = textOf(`${place}/environ`)
    .split('\0')
    .map((pair) => [pair.slice(0, Math.max(0, pair.indexOf('='))), pair.slice(pair.indexOf('=') + 1)] as const);
  return Object.fromEntries(pairs.filter(([name]) => VARIABLES.includes(name)));
}

/** Services of systemd often have mounts of their own over the same root: the directory tells, not the namespace. */
function rootOf(place: string): ProcessRoot | null {
  try {
    const own = statSync(`${place}/root/`, { bigint: true });
    const path = [ROOT, readlinkSync(`${place}/root`)].find((each) => {
      const there = statSync(each, { bigint: true, throwIfNoEntry: false });
      return there?.dev === own.dev && there.ino === own.ino;
    });
    return path === undefined ? null : { path, files: rootTree(path) };
  } catch {
    return null;
  }
}

function seen<T>(name: string, look: () => T): Sighting<T> {
  const at = { in: 'kernel', name } as const;
  try {
    return { state: 'seen', at, value: look() };
  } catch (error) {
    return { state: 'hidden', at, why: whyOf(error) };
  }
}

/** At most so much of it; empty where it cannot be read. */
function textOf(path: string): string {
  try {
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(LONGEST_TEXT);
      return bytes.toString('utf8', 0, readSync(file, bytes));
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}

function ownAddresses(): readonly string[] {
  return Object.entries(networkInterfaces()).flatMap(([name, all = []]) =>
    all.map(({ address }) => (/^fe[89ab]/i.test(address) ? `${address}%${name}` : address)),
  );
}

function whyOf(error: unknown): Hidden {
  return ['EACCES', 'EPERM'].includes(codeOf(error) ?? '') ? 'permission' : 'io-error';
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

const LIBRARIES = /^lib(?:crypto|gnutls|nss3|softokn3|mbedtls|wolfssl|s2n)(?:[-.][0-9.]*)?(?:\.so|-3\.so)/;
const VARIABLES = ['GODEBUG', 'MAIL_CONFIG', 'PGDATA'];
const ROOT = '/';
const DELETED = ' (deleted)';
const LONGEST_TEXT = 64 * 1024;
const MOST_CONNECTIONS = 100;
