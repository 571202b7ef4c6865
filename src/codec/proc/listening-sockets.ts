import { accepted, type Oddity, type Parsed, refused } from '../parsed.ts';

/** A TCP socket that waits for connections, as the kernel lists it. */
export interface ListeningSocket {
  /** `0.0.0.0`, `127.0.0.1`, `::`, `::ffff:192.0.2.1`; an IPv6 one in its shortest form. */
  readonly address: string;
  readonly port: number;
  /** The owner's user id. */
  readonly uid: number;
  readonly inode: number;
}

/**
 * Reads /proc/net/tcp or /proc/net/tcp6 and keeps the sockets in state LISTEN (0A). A line that cannot be read is an oddity.
 * Source: Documentation/networking/proc_net_tcp.rst, net/ipv4/tcp_ipv4.c get_openreq4, net/ipv6/tcp_ipv6.c get_tcp6_sock.
 * @param byteOrder of the machine: addresses are printed as words in its own order
 */
export function readListeningSockets(text: string, byteOrder: 'LE' | 'BE'): Parsed<readonly ListeningSocket[]> {
  const [heading = '', ...lines] = text.split('\n');
  if (!/^ *sl +local_address +(rem_address|remote_address) +st\b/.test(heading))
    return refused('heading: wants "sl local_address ... st", has another', { line: 1 });
  const last = lines.pop();
  if (last !== '') return refused('wants a line break at the end, has none', { line: lines.length + 2 });
  const sockets: ListeningSocket[] = [];
  const oddities: Oddity[] = [];
  for (const [index, line] of lines.entries()) {
    const socket = readLine(line, byteOrder);
    if (socket === undefined) oddities.push({ what: 'a line that is none of a socket', at: { line: index + 2 } });
    else if (socket !== 'not-listening') sockets.push(socket);
  }
  return accepted(sockets, oddities);
}

function readLine(line: string, byteOrder: 'LE' | 'BE'): ListeningSocket | 'not-listening' | undefined {
  const [, hex = '', port = '', state, uid, inode] = LINE.exec(line) ?? [];
  if (state === undefined) return undefined;
  if (state.toUpperCase() !== LISTEN) return 'not-listening';
  const bytes = Buffer.from(hex, 'hex');
  if (byteOrder === 'LE') bytes.swap32();
  return {
    address: bytes.length === 4 ? bytes.join('.') : ipv6(bytes),
    port: Number.parseInt(port, 16),
    uid: Number(uid),
    inode: Number(inode),
  };
}

/** Its shortest form (RFC 5952), and an IPv4 address in IPv6 with its dots. */
function ipv6(bytes: Buffer): string {
  if (MAPPED.equals(bytes.subarray(0, MAPPED.length))) return `::ffff:${bytes.subarray(MAPPED.length).join('.')}`;
  const words = Array.from({ length: 8 }, (_, index) => bytes.readUInt16BE(2 * index).toString(16));
  const text = words.join(':');
  const zeros = [...text.matchAll(/\b0(?::0)+\b/g)].toSorted((left, right) => right[0].length - left[0].length)[0];
  if (zeros === undefined) return text;
  const [before, after] = [text.slice(0, zeros.index), text.slice(zeros.index + zeros[0].length)];
  return `${before.replace(/:$/, '')}::${after.replace(/^:/, '')}`;
}

/** sl: address:port address:port st tx:rx tr:when retrnsmt uid timeout inode ... */
const LINE =
  /^ *\d+: ((?:[0-9A-F]{8}){1}|(?:[0-9A-F]{8}){4}):([0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} ([0-9A-F]{2}) [0-9A-F]+:[0-9A-F]+ [0-9A-F]+:[0-9A-F]+ [0-9A-F]+ +(\d+) +\d+ +(\d+)(?: |$)/i;
const LISTEN = '0A';
const MAPPED = Buffer.from('00000000000000000000ffff', 'hex');
