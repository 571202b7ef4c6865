import { type ListedProvider, readProviderList } from '../codec/openssl/provider-list.ts';
import { type Fact, fact, type Harvest, joinHarvests } from '../facts/fact.ts';
import { targetPath } from '../facts/locator.ts';
import { quote } from '../facts/quote.ts';
import type { FileView, KernelView, Views } from '../target/views.ts';
import type { Collector } from './collector.ts';
import { underFipsOverlay } from './crypto-policies/under-fips-overlay.ts';
import { configurationFacts, type Flag } from './openssl/configuration-facts.ts';
import { readSystemEnvironment } from './openssl/environment.ts';
import { answersFrom } from './openssl/files-for-resolution.ts';
import { locateOpenssl, OPENSSL_LIBRARY_PATHS, type OpensslInstallation } from './openssl/installation.ts';
import { moduleFacts } from './openssl/module-facts.ts';
import { situationOf } from './openssl/situation.ts';
import { tlsFacts } from './openssl/tls-configured.ts';

/** OpenSSL as programs get it: the libraries, what their configuration comes to, the providers, the FIPS modules. */
export const openssl: Collector<'files', 'kernel' | 'commands' | 'image'> = {
  id: 'openssl',
  needs: ['files'],
  welcomes: ['kernel', 'commands', 'image'],
  yields: [
    'openssl.library',
    'openssl.configuration',
    'openssl.provider',
    'openssl.properties',
    'openssl.directive-without-effect',
    'tls.configured',
    'fips.module',
    'fips.module-parameters',
  ],
  opens: [
    ...OPENSSL_LIBRARY_PATHS,
    '/etc/environment',
    '/etc/ssl/*.cnf',
    '/etc/ssl/*.conf',
    '/etc/pki/tls/*.cnf',
    '/etc/pki/tls/openssl.d/*',
    '/etc/pki/tls/azl-openssl-fips-provider.d/*',
    '/usr/lib/ssl/*.cnf',
    '/usr/local/ssl/*.cnf',
    '/etc/crypto-policies/config',
    '/etc/crypto-policies/back-ends/*',
    '/usr/lib/systemd/system/fips-crypto-policy-overlay.service',
    '/usr/lib/dracut/modules.d',
    '/usr/share/crypto-policies/**',
    '/var/lib/crypto-config/profiles/**',
    '/usr/share/crypto-config/profiles/**',
    '/usr/lib/ossl-modules/*',
    '/usr/lib64/ossl-modules/*',
    '/usr/lib/*/ossl-modules/*',
    '/usr/local/lib/ossl-modules/*',
    '/usr/local/lib64/ossl-modules/*',
  ],
  async collect({ files, kernel, commands, image }, signal) {
    const { installations, gaps } = await locateOpenssl(files);
    if (installations.length === 0) return { facts: [], gaps };
    const { env, gaps: environmentGaps } = await readSystemEnvironment(files, image);
    const overlaid = (await underFipsOverlay(files, kernel)) ?? files;
    const seen = { flag: await actualFlag(kernel), listed: await listProviders(commands, signal), overlaid };
    const harvests = await Promise.all(
      distinct(installations).map((each) => harvestOf(each, { files, env, signal, ...seen })),
    );
    return joinHarvests([{ facts: [], gaps: [...gaps, ...environmentGaps] }, ...harvests]);
  },
};

interface Surroundings {
  readonly files: FileView;
  /** The files as they stand after a boot with fips=1. */
  readonly overlaid: FileView;
  readonly env: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** Of the running kernel; null: not a live host, or it could not be read. */
  readonly flag: Flag | null;
  readonly listed: readonly ListedProvider[] | null;
}

async function harvestOf(installation: OpensslInstallation, around: Surroundings): Promise<Harvest> {
  const answers = answersFrom(around.files, around.signal);
  const on = around.overlaid === around.files ? answers : answersFrom(around.overlaid, around.signal);
  const situation = await situationOf(installation, { off: answers, on }, around.env);
  const configuration = configurationFacts(situation, around.flag);
  const reported = (provider: string) =>
    around.listed === null ? null : around.listed.some(({ id, active }) => id === provider && active);
  const modules = await moduleFacts(situation, answers, reported);
  return {
    facts: [
      libraryFact(installation, situation.configurationFile),
      ...configuration.facts,
      ...tlsFacts(situation, around.flag),
      ...modules.facts,
    ],
    gaps: [...configuration.gaps, ...modules.gaps],
  };
}

function libraryFact({ build, path, evidence }: OpensslInstallation, configurationFile: string | null): Fact {
  const value = {
    version: build.version.text,
    path,
    // OPENSSL_CONF of an image is anybody's text.
    configFile: configurationFile === null ? null : targetPath(quote(configurationFile)),
    modulesDirectory: targetPath(build.modulesDirectory),
    flavour: build.flavour,
  };
  return fact('openssl.library', 'OpenSSL libcrypto', value, evidence);
}

/** Copies of one build, for several architectures, read one configuration. */
function distinct(installations: readonly OpensslInstallation[]): readonly OpensslInstallation[] {
  const keyed = installations.map((each) => [JSON.stringify(each.build), each] as const);
  return [...new Map([...keyed].reverse()).values()].reverse();
}

async function actualFlag(kernel: KernelView | undefined): Promise<Flag | null> {
  const flag = await kernel?.read('fips_enabled');
  if (flag === undefined || flag.state === 'hidden') return null;
  // A kernel without the file has no FIPS mode.
  return flag.state === 'seen' && flag.value.trim() === '1' ? 'on' : 'off';
}

/** What the host's own program reports; null where nothing was run or nothing could be read from it. */
async function listProviders(commands: Views['commands'] | undefined, signal: AbortSignal) {
  const output = await commands?.run(['openssl', 'list', '-providers'], LONGEST_LIST_MS, signal);
  if (output?.state !== 'seen' || output.value.exitCode !== 0) return null;
  return readProviderList(output.value.stdout) ?? null;
}

const LONGEST_LIST_MS = 5_000;
