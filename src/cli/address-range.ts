import { UsageError } from './usage-error.ts';

/** What an argument with a range of addresses (CIDR, RFC 4632) stands for. */
export interface AddressRange {
  readonly count: number;
  /** One argument an address, made as they are asked for. */
  each(): Generator<string>;
}

/**
 * Reads `tls:192.0.2.0/24`, `ssh:192.0.2.0/28:2222`, `tls:[2001:db8::]/120` and `tls:[2001:db8::/120]:8443`; undefined: the
 * argument has no range. @throws UsageError for a prefix that does not fit, or past 2^24 addresses
 */
export function readAddressRange(argument: string): AddressRange | undefined {
  const parts = FORMS.map((form) => form.exec(argument)?.groups).find((groups) => groups !== undefined);
  if (parts === undefined) return undefined;
  const { kind = '', four, six = '', prefix, port } = parts;
  const address = four === undefined ? readIPv6(six) : readIPv4(four);
  const width = four === undefined ? 128 : 32;
  const free = width - Number(prefix);
  if (address === undefined || free < 0)
    throw new UsageError(`${argument}: is no range of addresses\nSay tls:192.0.2.0/24 or tls:[2001:db8::]/120.`);
  if (free > 24)
    throw new UsageError(`${argument}: 2^${free} addresses are too many for one scan\nName ranges of at most 2^24.`);
  const size = 2n ** BigInt(free);
  const first = (address / size) * size;
  const write = (value: bigint): string => (four === undefined ? `[${writeIPv6(value)}]` : writeIPv4(value));
  return {
    count: Number(size),
    *each() {
      for (let at = first; at < first + size; at += 1n)
        yield `${kind}:${write(at)}${port === undefined ? '' : `:${port}`}`;
    },
  };
}

/** `65,536`: the same everywhere, whatever the locale. */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}

const FORMS: readonly RegExp[] = [
  /^(?<kind>(?:tls|ssh)(?:\+[a-z0-9-]+)?):(?:\/\/)?(?<four>[0-9.]+)\/(?<prefix>\d{1,3})(?::(?<port>\d{1,5}))?$/,
  /^(?<kind>(?:tls|ssh)(?:\+[a-z0-9-]+)?):(?:\/\/)?\[(?<six>[0-9a-f:.]+)\]\/(?<prefix>\d{1,3})(?::(?<port>\d{1,5}))?$/i,
  /^(?<kind>(?:tls|ssh)(?:\+[a-z0-9-]+)?):(?:\/\/)?\[(?<six>[0-9a-f:.]+)\/(?<prefix>\d{1,3})\](?::(?<port>\d{1,5}))?$/i,
];

function readIPv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || parts.some((part) => !/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255))
    return undefined;
  return parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n);
}

/** The URL standard writes an address in its shortest form, from which zeros can be put back. */
function readIPv6(text: string): bigint | undefined {
  const name = URL.parse(`http://[${text}]/`)?.hostname.slice(1, -1);
  if (name === undefined) return undefined;
  const [before = '', after] = name.split('::');
  const left = before === '' ? [] : before.split(':');
  const right = after === undefined || after === '' ? [] : after.split(':');
  const zeros = new Array<string>(8 - left.length - right.length).fill('0');
  return [...left, ...zeros, ...right].reduce((sum, part) => sum * 65536n + BigInt(`0x${part}`), 0n);
}

function writeIPv4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.');
}

function writeIPv6(value: bigint): string {
  const parts = [112n, 96n, 80n, 64n, 48n, 32n, 16n, 0n].map((shift) => ((value >> shift) & 65535n).toString(16));
  return URL.parse(`http://[${parts.join(':')}]/`)?.hostname.slice(1, -1) ?? parts.join(':');
}
