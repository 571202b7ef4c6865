import type { OpensshBuild } from '../../codec/openssh/built-in.ts';
import type { SshConfiguration, SshSetting } from '../../codec/openssh/configuration.ts';
import { assembleNameList, type NameListBasis } from '../../codec/openssh/name-list.ts';
import { targetPath } from '../../facts/locator.ts';
import type { Origin, SshConfigured } from '../../facts/values/configuration.ts';
import { opensshDefaultsOf, opensshKeptInFipsMode, opensshRequiredRsaSize } from '../../vocabulary/openssh-defaults.ts';
import { sshPublicKeyAlgorithms } from '../../vocabulary/ssh-algorithms.ts';

/** The keywords that decide over algorithms, in lower case, and as sshd_config(5) spells them. */
export const sshKeywords: ReadonlyMap<string, string> = new Map(
  [
    'CASignatureAlgorithms',
    'Ciphers',
    'HostKeyAlgorithms',
    'KexAlgorithms',
    'MACs',
    'PubkeyAcceptedAlgorithms',
    'RequiredRSASize',
  ].map((keyword) => [keyword.toLowerCase(), keyword]),
);

/** What a configuration comes to with a certain program; or why nothing can be said. */
export type EffectiveSsh =
  | { readonly ok: true; readonly value: SshConfigured }
  | { readonly ok: false; readonly whys: readonly string[] };

/** Who reads a configuration. */
export interface SshReader {
  readonly role: 'server' | 'client';
  /** Undefined where no program of the target could be read: then every list must be set outright. */
  readonly build: OpensshBuild | undefined;
  readonly inFipsMode: boolean;
}

/** Puts settings and built-in lists together. */
export function effectiveSsh(configuration: SshConfiguration, reader: SshReader): EffectiveSsh {
  const { build } = reader;
  const change = reader.inFipsMode ? build?.inFipsMode : undefined;
  const builtIn = builtInLists(reader);
  const vocabulary = vocabularyOf(configuration, build);
  const list = (keyword: ListKeyword) => {
    const names = effectiveList(configuration.settings.get(keyword), builtIn[keyword], vocabulary);
    return change?.change === 'other-lists' && change.withoutEd25519 ? names?.filter(isNotEd25519) : names;
  };
  const kex = list('kexalgorithms');
  const hostKeys = list('hostkeyalgorithms');
  const ciphers = list('ciphers');
  const macs = list('macs');
  const publicKeyAlgorithms = list('pubkeyacceptedalgorithms');
  const refusals = [
    ...configuration.refusals,
    ...configuration.written.flatMap((setting) => unknownNames(setting, vocabulary, build)),
  ];
  if (refusals.length > 0) return { ok: false, whys: refusals };
  if (!kex || !hostKeys || !ciphers || !macs || !publicKeyAlgorithms)
    return { ok: false, whys: [withoutBuiltIn(configuration, builtIn, reader)] };
  const lists = { kex, hostKeys, ciphers, macs, publicKeyAlgorithms };
  if (hostKeys.length === 0 && change?.change === 'other-lists')
    return {
      ok: false,
      whys: [`OpenSSH ${build?.version} refuses every host key algorithm that is configured in FIPS mode`],
    };
  if (change?.change === 'fewer-names' && Object.values(lists).flat().some(mayBeTaken))
    return { ok: false, whys: [`OpenSSH ${build?.version} ${TAKES_NAMES}`] };
  return {
    ok: true,
    value: {
      ...lists,
      requiredRsaSize: requiredRsaSize(configuration.settings.get('requiredrsasize'), build),
      origin: origins(configuration, reader),
      version: build?.version ?? null,
      caSignatureAlgorithms: list('casignaturealgorithms') ?? null,
      conditional: configuration.conditional.map(
        ({ when, keyword, value, path, line }) => `${when}: ${sshKeywords.get(keyword)} ${value} (${path}:${line})`,
      ),
      oddities: [],
    },
  };
}

type ListKeyword = (typeof LIST_KEYWORDS)[number];

const LIST_KEYWORDS = [
  'casignaturealgorithms',
  'ciphers',
  'hostkeyalgorithms',
  'kexalgorithms',
  'macs',
  'pubkeyacceptedalgorithms',
] as const;

/** The assembled list; undefined where it rests on a built-in list that nothing tells. */
function effectiveList(
  setting: SshSetting | undefined,
  builtIn: readonly string[] | undefined,
  vocabulary: Vocabulary,
): readonly string[] | undefined {
  const value = setting?.value ?? UNSET;
  if (builtIn === undefined && MODIFIED.test(value)) return undefined;
  return assembleNameList(value, { builtIn: builtIn ?? [], ...vocabulary }).names;
}

