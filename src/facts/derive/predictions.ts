import { type Fact, fact } from '../fact.ts';
import type { CryptoImplementation, PredictedOutcome } from '../values/modules.ts';
import { throughOpenssl } from './go-through-openssl.ts';
import { imageEnvironment } from './image-environment.ts';
import { type Flag, opensslUnder } from './openssl-under-flag.ts';
import { GO_MODULE, ownModule } from './own-module.ts';
import { java, node, ownOpenssl } from './runtimes.ts';
import { unaffected } from './unaffected.ts';

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
  const { route, library, language } = value;
  const env = imageEnvironment(facts);
  if (route === undefined) return undefined;
  if (language === 'JavaScript' && (route.via === 'system-openssl' || route.via === 'own-openssl'))
    return node(flag, value, { facts, env });
  switch (route.via) {
    case 'own-module':
      return ownModule(flag, value, { route, env });
    case 'system-openssl':
      return throughOpenssl(flag, route.withoutModule, { facts, env });
    case 'own-openssl':
      return ownOpenssl(value, env);
    case 'none':
      if (library === 'JDK') return java(flag, value, { facts, env });
      return isGoWithModule(value) && env.godebug('fips140') !== undefined
        ? ownModule(flag, value, { route: { via: 'own-module', name: GO_MODULE, build: 'latest', mode: 'off' }, env })
        : { outcome: 'not-validated', why: copyOf(value), startsBecause: unaffected(value) };
  }
}

/** From 1.24 on GODEBUG turns to the packages' FIPS mode, frozen or not. */
function isGoWithModule({ library, version }: CryptoImplementation): boolean {
  const [, minor = '0'] = /^1\.(\d+)/.exec(version ?? '') ?? [];
  return library === 'Go cryptography' && Number(minor) >= 24;
}

function copyOf({ library, version, language, linkage }: CryptoImplementation): string {
  if (language === 'Go') return 'it is built without GOFIPS140: the packages of the toolchain are no frozen module';
  const name = `${library}${version === null ? '' : ` ${version}`}`;
  return linkage === 'shared'
    ? `no validated module of ${name} is known`
    : `a copy of ${name} of its own computes, and no validated module stands behind it`;
}
