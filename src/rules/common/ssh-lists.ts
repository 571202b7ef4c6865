import { brief, isAmong } from './named.ts';
import { names, oneOf, readParameters } from './parameters.ts';

/** The four lists of SSH, configured or offered. */
export interface SshNames {
  readonly kex: readonly string[];
  readonly hostKeys: readonly string[];
  readonly ciphers: readonly string[];
  readonly macs: readonly string[];
}

/** Names that may stand in each list; `outsideModule` are computed by OpenSSH itself, outside any module. */
export interface SshLists extends SshNames {
  readonly outsideModule: readonly string[];
}

/** Which methods count, and whether one of them must be offered or stand first. */
export interface SshExchange {
  readonly methods: readonly string[];
  readonly place: 'offered' | 'first';
}

/** What must go out of the list of one keyword of OpenSSH's configuration, and what stays. */
export interface SshFault {
  readonly keyword: string;
  readonly names: readonly string[];
  readonly fault: string;
  readonly kept: readonly string[];
}

/** Reads the parameters of a rule about what is allowed. @throws PolicyError */
export function readSshLists(given: Readonly<Record<string, unknown>>): SshLists {
  return readParameters(given, {
    kex: names(),
    outsideModule: names([]),
    hostKeys: names(),
    ciphers: names(),
    macs: names(),
  });
}

/** Reads the parameters of a rule about post-quantum key exchange. @throws PolicyError */
export function readSshExchange(given: Readonly<Record<string, unknown>>): SshExchange {
  return readParameters(given, { methods: names(), place: oneOf(['offered', 'first']) });
}

/** What stands in the lists without being allowed. */
export function notAllowed(found: SshNames, lists: SshLists): readonly SshFault[] {
  const { outsideModule } = lists;
  return sshKeywords(found).flatMap(({ keyword, list, found: all }) => {
    const isOutside = (name: string): boolean => list === 'kex' && isAmong(name, outsideModule);
    const isKept = (name: string): boolean => isAmong(name, lists[list]) && !isOutside(name);
    const kept = all.filter(isKept);
    const strangers = all.filter((name) => !isKept(name) && !isOutside(name));
    return [
      { keyword, names: strangers, fault: 'not approved', kept },
      { keyword, names: all.filter(isOutside), fault: 'whose post-quantum part does not come from the module', kept },
    ].filter(({ names }) => names.length > 0);
  });
}

/** What stands in the lists and is refused. */
export function unwantedIn(found: SshNames, refused: readonly string[]): readonly SshFault[] {
  return sshKeywords(found).flatMap(({ keyword, found: all }) => {
    const hits = all.filter((name) => isAmong(name, refused));
    const kept = all.filter((name) => !isAmong(name, refused));
    return hits.length > 0 ? [{ keyword, names: hits, fault: 'unwanted', kept }] : [];
  });
}

/** `KexAlgorithms has curve25519-sha256, not approved; ...` */
export function wordsOfFaults(faults: readonly SshFault[]): string {
  return faults.map(({ keyword, names, fault }) => `${keyword} has ${brief(names, 4)}, ${fault}`).join('; ');
}

/**
 * The lines that leave what is kept. Whole lists: `-name` would start from OpenSSH's own list, and so bring back what a
 * crypto policy has taken out. Source: sshd_config(5), Ciphers.
 */
export function linesAgainst(faults: readonly SshFault[]): string {
  return [...Map.groupBy(faults, ({ keyword }) => keyword)]
    .map(([keyword, all]) => {
      const kept = all[0]?.kept ?? [];
      return kept.length > 0
        ? `${keyword} ${kept.join(',')}`
        : `${keyword} -${all.flatMap(({ names }) => names).join(',')}`;
    })
    .join('\n');
}

/** The line that puts a method first and keeps the others. */
export function kexFirst(method: string, kex: readonly string[]): string {
  return `KexAlgorithms ${[method, ...kex.filter((name) => name !== method)].join(',')}`;
}

/** The four lists by the keyword that sets them. */
export function sshKeywords(found: SshNames) {
  return [
    { keyword: 'KexAlgorithms', list: 'kex', found: found.kex },
    { keyword: 'HostKeyAlgorithms', list: 'hostKeys', found: found.hostKeys },
    { keyword: 'Ciphers', list: 'ciphers', found: found.ciphers },
    { keyword: 'MACs', list: 'macs', found: found.macs },
  ] as const;
}
