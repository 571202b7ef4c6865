import type { SshKexInit } from '../../codec/ssh/kex-init.ts';
import { fact, type Gap, type Harvest, type Subject } from '../../facts/fact.ts';
import { type Evidence, evidence } from '../../facts/quote.ts';
import type { SshEndpoint, SshEndpointKey } from '../../facts/values/ssh-endpoint.ts';
import type { WireView } from '../../target/wire.ts';
import { sshPublicKeyAlgorithm } from '../../vocabulary/ssh-algorithms.ts';
import { connectSsh, type Failure, type SshConnection } from './connection.ts';
import { proveHostKey, readServerOffer, type ServerOffer } from './host-key-proof.ts';
import { methodFor, type SshMethod } from './key-exchange-methods.ts';

/** What to call the endpoint. */
export interface SshEndpointHarvest {
  readonly subject: Subject;
  readonly signal: AbortSignal;
}

/** Talks to one SSH server: what it offers, and its host keys as key exchanges show them. */
export async function harvestSshEndpoint(wire: WireView, { subject, signal }: SshEndpointHarvest): Promise<Harvest> {
  const connection = await connectSsh(wire, WITHIN_MS, signal);
  if ('problem' in connection) return { facts: [], gaps: [gap(subject, connection)] };
  try {
    const server = await readServerOffer(connection);
    if ('problem' in server)
      return { facts: [], gaps: [gap(subject, { problem: `${connection.identification.line}: ${server.problem}` })] };
    return describe(wire, { subject, connection, server, ...(await proveKeys(wire, { connection, server, signal })) });
  } finally {
    connection.close();
  }
}

interface Seen {
  readonly subject: Subject;
  readonly connection: SshConnection;
  readonly server: ServerOffer;
  readonly keys: readonly SshEndpointKey[];
  readonly failures: readonly Failure[];
}

interface Begun {
  readonly connection: SshConnection;
  readonly server: ServerOffer;
  readonly signal: AbortSignal;
}

/** The first type of key is asked for on the connection that is there, the others on one of their own each. */
async function proveKeys(
  wire: WireView,
  { connection, server, signal }: Begun,
): Promise<Pick<Seen, 'keys' | 'failures'>> {
  const method = methodFor(server.offer.kexAlgorithms);
  if (method === undefined) {
    const offered = server.offer.kexAlgorithms.filter((name) => !MARKERS.test(name)).join(', ');
    return {
      keys: [],
      failures: [{ problem: `no host key was seen: none of its key exchange methods is known here (${offered})` }],
    };
  }
  const [first, ...others] = oneAlgorithmATypeOfKey(server.offer.serverHostKeyAlgorithms);
  if (first === undefined)
    return { keys: [], failures: [{ problem: 'no host key was seen: none of its host key algorithms is known here' }] };
  const proved = await proveHostKey(connection, server, { method, algorithm: first, random: wire.random(() => first) });
  // A connection that is held while another is waited for could hold up itself: places at one address are few.
  connection.close();
  const outcomes = [
    proved,
    ...(await Promise.all(
      others.slice(0, MOST_KEYS - 1).map((algorithm) => proveOn(wire, { method, algorithm, signal })),
    )),
  ];
  const left = others
    .slice(MOST_KEYS - 1)
    .map((algorithm) => ({ problem: `${algorithm}: not asked for, one of too many` }));
  return {
    keys: outcomes.filter((outcome) => 'sha256' in outcome),
    failures: [...outcomes.filter((outcome) => 'problem' in outcome), ...left],
  };
}

async function proveOn(
  wire: WireView,
  {
    method,
    algorithm,
    signal,
  }: { readonly method: SshMethod; readonly algorithm: string; readonly signal: AbortSignal },
): Promise<SshEndpointKey | Failure> {
  const connection = await connectSsh(wire, WITHIN_MS, signal);
  if ('problem' in connection) return { problem: `${algorithm}: ${connection.problem}` };
  try {
    const server = await readServerOffer(connection);
    if ('problem' in server) return { problem: `${algorithm}: ${server.problem}` };
    return await proveHostKey(connection, server, { method, algorithm, random: wire.random(() => algorithm) });
  } finally {
    connection.close();
  }
}