/** A name that the program does not know stops it, wherever the line stands. */
function unknownNames(setting: SshSetting, vocabulary: Vocabulary, build: OpensshBuild | undefined): readonly string[] {
  if (setting.keyword === 'requiredrsasize') return [];
  const { unknown } = assembleNameList(setting.value, { builtIn: [], ...vocabulary });
  const what = `OpenSSH ${build?.version} knows no ${unknown.join(', ')} and refuses its configuration`;
  return unknown.length === 0 ? [] : [`${setting.path}:${setting.line}: ${what}`];
}

type Vocabulary = Pick<NameListBasis, 'known' | 'knows'>;

/** The names that a pattern can stand for are sought in the program only where a pattern is written: each costs a search. */
function vocabularyOf(configuration: SshConfiguration, build: OpensshBuild | undefined): Vocabulary {
  const knows = (name: string) => build?.knows(name) ?? true;
  const hasPattern = configuration.written.some(({ value }) => /[*?]/.test(value));
  return {
    knows,
    known: hasPattern ? sshPublicKeyAlgorithms().flatMap(({ name }) => (knows(name) ? [name] : [])) : [],
  };
}

/** The program's own lists; where its bytes do not show one, that of the upstream release, which has none for FIPS mode. */
function builtInLists({
  role,
  build,
  inFipsMode,
}: SshReader): Readonly<Record<ListKeyword, readonly string[] | undefined>> {
  const change = inFipsMode ? build?.inFipsMode : undefined;
  const own = change?.change === 'other-lists' ? change.lists : build;
  const release = build === undefined || own !== build ? undefined : opensshDefaultsOf(build.version);
  const keys = own?.publicKeyAlgorithms ?? release?.publicKeyAlgorithms;
  return {
    casignaturealgorithms: own?.certificateAuthorityAlgorithms ?? release?.certificateAuthorityAlgorithms,
    ciphers: own?.ciphers ?? release?.ciphers,
    hostkeyalgorithms: keys,
    kexalgorithms: own?.kex ?? (role === 'server' ? release?.serverKex : release?.clientKex),
    macs: own?.macs ?? release?.macs,
    pubkeyacceptedalgorithms: keys,
  };
}

function requiredRsaSize(setting: SshSetting | undefined, build: OpensshBuild | undefined): number | null {
  if (setting !== undefined) return /^\d{1,6}$/.test(setting.value) ? Number(setting.value) : null;
  return build === undefined ? null : opensshRequiredRsaSize;
}

function origins(configuration: SshConfiguration, reader: SshReader): SshConfigured['origin'] {
  const entries = [...sshKeywords].map(([keyword, spelling]) => {
    const setting = configuration.settings.get(keyword);
    return [spelling, setting === undefined ? builtInOrigin(reader) : originOf(setting)] as const;
  });
  return Object.fromEntries(entries);
}

function builtInOrigin({ build, inFipsMode }: SshReader): Origin {
  const hasOthers = inFipsMode && build?.inFipsMode.change === 'other-lists';
  const library = build === undefined ? 'OpenSSH' : `OpenSSH ${build.version}`;
  return { from: 'built-in', library: hasOthers ? `${library} in FIPS mode` : library };
}

function originOf({ path, line }: SshSetting): Origin {
  const from = /^\/(etc|usr\/share)\/crypto-policies\//.test(path) ? 'policy' : 'directive';
  return { from, path: targetPath(path), line };
}

function restingOnBuiltIn(configuration: SshConfiguration): readonly ListKeyword[] {
  return LIST_KEYWORDS.filter((keyword) => MODIFIED.test(configuration.settings.get(keyword)?.value ?? UNSET));
}

function withoutBuiltIn(
  configuration: SshConfiguration,
  builtIn: Readonly<Record<ListKeyword, readonly string[] | undefined>>,
  { build, inFipsMode }: SshReader,
): string {
  const missing = restingOnBuiltIn(configuration).filter((keyword) => builtIn[keyword] === undefined);
  const names = missing.map((keyword) => sshKeywords.get(keyword)).join(', ');
  const what = inFipsMode && build !== undefined ? 'the built-in list for FIPS mode' : 'the built-in list';
  const why = build === undefined ? 'no program was found that holds it' : `OpenSSH ${build.version} does not show it`;
  return `${what} decides over ${names}, and ${why}`;
}

function isNotEd25519(name: string): boolean {
  return !/^(sk-)?ssh-ed25519/.test(name);
}

function mayBeTaken(name: string): boolean {
  return !opensshKeptInFipsMode.includes(name);
}

/** A keyword that is not set is the built-in list with nothing added. */
const UNSET = '+';
const MODIFIED = /^[-+^]/;
const TAKES_NAMES = 'takes names away from its lists in FIPS mode, and its bytes do not show which';
