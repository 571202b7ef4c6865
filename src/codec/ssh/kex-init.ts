import { ByteReader } from '../byte-reader.ts';
import { ByteWriter } from '../byte-writer.ts';
import { accepted, type Oddity, type Parsed, refused } from '../parsed.ts';
import { readText, sshString } from './fields.ts';
import { sshMessage } from './numbers.ts';

/** What one side offers, lists in its order of preference. Source: RFC 4253 7.1. */
export interface SshKexInit {
  /** 16 bytes. */
  readonly cookie: Uint8Array;
  readonly kexAlgorithms: readonly string[];
  readonly serverHostKeyAlgorithms: readonly string[];
  readonly encryptionClientToServer: readonly string[];
  readonly encryptionServerToClient: readonly string[];
  readonly macClientToServer: readonly string[];
  readonly macServerToClient: readonly string[];
  readonly compressionClientToServer: readonly string[];
  readonly compressionServerToClient: readonly string[];
  readonly languagesClientToServer: readonly string[];
  readonly languagesServerToClient: readonly string[];
  readonly firstKexPacketFollows: boolean;
}

/** Writes the payload, message number first. A name that the protocol does not allow is our own bug. */
export function encodeKexInit(offer: SshKexInit): Uint8Array {
  const to = new ByteWriter().u8(sshMessage.kexInit).bytes(offer.cookie);
  for (const list of LISTS) to.bytes(sshString(Buffer.from(offer[list].join(','), 'latin1')));
  return to
    .u8(offer.firstKexPacketFollows ? 1 : 0)
    .bytes(new Uint8Array(4))
    .done();
}

/** Reads a payload, message number first. */
export function decodeKexInit(payload: Uint8Array): Parsed<SshKexInit> {
  const from = new ByteReader(payload);
  if (from.u8() !== sshMessage.kexInit) return refused('KEXINIT: wants message 20', { offset: 0 });
  const cookie = from.bytes(16);
  if (cookie === undefined) return refused('KEXINIT cookie: wants 16 bytes', { offset: from.position });
  const lists = new Map<ListName, readonly string[]>();
  for (const list of LISTS) {
    const offset = from.position;
    const text = readText(from);
    if (text === undefined) return refused(`KEXINIT ${list}: ends early`, { offset });
    const names = text === '' ? [] : text.split(',');
    const wrong = names.find((name) => !NAME.test(name));
    if (wrong !== undefined) return refused(`KEXINIT ${list}: has what is no name`, { offset });
    lists.set(list, names);
  }
  const follows = from.u8();
  if (follows === undefined || !from.skip(4)) return refused('KEXINIT: ends early', { offset: from.position });
  const value = (list: ListName): readonly string[] => lists.get(list) ?? [];
  return accepted(
    {
      cookie,
      kexAlgorithms: value('kexAlgorithms'),
      serverHostKeyAlgorithms: value('serverHostKeyAlgorithms'),
      encryptionClientToServer: value('encryptionClientToServer'),
      encryptionServerToClient: value('encryptionServerToClient'),
      macClientToServer: value('macClientToServer'),
      macServerToClient: value('macServerToClient'),
      compressionClientToServer: value('compressionClientToServer'),
      compressionServerToClient: value('compressionServerToClient'),
      languagesClientToServer: value('languagesClientToServer'),
      languagesServerToClient: value('languagesServerToClient'),
      firstKexPacketFollows: follows !== 0,
    },
    strangeness(lists, from),
  );
}

function strangeness(lists: ReadonlyMap<ListName, readonly string[]>, from: ByteReader): readonly Oddity[] {
  const at = { offset: from.position };
  const twice = [...lists].filter(([, names]) => new Set(names).size < names.length);
  return [
    ...twice.map(([list]) => ({ what: `KEXINIT ${list} names an algorithm twice`, at })),
    ...(from.left > 0 ? [{ what: `KEXINIT: ${from.left} bytes follow its end`, at }] : []),
  ];
}

type ListName = Exclude<keyof SshKexInit, 'cookie' | 'firstKexPacketFollows'>;

const LISTS: readonly ListName[] = [
  'kexAlgorithms',
  'serverHostKeyAlgorithms',
  'encryptionClientToServer',
  'encryptionServerToClient',
  'macClientToServer',
  'macServerToClient',
  'compressionClientToServer',
  'compressionServerToClient',
  'languagesClientToServer',
  'languagesServerToClient',
];
/** Printable US-ASCII without a comma; RFC 4251 6 allows 64 characters, GSS-API names of some servers are longer. */
const NAME = /^[!-+\--~]{1,256}$/;
