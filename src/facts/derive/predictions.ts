import { type Fact, fact } from '../fact.ts';
import type { CryptoImplementation, PredictedOutcome } from '../values/modules.ts';
import { certified } from './certified.ts';
import { type Flag, opensslUnder } from './openssl-under-flag.ts';

/**
 * What each implementation will do on a host whose kernel FIPS flag is off, and on, from the tree alone. Derived anew where facts are
 * judged, since it rests on certificates; predictions that stored facts bring along are dropped.
 */
export function withPredictions(facts: readonly Fact[]): readonly Fact[] {
  const seen = facts.filter(({ kind }) => kind !== 'fips.prediction');
  const predictions = seen.flatMap((each) => {
    if (each.kind === 'crypto.implementation') return predict(each, seen);
    return each.kind === 'crypto.dependents' && each.value.library === 'OpenSSL' ? predictDependents(each, seen) : [];
  });
  return [...seen, ...predictions];
}

/** All that the dynamic loader brings to the system's OpenSSL fares alike. */
function predictDependents(
  { subject, value, evidence }: Fact<'crypto.dependents'>,
  facts: readonly Fact[],
): readonly Fact[] {
  const [first] = value.examples;
  if (first === undefined) return [];
  const [flagOff, flagOn] = [opensslUnder('off', facts), opensslUnder('on', facts)];
  const prediction = { implementation: 'OpenSSL libcrypto', path: first, flagOff, flagOn };
  return [fact('fips.prediction', subject, prediction, ...evidence) as unknown as Fact];
}

function predict(implementation: Fact<'crypto.implementation'>, facts: readonly Fact[]): readonly Fact[] {
  const { library, path, language } = implementation.value;
  const [flagOff, flagOn] = (['off', 'on'] as const).map((flag) => under(flag, implementation.value, facts));
  if (flagOff === undefined || flagOn === undefined) return [];
  const name = language === null || language === library ? library : `${library} (${language})`;
  const value = { implementation: name, path, flagOff, flagOn };
  // A member of the union of all kinds; TypeScript gives up comparing past 25 of them.
  return [fact('fips.prediction', implementation.subject, value, ...implementation.evidence) as unknown as Fact];
}

function under(flag: Flag, value: CryptoImplementation, facts: readonly Fact[]): PredictedOutcome | undefined {
  const { route, library, version, language } = value;
  if (route === undefined) return undefined;
  switch (route.via) {
    case 'own-module':
      return ownModule(flag, value, route);
    case 'system-openssl':
      return language === 'JavaScript' ? node(flag, facts) : throughOpenssl(flag, route.withoutModule, facts);
    case 'own-openssl':
      return {
        outcome: 'not-validated',
        why: `its own copy of OpenSSL ${version ?? ''} does not read the kernel's flag and loads a FIPS provider only where its configuration names one`,
      };
    case 'none':
      return library === 'JDK' ? java(flag, value, facts) : { outcome: 'not-validated', why: copyOf(value) };
  }
}

type OwnModule = Extract<NonNullable<CryptoImplementation['route']>, { via: 'own-module' }>;

function ownModule(flag: Flag, value: CryptoImplementation, { name, build, mode }: OwnModule): PredictedOutcome {
  const module = `${name} ${build ?? 'of unknown version'}`;
  if (mode === 'unknown')
    return { outcome: 'unknown', why: `it carries ${module}; no file that was read tells whether it serves` };
  if (mode === 'off' || (mode === 'by-kernel' && flag === 'off'))
    return { outcome: 'not-validated', why: `it carries ${module}, whose FIPS mode is off` };
  if (build === 'latest' || build === 'inprocess')
    return { outcome: 'not-validated', why: `its FIPS mode is on, but ${module} is no frozen module` };
  const { outcome, why } = certified(module, value);
  const only = /\bfips140=only\b/.test(value.settings?.['DefaultGODEBUG'] ?? '');
  return {
    outcome,
    why: value.language === 'Go' && !only ? `${why}; algorithms that are not approved stay reachable` : why,
  };
}

function throughOpenssl(
  flag: Flag,
  withoutModule: 'stops' | 'as-openssl' | 'own-code',
  facts: readonly Fact[],
): PredictedOutcome {
  if (withoutModule === 'own-code' && flag === 'off')
    return {
      outcome: 'not-validated',
      why: "it calls OpenSSL in FIPS mode only, and computes with Go's own code otherwise",
    };
  const found = opensslUnder(flag, facts);
  if (flag === 'on' && withoutModule === 'stops' && found.outcome === 'not-validated')
    return { outcome: 'does-not-start', why: `it demands FIPS mode of OpenSSL: ${found.why}` };
  return found;
}

/** Node.js reads its own section, nodejs_conf, so a module that openssl_conf brings in is none for it. Source: Node.js doc/api/crypto. */
function node(flag: Flag, facts: readonly Fact[]): PredictedOutcome {
  const found = opensslUnder(flag, facts);
  if (found.outcome !== 'validated-module' && found.outcome !== 'other-module') return found;
  return {
    outcome: 'unknown',
    why: `other programs would have this: ${found.why}; Node.js reads its own section nodejs_conf`,
  };
}

/** Bouncy Castle's provider in front serves; Red Hat's build turns to NSS under the flag, whose own marks tell the rest. */
function java(flag: Flag, { settings = {} }: CryptoImplementation, facts: readonly Fact[]): PredictedOutcome {
  const first = settings['security.provider.1'] ?? '';
  if (/BouncyCastleFips|^BCFIPS\b/.test(first)) {
    const provider = facts.find((each) => each.kind === 'crypto.implementation' && each.value.library === BC_FIPS);
    if (provider?.kind === 'crypto.implementation' && provider.value.route?.via === 'own-module')
      return ownModule(flag, provider.value, { ...provider.value.route, mode: 'on' });
    return { outcome: 'does-not-start', why: `${first} is the first provider, but no jar with it was found` };
  }
  const forFips = settings['fips.provider.1'];
  if (flag === 'on' && forFips !== undefined && settings['security.useSystemPropertiesFile'] !== 'false')
    return { outcome: 'unknown', why: `in FIPS mode its first provider is ${forFips}: see NSS softoken` };
  return {
    outcome: 'not-validated',
    why: "its own providers are part of no module, and it does not read the kernel's flag",
  };
}

function copyOf({ library, version, language, linkage }: CryptoImplementation): string {
  if (language === 'Go') return 'it is built without GOFIPS140: the packages of the toolchain are no frozen module';
  const name = `${library}${version === null ? '' : ` ${version}`}`;
  return linkage === 'shared'
    ? `no validated module of ${name} is known`
    : `a copy of ${name} of its own computes, and no validated module stands behind it`;
}

const BC_FIPS = 'Bouncy Castle FIPS';
