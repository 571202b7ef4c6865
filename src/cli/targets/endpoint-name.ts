import type { WireProtocol } from '../../target/wire.ts';
import { startTlsDialogue, startTlsProtocols } from '../../vocabulary/starttls.ts';
import { UsageError } from '../usage-error.ts';

/** An endpoint as it is named on the command line. */
export type EndpointName = WireProtocol & {
  /** A name in lower case and punycode, or an IP address without brackets. */
  readonly host: string;
  readonly port: number;
};

/**
 * Reads `tls:HOST[:PORT]`, `tls+smtp:HOST[:PORT]`, `ssh:HOST[:PORT]` and URLs whose scheme says TLS or SSH; undefined: the
 * argument is something else. @throws UsageError for an endpoint without a proper host or port
 */
export function readEndpoint(argument: string): EndpointName | undefined {
  const scheme = readScheme(argument);
  if (scheme === undefined) return undefined;
  const { wire, defaultPort, authority } = scheme;
  const [, bracketed, plain = '', port] = /^(?:\[([^[\]]*)\]|([^:[\]]*))(?::(\d{1,5}))?$/s.exec(authority) ?? [];
  const host = canonicalHost(bracketed === undefined ? plain : `[${bracketed}]`);
  if (host === undefined) throw new UsageError(`${argument}: ${hostProblem(authority)}`);
  const number = port === undefined ? defaultPort : Number(port);
  if (number < 1 || number > 65535)
    throw new UsageError(`${argument}: there is no port ${port}\nPorts are 1 to 65535.`);
  return { ...wire, host, port: number };
}

/** Whether what is no path looks like a server without a word on what it speaks: `example.org:443`, `[::1]:22`, `192.0.2.1`. */
export function looksLikeServer(argument: string): boolean {
  return /^(?:\[[0-9a-f:.]+\]|[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?)(?::\d{1,5})?$/i.test(argument) && /[.:]/.test(argument);
}

interface Scheme {
  readonly wire: WireProtocol;
  readonly defaultPort: number;
  readonly authority: string;
}

function readScheme(argument: string): Scheme | undefined {
  const [, kind, startTls, slashes, rest = ''] = /^(tls|ssh)(?:\+([a-z0-9-]*))?:(\/\/)?(.*)$/s.exec(argument) ?? [];
  if (kind === undefined) return readUrl(argument);
  const authority = slashes === undefined ? rest : authorityOf(rest);
  if (startTls === undefined)
    return kind === 'ssh'
      ? { wire: SSH, defaultPort: 22, authority: authority.replace(/^[^@]*@/s, '') }
      : { wire: TLS, defaultPort: 443, authority };
  const dialogue = kind === 'tls' ? startTlsDialogue(startTls) : undefined;
  if (dialogue === undefined) {
    const known = startTlsProtocols().map((protocol) => `tls+${protocol}:`);
    throw new UsageError(
      `${argument}: no kind of target is called ${kind}+${startTls}:\nSTARTTLS is ${known.join(' ')}`,
    );
  }
  return { wire: { protocol: 'tls', startTls }, defaultPort: dialogue.defaultPort, authority };
}

function readUrl(argument: string): Scheme | undefined {
  const [, name = '', rest = ''] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(argument) ?? [];
  if (name === '') return undefined;
  const defaultPort = URL_PORTS[name.toLowerCase()];
  if (defaultPort === undefined)
    throw new UsageError(
      `${argument.slice(0, 60)}: ${name}:// is no URL of TLS\nSay https://HOST/, tls:HOST:PORT, tls+PROTOCOL:HOST:PORT or ssh:HOST:PORT.`,
    );
  return { wire: TLS, defaultPort, authority: authorityOf(rest) };
}

/** Up to the path, and without a user name or password, which are nobody's business here. */
function authorityOf(rest: string): string {
  return rest.replace(/[/?#].*$/s, '').replace(/^.*@/s, '');
}

/** As WHATWG's URL standard writes a host: punycode, lower case, addresses in their shortest form. */
function canonicalHost(host: string): string | undefined {
  if (host === '' || /[\s/?#@\\%]/.test(host)) return undefined;
  const url = URL.parse(`http://${host}/`);
  if (url === null) return undefined;
  const name = url.hostname.replace(/^\[|\]$/g, '');
  if (name.includes(':')) return name;
  const labels = name.replace(/\.$/, '').split('.');
  return name.length <= 254 && labels.every((label) => label.length >= 1 && label.length <= 63) ? name : undefined;
}

function hostProblem(authority: string): string {
  if (authority.split(':').length > 2 && !authority.startsWith('['))
    return 'which colon begins the port?\nPut an IPv6 address in brackets: tls:[2001:db8::1]:443.';
  return 'has no proper host or port\nSay tls:HOST or tls:HOST:PORT.';
}

const TLS: WireProtocol = { protocol: 'tls', startTls: null };
const SSH: WireProtocol = { protocol: 'ssh', startTls: null };
/** Schemes of TLS from the first byte, with their registered ports. */
const URL_PORTS: Readonly<Record<string, number>> = Object.assign(Object.create(null), {
  ftps: 990,
  https: 443,
  imaps: 993,
  ldaps: 636,
  nntps: 563,
  pop3s: 995,
  smtps: 465,
  wss: 443,
});
