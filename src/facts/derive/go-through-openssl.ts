import type { Fact } from '../fact.ts';
import type { PredictedOutcome } from '../values/modules.ts';
import type { ImageEnvironment } from './image-environment.ts';
import { type Flag, opensslUnder } from './openssl-under-flag.ts';

/** A program that calls the system's OpenSSL; a Go program of a fork may demand FIPS mode of it, or go on with its own code. */
export function throughOpenssl(
  flag: Flag,
  withoutModule: 'stops' | 'as-openssl' | 'own-code',
  { facts, env }: { readonly facts: readonly Fact[]; readonly env: ImageEnvironment },
): PredictedOutcome {
  const found = opensslUnder(flag, facts);
  if (withoutModule === 'as-openssl') return found;
  const demanding = demandedBy(env);
  if (demanding !== undefined && flag === 'off') return demandedWithoutFlag(demanding, found, facts);
  if (withoutModule === 'own-code' && flag === 'off')
    return {
      outcome: 'not-validated',
      why: "it calls OpenSSL in FIPS mode only, and computes with Go's own code otherwise",
    };
  const stops = withoutModule === 'stops' || demanding !== undefined;
  if (flag === 'on' && stops && found.outcome === 'not-validated')
    return { outcome: 'does-not-start', why: `it demands FIPS mode of OpenSSL: ${found.why}` };
  return found;
}

/** Sources: golang-fips/go README; microsoft/go eng/doc/fips. */
function demandedBy(env: ImageEnvironment): string | undefined {
  const named = ['GOFIPS', 'GOLANG_FIPS'].find((name) => env.value(name) === '1');
  const godebug = env.godebug('fips140');
  return named === undefined
    ? godebug === 'on' || godebug === 'only'
      ? `GODEBUG fips140=${godebug}`
      : undefined
    : `${named}=1`;
}

/** It asks OpenSSL for FIPS mode by itself: without a module it stops, with one what comes of it was not looked at. */
function demandedWithoutFlag(demanding: string, found: PredictedOutcome, facts: readonly Fact[]): PredictedOutcome {
  if (found.outcome !== 'not-validated') return found;
  const why = `the image sets ${demanding}, with which it demands FIPS mode of OpenSSL`;
  return facts.some(({ kind }) => kind === 'fips.module')
    ? { outcome: 'unknown', why: `${why}; whether OpenSSL then turns to its module was not looked at` }
    : { outcome: 'does-not-start', why: `${why}: ${found.why}` };
}
