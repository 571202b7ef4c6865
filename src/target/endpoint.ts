import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Admission } from './admission.ts';
import type { Target } from './views.ts';
import { endpointName, type WireProtocol, wireTo } from './wire.ts';

/** An endpoint as a user names it, and the gate of the run. */
export type EndpointOptions = WireProtocol & {
  /** A name or an IP address, an IPv6 one without brackets. */
  readonly host: string;
  readonly port: number;
  readonly admission: Admission;
  /** Default 72: enough for two certificates and every suite that OpenSSL has of its own accord; common servers need up to 45. */
  readonly mostConnections?: number;
};

/** `tls:HOST:PORT` or `tls+smtp:HOST:PORT`. */
export type TlsEndpointOptions = Omit<Extract<EndpointOptions, { readonly protocol: 'tls' }>, 'protocol'>;

/** A TLS server. Its name is resolved once, here; a name without an address is a target all the same, with gaps. */
export function openTlsEndpoint(options: TlsEndpointOptions): Promise<Target> {
  return openEndpoint({ ...options, protocol: 'tls' });
}

/** A server to connect to. */
export async function openEndpoint(options: EndpointOptions): Promise<Target> {
  const { host, port } = options;
  const isAddress = isIP(host) > 0;
  const addresses = isAddress ? [host] : await addressesOf(host);
  return {
    kind: 'endpoint',
    name: endpointTargetName(options),
    identity: { by: 'endpoint', host, port },
    views: {
      wire: wireTo({
        ...options,
        mostConnections: options.mostConnections ?? MOST_CONNECTIONS,
        addresses,
        serverName: isAddress ? null : host.replace(/\.$/, ''),
      }),
    },
    close: async () => {},
  };
}

/** `tls+smtp:mail.example.org:25`: what an endpoint is called in reports. */
export function endpointTargetName({
  host,
  port,
  ...wire
}: WireProtocol & { readonly host: string; readonly port: number }): string {
  return `${scheme(wire)}:${endpointName(host, port)}`;
}

/** In the order of the system's resolver; a name that it does not know in time has none. */
async function addressesOf(host: string): Promise<readonly string[]> {
  const { promise: late, resolve } = Promise.withResolvers<readonly string[]>();
  const timer = setTimeout(() => resolve([]), RESOLVE_WITHIN_MS);
  try {
    const found = lookup(host, { all: true }).then((all) => [...new Set(all.map(({ address }) => address))]);
    return await Promise.race([found, late]);
  } catch {
    return [];
  } finally {
    clearTimeout(timer);
  }
}

function scheme({ protocol, startTls }: WireProtocol): string {
  return startTls === null ? protocol : `${protocol}+${startTls}`;
}

const RESOLVE_WITHIN_MS = 5000;
const MOST_CONNECTIONS = 72;
