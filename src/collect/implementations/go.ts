import type { GoBuildInfo } from '../../codec/go/build-info.ts';
import type { Locator, TargetPath } from '../../facts/locator.ts';
import { evidence } from '../../facts/quote.ts';
import type { ImplementationRoute, PostQuantumSupport } from '../../facts/values/modules.ts';
import { readGodebug } from '../../vocabulary/godebug.ts';
import { byVersion, noMark, roleOf, type Sighted } from './sighted.ts';

/** What a Go program computes with, by what its build wrote down. */
export function goImplementation(info: GoBuildInfo, path: TargetPath, at: Locator, forked: boolean): Sighted {
  const settings = keptSettings(info);
  const version = info.version?.replace(/^go/, '') ?? null;
  const route = routeOf(info, forked);
  return {
    subject: `Go cryptography in ${roleOf(path)}`,
    value: {
      library: 'Go cryptography',
      version,
      path,
      linkage: 'static',
      language: 'Go',
      fips: noMark('the Go toolchain checks the module when the program starts'),
      route,
      settings,
      postQuantum: postQuantumOf(info, version, route),
    },
    proof: evidence(at, [info.version ?? 'no version', ...said(settings)].join(' ')),
  };
}

/** GODEBUG settings of a program: `fips140` is `on`. The environment can say otherwise when it runs. */
function godebugOf(info: GoBuildInfo): ReadonlyMap<string, string> {
  return readGodebug(info.settings.get('DefaultGODEBUG') ?? '');
}

function routeOf(info: GoBuildInfo, forked: boolean): ImplementationRoute {
  const experiments = (info.settings.get('GOEXPERIMENT') ?? '').split(',');
  if (experiments.includes('boringcrypto') || /X:\S*boringcrypto/.test(info.version ?? ''))
    return { via: 'own-module', name: 'BoringCrypto', build: null, mode: 'on' };
  if (experiments.some((each) => SYSTEM.includes(each))) return { via: 'system-openssl', withoutModule: 'stops' };
  if (forked || experiments.includes('strictfipsruntime'))
    // Red Hat's fork calls OpenSSL in FIPS mode only, through cgo.
    return info.settings.get('CGO_ENABLED') === '0' || /\bno_openssl\b/.test(info.settings.get('-tags') ?? '')
      ? { via: 'none' }
      : { via: 'system-openssl', withoutModule: experiments.includes('strictfipsruntime') ? 'stops' : 'own-code' };
  return nativeRoute(info);
}

/** Without GOFIPS140 the packages are those of the toolchain: no frozen module, whatever GODEBUG says. Source: Go doc/security/fips140. */
function nativeRoute(info: GoBuildInfo): ImplementationRoute {
  // A program that hides its settings may have been built either way.
  if (info.settings.size === 0 && info.path === null)
    return { via: 'own-module', name: 'Go Cryptographic Module', build: null, mode: 'unknown' };
  const chosen = info.settings.get('GOFIPS140') ?? 'off';
  const mode = godebugOf(info).get('fips140');
  if (chosen === 'off' && mode === undefined) return { via: 'none' };
  return {
    via: 'own-module',
    name: 'Go Cryptographic Module',
    build: chosen === 'off' ? 'latest' : (/^v\d+\.\d+\.\d+/.exec(chosen)?.[0] ?? chosen),
    mode: mode === 'on' || mode === 'only' ? 'on' : mode === 'auto' ? 'by-kernel' : 'off',
  };
}

function postQuantumOf(info: GoBuildInfo, version: string | null, route: ImplementationRoute): PostQuantumSupport {
  const table = byVersion('Go', version);
  if (route.via === 'system-openssl' || (route.via === 'own-module' && route.name === 'BoringCrypto'))
    return { mlKem: 'unknown', mlDsa: 'unknown', basis: `what Go ${version ?? ''} has of it is not all that computes` };
  // crypto/mldsa is a stub there. Source: Go src/crypto/mldsa/mldsa_fips140v1.0.go.
  const frozen = /^(v1\.0\.|certified$)/.test(info.settings.get('GOFIPS140') ?? '');
  const own = frozen && table.mlDsa === 'yes' ? { ...table, ...WITHOUT_ML_DSA } : table;
  // What go.mod's go line leaves at its old default stands in DefaultGODEBUG. Source: Go doc/godebug.
  if (godebugOf(info).get('tlsmlkem') !== '0' || own.mlKem === 'no') return own;
  const basis = `${own.basis}; built with tlsmlkem=0, which a go line before 1.24 brings`;
  return { ...own, mlKem: 'no', basis };
}

const WITHOUT_ML_DSA = { mlDsa: 'no', basis: 'the Go Cryptographic Module v1.0.0 has no ML-DSA' } as const;

/** What matters of the settings, and the dependencies with cryptography of their own. */
function keptSettings(info: GoBuildInfo): Readonly<Record<string, string>> {
  const kept = KEPT.flatMap((key) => {
    const value = info.settings.get(key);
    return value === undefined ? [] : [[key, value] as const];
  });
  const debug = [...godebugOf(info)].filter(([key]) => DEBUG.test(key)).map(([key, value]) => `${key}=${value}`);
  const modules = info.dependencies.filter(({ path }) => DEPENDENCIES.test(path)).slice(0, 16);
  return Object.fromEntries([
    ...kept,
    ...(debug.length > 0 ? [['DefaultGODEBUG', debug.join(',')] as const] : []),
    ...modules.map((module) => [module.path, module.version] as const),
  ]);
}

function said(settings: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(settings).map(([key, value]) => `${key}=${value}`);
}

const SYSTEM = ['systemcrypto', 'opensslcrypto', 'ms_nocgo_opensslcrypto'];
const KEPT = ['-tags', 'CGO_ENABLED', 'GOEXPERIMENT', 'GOFIPS140'];
/** Settings of TLS, of X.509 and of FIPS 140. Source: Go doc/godebug. */
const DEBUG = /^(fips140|tls\w*|rsa1024min|x509(sha1|usepolicies|negativeserial))$/;
const DEPENDENCIES =
  /^(golang\.org\/x\/crypto|github\.com\/(cloudflare\/circl|microsoft\/go-crypto-openssl|golang-fips\/openssl)(\/.*)?|filippo\.io\/(mlkem768|edwards25519|age))$/;