/** RSA signs with several hashes, but it is one key: the first algorithm of each key, plain and certified. */
function oneAlgorithmATypeOfKey(algorithms: readonly string[]): readonly string[] {
  const byKey = new Map<string, string>();
  for (const name of algorithms) {
    const row = sshPublicKeyAlgorithm(name);
    if (row === undefined) continue;
    const key = `${row.key} ${row.curve} ${row.certificate} ${row.securityKey}`;
    if (!byKey.has(key)) byKey.set(key, name);
  }
  return [...byKey.values()];
}

function describe(wire: WireView, seen: Seen): Harvest {
  const { subject, connection, server, keys, failures } = seen;
  const { offer } = server;
  const { identification } = connection;
  const value: SshEndpoint = {
    identification: identification.line,
    software: identification.software,
    speaksVersion1: identification.protocol === '1.99',
    kex: offer.kexAlgorithms.filter((name) => !MARKERS.test(name)),
    hostKeys: offer.serverHostKeyAlgorithms,
    ciphers: joined(offer.encryptionClientToServer, offer.encryptionServerToClient),
    macs: joined(offer.macClientToServer, offer.macServerToClient),
    compression: joined(offer.compressionClientToServer, offer.compressionServerToClient),
    strictKex: offer.kexAlgorithms.includes('kex-strict-s-v00@openssh.com'),
    extensionInfo: offer.kexAlgorithms.includes('ext-info-s'),
    keys,
    oddities: [...connection.oddities, ...server.oddities, ...differences(offer), ...strangers(offer)],
  };
  return {
    facts: [fact('ssh.endpoint', subject, value, ...proofs(wire, seen))],
    gaps: failures.map((failure) => gap(subject, failure)),
  };
}

function proofs(wire: WireView, { connection, server, keys }: Seen): readonly [Evidence, ...Evidence[]] {
  const at = (message: string) => ({ in: 'wire', endpoint: wire.endpoint, message }) as const;
  const lists = server.offer.kexAlgorithms.join(',');
  return [
    evidence(at('identification'), connection.identification.line),
    evidence(at('KEXINIT'), `kex_algorithms ${lists}`),
    ...keys.map(({ kex, algorithm, sha256, signature }) =>
      evidence(at(`key exchange for ${algorithm}`), `${kex}; host key SHA-256 ${sha256}; signature ${signature}`),
    ),
    evidence(at('all'), `${wire.connections()} connections`),
  ];
}

function differences(offer: SshKexInit): readonly string[] {
  const differ = (left: readonly string[], right: readonly string[]): boolean => left.join() !== right.join();
  return [
    ...(differ(offer.encryptionClientToServer, offer.encryptionServerToClient)
      ? ['ciphers of the two directions differ']
      : []),
    ...(differ(offer.macClientToServer, offer.macServerToClient) ? ['MACs of the two directions differ'] : []),
  ];
}

function strangers(offer: SshKexInit): readonly string[] {
  const unknown = offer.serverHostKeyAlgorithms.filter((name) => sshPublicKeyAlgorithm(name) === undefined);
  return unknown
    .slice(0, MOST_KEYS)
    .map((name) => `host key algorithm ${name} is not known here, so its key was not asked for`);
}

function joined(left: readonly string[], right: readonly string[]): readonly string[] {
  return [...left, ...right.filter((name) => !left.includes(name))];
}

function gap(subject: Subject, { problem }: Failure): Gap {
  return { kind: 'ssh.endpoint', subject, why: problem };
}

/** For each connection, from the moment it stands; and for the connecting. */
const WITHIN_MS = 10_000;
const MOST_KEYS = 8;
/** Not methods: they say what a side understands. Source: RFC 8308 2.1, OpenSSH PROTOCOL 1.10, Dropbear. */
const MARKERS = /^(ext-info-[cs]|kex-strict-[cs]-v00@openssh\.com|kexguess2@matt\.ucc\.asn\.au)$/;
