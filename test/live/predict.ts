import { opendirSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { readElf } from '../../src/codec/elf/file.ts';
import { checkModuleIntegrity } from '../../src/codec/fips-module/integrity.ts';
import type { ModuleState } from '../../src/codec/openssl/build.ts';
import type { Answer, Circumstances, Query, Resolution } from '../../src/codec/openssl/resolution.ts';
import { resolutionOf } from '../../src/codec/openssl/resolve.ts';
import type { ClientHello } from '../support/client-hello.ts';
import type { Configuration } from './configuration/configuration.ts';
import { fipsModuleOf, librariesOf } from './tree.ts';

/** The part of a ClientHello that configurations decide, or that none leaves; by code points, so that two readings compare. */
export type Offer =
  | { readonly sent: 'nothing' }
  | { readonly sent: 'unknown'; readonly why: readonly string[] }
  | ({ readonly sent: 'hello' } & Omit<ClientHello, 'cipherSuites'> & { readonly tls13Suites: readonly string[] });

/** What pqready says that the tree's `openssl s_client` does with a configuration that is written in `directory`. */
export function predict(tree: string, directory: string, configuration: Configuration): Offer {
  const { tls, outcome, why } = resolveOn(directory, circumstancesOf(tree, directory, configuration), (path, mac) =>
    path === fipsModuleOf(tree) ? fipsModuleState(path, mac) : path.startsWith(tree) ? presence(path) : 'missing',
  );
  if (outcome === 'unknown') return { sent: 'unknown', why };
  if (tls.failure !== null) return { sent: 'nothing' };
  return {
    sent: 'hello',
    // Below TLS 1.3 a client names its highest version and no other (RFC 5246 7.4.1.2).
    versions: (tls.versions[0] === 'TLSv1.3' ? tls.versions : tls.versions.slice(0, 1)).map(
      (name) => VERSIONS[name] ?? -1,
    ),
    groups: tls.groups.map(({ codePoint }) => codePoint),
    keyShares: tls.keyShares.map(({ codePoint }) => codePoint),
    signatureSchemes: tls.signatureSchemes.map(({ codePoint }) => codePoint),
    tls13Suites: tls.ciphers,
  };
}

/** The same of what was seen on the wire. */
export function offerOf({ cipherSuites, ...hello }: ClientHello): Offer {
  return {
    sent: 'hello',
    ...hello,
    tls13Suites: cipherSuites.flatMap((suite) => TLS13_SUITES[suite] ?? []),
  };
}

function circumstancesOf(tree: string, directory: string, configuration: Configuration): Circumstances {
  const modules = `${librariesOf(tree)}/ossl-modules`;
  return {
    build: {
      version: { major: 3, minor: 5, patch: 7, text: '3.5.7' },
      flavour: 'upstream',
      openssldir: '/usr/lib/ssl',
      modulesDirectory: modules,
      systemCiphersFile: null,
      readsKernelFips: false,
    },
    mainFile: `${directory}/openssl.cnf`,
    appSection: 'openssl_conf',
    fallsBackToOpensslConf: true,
    env: { OPENSSL_MODULES: modules, ...configuration.environment },
    kernelFips: false,
  };
}

type StateOf = (path: string, mac: string | null) => ModuleState;

function resolveOn(directory: string, circumstances: Circumstances, stateOf: StateOf): Resolution {
  const resolving = resolutionOf(circumstances);
  const answerTo = (query: Query): Answer =>
    query.ask === 'module'
      ? { is: 'module', state: stateOf(query.path, query.mac), fipsVersion: null }
      : whatStandsAt(resolve(directory, query.path));
  let step = resolving.next();
  while (step.done !== true) step = resolving.next(answerTo(step.value));
  return step.value;
}

/** Directories in the order that the file system gives, as OpenSSL reads them; readdirSync would sort. */
function whatStandsAt(path: string): Answer {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return { is: 'absent' };
  if (found.isFile()) return { is: 'file', path, text: readFileSync(path, 'utf8') };
  const directory = opendirSync(path);
  const names: string[] = [];
  for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) names.push(entry.name);
  directory.closeSync();
  return { is: 'directory', names };
}

function fipsModuleState(path: string, mac: string | null): ModuleState {
  const bytes = readFileSync(path);
  const elf = readElf(bytes);
  const { passesOwnTest } = checkModuleIntegrity(bytes, elf.ok ? elf.value : null, mac);
  return passesOwnTest === 'yes' ? 'loads' : passesOwnTest === 'no' ? 'integrity-failure' : 'unknown';
}

function presence(path: string): ModuleState {
  return statSync(path, { throwIfNoEntry: false }) === undefined ? 'missing' : 'loads';
}

const VERSIONS: Readonly<Record<string, number>> = {
  SSLv3: 0x0300,
  TLSv1: 0x0301,
  'TLSv1.1': 0x0302,
  'TLSv1.2': 0x0303,
  'TLSv1.3': 0x0304,
};
const TLS13_SUITES: Readonly<Record<number, string>> = {
  4865: 'TLS_AES_128_GCM_SHA256',
  4866: 'TLS_AES_256_GCM_SHA384',
  4867: 'TLS_CHACHA20_POLY1305_SHA256',
  4868: 'TLS_AES_128_CCM_SHA256',
  4869: 'TLS_AES_128_CCM_8_SHA256',
};
