import type { ListeningSocket } from '../../codec/proc/listening-sockets.ts';
import type { Subject } from '../../facts/fact.ts';
import { isOwn, type ListeningLook, type ListeningProcess } from '../../target/listeners.ts';

/** One program's sockets on one port. */
export interface FoundListener {
  readonly subject: Subject;
  readonly port: number;
  /** As they are bound. */
  readonly addresses: readonly string[];
  /** Where to connect; undefined: bound to nothing that is an address of this machine. */
  readonly tryAt: string | undefined;
  /** The first that holds it. */
  readonly process: ListeningProcess | undefined;
  /** All that hold it: a master and its workers. */
  readonly holders: readonly ListeningProcess[];
  readonly program: string | null;
}

/** Joins sockets to processes, and those of one program on one port to one listener, which is tried once. By port, then by program. */
export function foundListeners(look: ListeningLook): readonly FoundListener[] {
  const sockets = look.sockets.flatMap((each) => (each.state === 'seen' ? each.value.listening : []));
  const holders = new Map<number, ListeningProcess>();
  for (const process of look.processes.toReversed()) for (const inode of process.inodes) holders.set(inode, process);
  const groups = Map.groupBy(sockets, ({ port, uid, inode }) => {
    const holder = holders.get(inode);
    return `${port} ${holder === undefined ? `uid ${uid}` : whose(holder)}`;
  });
  const found = [...groups.values()].map((group) => describeGroup(group, { holders, sockets, look }));
  const names = Map.groupBy(found, ({ subject }) => subject);
  return found
    .map((each) =>
      names.get(each.subject)?.length === 1 ? each : { ...each, subject: `${each.subject} on ${each.addresses[0]}` },
    )
    .toSorted((left, right) => left.port - right.port || (left.subject < right.subject ? -1 : 1));
}

interface Surroundings {
  readonly holders: ReadonlyMap<number, ListeningProcess>;
  readonly sockets: readonly ListeningSocket[];
  readonly look: ListeningLook;
}

function describeGroup(group: readonly ListeningSocket[], { holders, sockets, look }: Surroundings): FoundListener {
  const { port = 0, inode = 0 } = group[0] ?? {};
  const process = holders.get(inode);
  const program = process === undefined ? null : programOf(process);
  const others = new Set(
    sockets.filter((each) => each.port === port && !group.includes(each)).map(({ address }) => plain(address)),
  );
  const ways = group.flatMap(({ address }) => waysTo(plain(address), { own: look.ownAddresses, others }));
  return {
    subject: `listener tcp/${port}${program === null ? '' : ` (${program})`}`,
    port,
    addresses: [...new Set(group.map(({ address }) => address))].toSorted(),
    // A socket that is bound to one address takes its connections before one that is bound to all.
    tryAt: ways.toSorted(loopbackFirst).find((address) => !others.has(address)),
    process,
    holders: look.processes.filter(({ inodes }) => group.some((socket) => inodes.includes(socket.inode))),
    program,
  };
}

/** Addresses of this machine at which a socket that is bound to this one can be reached; those of other sockets are not. */
function waysTo(
  bound: string,
  { own, others }: { readonly own: readonly string[]; readonly others: ReadonlySet<string> },
): readonly string[] {
  const ipv4 = ['127.0.0.1', ...own.filter((address) => !address.includes(':'))];
  const ipv6 = own.filter((address) => address.includes(':'));
  if (bound === '0.0.0.0') return ipv4;
  if (bound === '::') return others.has('0.0.0.0') ? ipv6 : [...ipv6, ...ipv4];
  return isOwn(bound, own) ? [bound] : own.filter((address) => address.startsWith(`${bound}%`));
}

function loopbackFirst(left: string, right: string): number {
  return Number(isLoopback(right)) - Number(isLoopback(left));
}

function isLoopback(address: string): boolean {
  return address.startsWith('127.') || address === '::1';
}

/** An IPv4 address that a socket of IPv6 is bound to is an IPv4 address. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, '');
}

function whose({ executable, name }: ListeningProcess): string {
  return executable.state === 'seen' ? executable.value.path : name;
}

function programOf({ executable, name }: ListeningProcess): string {
  const path = executable.state === 'seen' ? executable.value.path : '';
  return path.slice(path.lastIndexOf('/') + 1) || name;
}
