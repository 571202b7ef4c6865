import type { CryptoImplementation, ImplementationRoute, PredictedOutcome } from '../values/modules.ts';
import { certified } from './certified.ts';
import { godebugSetting, type ImageEnvironment } from './image-environment.ts';
import type { Flag } from './openssl-under-flag.ts';
import { unaffected } from './unaffected.ts';

export type OwnModule = Extract<ImplementationRoute, { via: 'own-module' }>;

/** What a module inside a program or archive will do. A Go program obeys GODEBUG of its environment before what it was built with. */
export function ownModule(
  flag: Flag,
  value: CryptoImplementation,
  { route, env }: { readonly route: OwnModule; readonly env: ImageEnvironment },
): PredictedOutcome {
  const startsBecause = unaffected(value);
  const { mode, from } = modeOf(route, env);
  const module = `${route.name} ${route.build ?? 'of unknown version'}`;
  if (mode === 'unknown')
    return { outcome: 'unknown', why: `it carries ${module}; ${from ?? NOTHING_TELLS}`, startsBecause };
  const said = from === undefined ? '' : ` (${from})`;
  if (mode === 'off' || (mode === 'by-kernel' && flag === 'off'))
    return { outcome: 'not-validated', why: `it carries ${module}, whose FIPS mode is off${said}`, startsBecause };
  if (route.build === 'latest' || route.build === 'inprocess')
    return {
      outcome: 'not-validated',
      why: `its FIPS mode is on${said}, but ${module} is no frozen module`,
      startsBecause,
    };
  if (route.build === null)
    return { outcome: 'unknown', why: `it carries ${module}: ${UNTOLD[route.name] ?? NO_BUILD}`, startsBecause };
  const { outcome, why } = certified(module, value);
  if (outcome === 'validated-module' && route.name === BC_MODULE && !approvedOnly(env))
    return { outcome: 'unknown', why: `${why}; nothing that was read sets ${APPROVED_ONLY}`, startsBecause };
  const open =
    value.language === 'Go' && !isOnly(value, env) ? '; algorithms that are not approved stay reachable' : '';
  return { outcome, why: `${why}${said}${open}`, startsBecause };
}

function modeOf({ name, mode }: OwnModule, env: ImageEnvironment) {
  if (name !== GO_MODULE) return { mode, from: undefined } as const;
  const set = env.godebug('fips140');
  if (set === undefined) return { mode, from: undefined } as const;
  // A program that hides what it was built with still obeys.
  if (set === 'cut') return { mode: 'unknown', from: "the image's GODEBUG is too long to be read whole" } as const;
  return { mode: MODES[set] ?? 'unknown', from: `the image sets GODEBUG fips140=${set}` } as const;
}

/** Outside its approved-only mode the module serves what is not approved as well. Source: BC-FJA user guide, approved mode. */
function approvedOnly(env: ImageEnvironment): boolean {
  return JAVA_OPTIONS.some((name) => env.has(name, /^-Dorg\.bouncycastle\.fips\.approved_only=true$/));
}

function isOnly({ settings }: CryptoImplementation, env: ImageEnvironment): boolean {
  return (env.godebug('fips140') ?? godebugSetting(settings?.['DefaultGODEBUG'], 'fips140')) === 'only';
}

/** What Go's own packages are called since 1.24. */
export const GO_MODULE = 'Go Cryptographic Module';
/** Variables with options for Java. */
export const JAVA_OPTIONS = ['JAVA_TOOL_OPTIONS', 'JDK_JAVA_OPTIONS', '_JAVA_OPTIONS', 'JAVA_OPTS'];
const BC_MODULE = 'BC-FJA';
const APPROVED_ONLY = 'org.bouncycastle.fips.approved_only';
const MODES: Readonly<Record<string, OwnModule['mode']>> = { auto: 'by-kernel', off: 'off', on: 'on', only: 'on' };
const NOTHING_TELLS = 'no file that was read tells whether it serves';
const NO_BUILD = 'which certificate names it cannot be told';
/**
 * Go took over fips-20220613 (certificate #4735) in January 2024, took that back, and took it over again later; the object file lies in
 * the toolchain, where vendors replace it. Sources: golang/go issues 64717 and 65321; openbao pull request 2036, read 2026-11-28.
 */
const UNTOLD: Readonly<Record<string, string>> = {
  BoringCrypto:
    "the version of Go does not tell which BoringCrypto its toolchain had, and the module's own is no text in it",
};
