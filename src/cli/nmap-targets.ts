import { type NmapHost, type NmapPort, NmapReader } from '../codec/nmap-xml.ts';
import { describeProblem } from '../codec/parsed.ts';
import { UsageError } from './usage-error.ts';

/** What a report of nmap names as targets, and what it names that is none. */
export interface NmapTargets {
  readonly targets: readonly string[];
  /** Open ports of which nothing says that they speak TLS, STARTTLS or SSH. */
  readonly passedOver: number;
}

/** Reads nmap's XML as it comes, host by host; says where its end is missing. @throws UsageError where it is not a report */
export async function* nmapTargets(
  chunks: AsyncIterable<string>,
  name: string,
  say: (words: string) => void,
): AsyncGenerator<NmapTargets> {
  const reader = new NmapReader();
  for await (const chunk of chunks) {
    reader.feed(chunk);
    for (let host = reader.next(); host !== undefined; host = reader.next()) {
      if (!host.ok) throw new UsageError(`${name}: ${describeProblem(host)}\nName a file that nmap -oX has written.`);
      yield targetsOf(host.value);
    }
  }
  if (!reader.isWhole) say(`${name}: the report has no end, so hosts may be missing`);
}

function targetsOf({ address, name, ports }: NmapHost): NmapTargets {
  const host = name ?? (address.includes(':') ? `[${address}]` : address);
  const targets = ports.flatMap((port) => {
    const kind = kindOf(port);
    return kind === undefined ? [] : [`${kind}:${host}:${port.port}`];
  });
  return { targets, passedOver: ports.length - targets.length };
}

function kindOf({ port, service, tls }: NmapPort): string | undefined {
  if (tls || (service !== null && TLS_SERVICES.has(service))) return 'tls';
  const known = service === null ? undefined : KINDS.get(service);
  return known ?? (TLS_PORTS.has(port) ? 'tls' : undefined);
}

/** Source: nmap-services. What is TLS from the first byte. */
const TLS_SERVICES: ReadonlySet<string> = new Set([
  'domain-s',
  'ftps',
  'https',
  'https-alt',
  'imaps',
  'ircs-u',
  'ldapssl',
  'nntps',
  'pop3s',
  'sip-tls',
  'smtps',
  'submissions',
]);
const KINDS: ReadonlyMap<string, string> = new Map([
  ['ftp', 'tls+ftp'],
  ['imap', 'tls+imap'],
  ['ldap', 'tls+ldap'],
  ['mysql', 'tls+mysql'],
  ['nntp', 'tls+nntp'],
  ['pop3', 'tls+pop3'],
  ['postgresql', 'tls+postgres'],
  ['sieve', 'tls+sieve'],
  ['smtp', 'tls+smtp'],
  ['ssh', 'ssh'],
  ['submission', 'tls+smtp'],
  ['xmpp-client', 'tls+xmpp'],
]);
const TLS_PORTS: ReadonlySet<number> = new Set([443, 465, 563, 636, 853, 990, 993, 995, 5061, 6443, 6697, 8443, 9443]);
