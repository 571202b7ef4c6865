import type { Fact, FactKind } from '../../facts/fact.ts';
import type { FactBase } from '../../facts/fact-base.ts';
import type { OsRelease } from '../../facts/values/system.ts';

/** What a remedy must know of a system. */
export interface System {
  readonly family: Family;
  /** As os-release says it: `9.4`; empty where it says none. */
  readonly version: string;
  readonly prettyName: string;
  /** Where `fips.so` belongs; the usual place of the family where no library tells. */
  readonly modulesDirectory: string;
  /** The file that OpenSSL reads, itself and not a link to it. */
  readonly opensslCnf: string;
  /** `3.5.7`; null: no library was found. */
  readonly opensslVersion: string | null;
  /** What is configured, whole: `FIPS:OSPP`; null: no system-wide policy was found. */
  readonly cryptoPolicy: string | null;
  readonly immutable: boolean;
}

export type Family =
  | 'alpine'
  | 'amazon'
  | 'azure'
  | 'debian'
  | 'fedora'
  | 'flatcar'
  | 'red-hat'
  | 'suse'
  | 'ubuntu'
  | 'wolfi'
  | 'other';

/** The system as far as it is known. Every rule that calls this consults `remedyKinds`. */
export function systemOf(facts: FactBase): System {
  const os = facts.all('os.release')[0]?.value;
  const library = facts.all('openssl.library')[0]?.value;
  const policy = facts.all('crypto-policy.state')[0]?.value;
  const read = facts.all('openssl.configuration').find(({ subject }) => subject === 'OpenSSL configuration')?.value;
  const family = os === undefined ? 'other' : familyOf(os);
  return {
    family,
    version: os?.versionId ?? '',
    prettyName: os?.prettyName ?? os?.id ?? 'this system',
    modulesDirectory: library?.modulesDirectory ?? USUAL_MODULES[family],
    opensslCnf: read?.path ?? library?.configFile ?? USUAL_CONFIGURATION[family],
    opensslVersion: library?.version ?? null,
    cryptoPolicy: policy?.configured ?? policy?.applied ?? null,
    immutable: facts.all('os.form')[0]?.value.immutable ?? false,
  };
}

/** The fact that says the target is a container, if it is one. */
export function containerFact(facts: FactBase): Fact<'os.form'> | undefined {
  return facts.all('os.form').find(({ value }) => value.container);
}

/** Whether a list of packages shows that no kernel is installed, as in an image that runs on another machine's. */
export function kernelIsAbsent(facts: FactBase): boolean {
  const hidden = kernelKinds.some((kind) => facts.gaps(kind).length > 0);
  const listed = facts.all('package.inventory').some(({ value }) => value.total > 0);
  const packaged = facts.all('package.installed').some(({ value }) => /^(kernel|linux)(?!-headers)/.test(value.name));
  const booted = facts.all('kernel.boot').some(({ value }) => value.entries.length > 0);
  return listed && !hidden && !packaged && !booted && facts.all('kernel.configuration').length === 0;
}

/** The kinds that `kernelIsAbsent` looks at. */
export const kernelKinds: readonly FactKind[] = [
  'kernel.boot',
  'kernel.configuration',
  'package.installed',
  'package.inventory',
];

/** The major number of a version: 10 for `10.1`; 0 where there is none. */
export function majorOf({ version }: System): number {
  return Number.parseInt(version, 10) || 0;
}

function familyOf({ id, idLike }: OsRelease): Family {
  const named = [id, ...idLike].map((each) => FAMILIES[each]).find((family) => family !== undefined);
  return named ?? 'other';
}

const FAMILIES: Readonly<Record<string, Family>> = {
  almalinux: 'red-hat',
  alpine: 'alpine',
  amzn: 'amazon',
  azurecontainerlinux: 'azure',
  azurelinux: 'azure',
  centos: 'red-hat',
  chainguard: 'wolfi',
  debian: 'debian',
  fedora: 'fedora',
  flatcar: 'flatcar',
  mariner: 'azure',
  ol: 'red-hat',
  opensuse: 'suse',
  'opensuse-leap': 'suse',
  'opensuse-tumbleweed': 'suse',
  rhel: 'red-hat',
  rocky: 'red-hat',
  sles: 'suse',
  suse: 'suse',
  ubuntu: 'ubuntu',
  wolfi: 'wolfi',
};

const LIB64 = '/usr/lib64/ossl-modules';
const MULTIARCH = '/usr/lib/x86_64-linux-gnu/ossl-modules';
const USUAL_MODULES: Readonly<Record<Family, string>> = {
  alpine: '/usr/lib/ossl-modules',
  amazon: LIB64,
  azure: LIB64,
  debian: MULTIARCH,
  fedora: LIB64,
  flatcar: LIB64,
  'red-hat': LIB64,
  suse: LIB64,
  ubuntu: MULTIARCH,
  wolfi: '/usr/lib/ossl-modules',
  other: LIB64,
};

const PKI = '/etc/pki/tls/openssl.cnf';
const SSL = '/etc/ssl/openssl.cnf';
const USUAL_CONFIGURATION: Readonly<Record<Family, string>> = {
  alpine: SSL,
  amazon: PKI,
  azure: PKI,
  debian: SSL,
  fedora: PKI,
  flatcar: SSL,
  'red-hat': PKI,
  suse: SSL,
  ubuntu: SSL,
  wolfi: SSL,
  other: SSL,
};
