import type { OpensshBuild } from '../../codec/openssh/built-in.ts';
import type { SshConfiguration, SshSetting } from '../../codec/openssh/configuration.ts';
import { assembleNameList, type NameListBasis } from '../../codec/openssh/name-list.ts';
import { targetPath } from '../../facts/locator.ts';
import type { Origin, SshConfigured } from '../../facts/values.ts';
import { opensshDefaultsOf, opensshRequiredRsaSize } from '../../vocabulary/openssh-defaults.ts';
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

/**
 * Puts settings and built-in lists together.
 * @param build undefined where no program of the target could be read: then every list must be set outright
 */
export function effectiveSsh(
  role: 'server' | 'client',
  configuration: SshConfiguration,
  build: OpensshBuild | undefined,
): EffectiveSsh {
  const builtIn = builtInLists(role, build);
  const list = (keyword: ListKeyword) =>
    effectiveList(keyword, configuration.settings.get(keyword), builtIn[keyword], build);
  const lists = {
    kex: list('kexalgorithms'),
    hostKeys: list('hostkeyalgorithms'),
    ciphers: list('ciphers'),
    macs: list('macs'),
    publicKeyAlgorithms: list('pubkeyacceptedalgorithms'),
  };
  const authority = list('casignaturealgorithms');
  const whys = [
    ...configuration.refusals,
    ...configuration.written.flatMap((setting) => unknownNames(setting, build)),
    ...Object.values(lists).flatMap(({ why }) => why ?? []),
  ];
  if (whys.length > 0) return { ok: false, whys };
  return {
    ok: true,
    value: {
      kex: lists.kex.names,
      hostKeys: lists.hostKeys.names,
      ciphers: lists.ciphers.names,
      macs: lists.macs.names,
      publicKeyAlgorithms: lists.publicKeyAlgorithms.names,
      requiredRsaSize: requiredRsaSize(configuration.settings.get('requiredrsasize'), build),
      origin: origins(configuration, build),
      version: build?.version ?? null,
      caSignatureAlgorithms: authority.why === undefined ? authority.names : null,
      conditional: configuration.conditional.map(
        ({ when, keyword, value, path, line }) => `${when}: ${sshKeywords.get(keyword)} ${value} (${path}:${line})`,
      ),
      oddities: build?.hasFipsLists === true && needsBuiltIn(configuration) ? [FIPS_LISTS] : [],
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

interface Effective {
  readonly names: readonly string[];
  readonly why?: string;
}

function effectiveList(
  keyword: ListKeyword,
  setting: SshSetting | undefined,
  builtIn: readonly string[] | undefined,
  build: OpensshBuild | undefined,
): Effective {
  const value = setting?.value ?? '+';
  if (builtIn === undefined && /^[-+^]/.test(value)) {
    const program = build === undefined ? 'no program was found' : `OpenSSH ${build.version} does not show it`;
    return { names: [], why: `${sshKeywords.get(keyword)} rests on the built-in list, and ${program}` };
  }
  return { names: assembleNameList(value, { builtIn: builtIn ?? [], ...vocabularyOf(build) }).names };
}

/** A name that the program does not know stops it, wherever the line stands. */
function unknownNames(setting: SshSetting, build: OpensshBuild | undefined): readonly string[] {
  if (setting.keyword === 'requiredrsasize') return [];
  const { unknown } = assembleNameList(setting.value, { builtIn: [], ...vocabularyOf(build) });
  const what = `OpenSSH ${build?.version} knows no ${unknown.join(', ')} and refuses its configuration`;
  return unknown.length === 0 ? [] : [`${setting.path}:${setting.line}: ${what}`];
}

function vocabularyOf(build: OpensshBuild | undefined): Pick<NameListBasis, 'known' | 'knows'> {
  const knows = (name: string) => build?.knows(name) ?? true;
  return { knows, known: sshPublicKeyAlgorithms().flatMap(({ name }) => (knows(name) ? [name] : [])) };
}

/** The program's own lists; where its bytes do not show one, that of the upstream release. */
function builtInLists(
  role: 'server' | 'client',
  build: OpensshBuild | undefined,
): Readonly<Record<ListKeyword, readonly string[] | undefined>> {
  const release = build === undefined ? undefined : opensshDefaultsOf(build.version);
  const keys = build?.publicKeyAlgorithms ?? release?.publicKeyAlgorithms;
  return {
    casignaturealgorithms: build?.certificateAuthorityAlgorithms ?? release?.certificateAuthorityAlgorithms,
    ciphers: build?.ciphers ?? release?.ciphers,
    hostkeyalgorithms: keys,
    kexalgorithms: build?.kex ?? (role === 'server' ? release?.serverKex : release?.clientKex),
    macs: build?.macs ?? release?.macs,
    pubkeyacceptedalgorithms: keys,
  };
}

function requiredRsaSize(setting: SshSetting | undefined, build: OpensshBuild | undefined): number | null {
  if (setting !== undefined) return /^\d{1,6}$/.test(setting.value) ? Number(setting.value) : null;
  return build === undefined ? null : opensshRequiredRsaSize;
}

function origins(configuration: SshConfiguration, build: OpensshBuild | undefined): SshConfigured['origin'] {
  const entries = [...sshKeywords].map(([keyword, spelling]) => {
    const setting = configuration.settings.get(keyword);
    return [spelling, setting === undefined ? builtInOrigin(build) : originOf(setting)] as const;
  });
  return Object.fromEntries(entries);
}

function builtInOrigin(build: OpensshBuild | undefined): Origin {
  return { from: 'built-in', library: build === undefined ? 'OpenSSH' : `OpenSSH ${build.version}` };
}

function originOf({ path, line }: SshSetting): Origin {
  const from = /^\/(etc|usr\/share)\/crypto-policies\//.test(path) ? 'policy' : 'directive';
  return { from, path: targetPath(path), line };
}

function needsBuiltIn(configuration: SshConfiguration): boolean {
  return LIST_KEYWORDS.some((keyword) => /^[-+^]/.test(configuration.settings.get(keyword)?.value ?? '+'));
}

const FIPS_LISTS = 'this build has other built-in lists for kernel FIPS mode: those shown hold without it';
