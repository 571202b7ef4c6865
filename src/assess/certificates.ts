import { withPredictions } from '../facts/derive/predictions.ts';
import { type Fact, fact } from '../facts/fact.ts';
import { factBase } from '../facts/fact-base.ts';
import { explainAbsence } from '../policy/certificate-absence.ts';
import { dayAfter, FIPS_140_2_HISTORICAL } from '../policy/certificate-status.ts';
import type { IsoDate } from '../policy/profile.ts';
import { findCertificate, type Register } from '../policy/register.ts';

/** Joins modules with certificates as on a day; many targets may be given to one. */
export type CertificateJoin = (facts: readonly Fact[]) => readonly Fact[];

/**
 * Joins each FIPS module with the register by its own name and exact build, as on a day. A collector does not know the
 * register, and facts that were stored may be judged on another day: so the join is made here, anew each time.
 * @param lookedAt the day on which our copy is used, where that is not the day that is judged: for a look ahead
 */
export function certificateJoin(register: Register, asOf: IsoDate, lookedAt = asOf): CertificateJoin {
  // The same build on the same system has the same certificate: a fleet has few of them.
  const known = new Map<string, Fact<'fips.module'>>();
  return (facts) => {
    const modules = facts.some(({ kind }) => kind === 'fips.module' || kind === 'crypto.implementation');
    if (!modules) return facts;
    const os = factBase(facts, []).all('os.release')[0]?.value ?? null;
    const joined = facts.map((each) => {
      if (each.kind === 'crypto.implementation') return joinImplementation(each, { register, os, asOf, lookedAt });
      if (each.kind !== 'fips.module') return each;
      const key = `${each.id} ${os?.id} ${os?.versionId}`;
      const found = known.get(key) ?? joinOne(each, { register, os, asOf, lookedAt });
      if (known.size < MOST_MODULES) known.set(key, found);
      return { ...found, evidence: each.evidence };
    });
    return withPredictions(joined);
  };
}

interface Means {
  readonly register: Register;
  readonly os: { readonly id: string; readonly versionId: string | null } | null;
  readonly asOf: IsoDate;
  readonly lookedAt: IsoDate;
}

function joinOne(each: Fact<'fips.module'>, { register, os, asOf, lookedAt }: Means): Fact<'fips.module'> {
  const { name, version, build, machine } = each.value;
  const module = { name, version, build, os, arch: machine ?? null };
  const certificate = findCertificate(register, module, asOf, lookedAt);
  const certificateAbsence = certificate === null ? explainAbsence(register, module, asOf) : null;
  return fact('fips.module', each.subject, { ...each.value, certificate, certificateAbsence }, ...each.evidence);
}

/** A program may carry a module of its own: Go's, Bouncy Castle's. */
function joinImplementation(each: Fact<'crypto.implementation'>, means: Means): Fact {
  const { route } = each.value;
  if (route?.via !== 'own-module') return each;
  const { register, os, asOf, lookedAt } = means;
  const module = { name: route.name, version: route.build, build: route.build, os, arch: null };
  const certificate = findCertificate(register, module, asOf, lookedAt);
  const certificateAbsence = certificate === null ? explainAbsence(register, module, asOf) : null;
  const value = { ...each.value, certificate, certificateAbsence };
  // A member of the union of all kinds; TypeScript gives up comparing past 25 of them.
  return fact('crypto.implementation', each.subject, value, ...each.evidence) as unknown as Fact;
}

/** The days after `asOf` on which a certificate of these modules is of another standing, if nothing is renewed. */
export function laterDays(joined: readonly Fact[], asOf: IsoDate): readonly IsoDate[] {
  const days = new Set<IsoDate>();
  for (const each of joined) {
    const certificate =
      each.kind === 'fips.module' || each.kind === 'crypto.implementation' ? each.value.certificate : null;
    if (certificate == null || certificate.status !== 'active') continue;
    if (certificate.sunset !== null) days.add(dayAfter(certificate.sunset));
    if (certificate.standard === 'FIPS 140-2') days.add(FIPS_140_2_HISTORICAL);
  }
  return [...days].filter((day) => day > asOf).sort();
}

const MOST_MODULES = 1000;
