import { type Fact, fact } from '../facts/fact.ts';
import { factBase } from '../facts/fact-base.ts';
import { explainAbsence } from '../policy/certificate-absence.ts';
import type { IsoDate } from '../policy/profile.ts';
import { findCertificate, type Register } from '../policy/register.ts';

/**
 * Joins each FIPS module with the register by its own name and exact build, as on a day. A collector does not know the
 * register, and facts that were stored may be judged on another day: so the join is made here, anew each time.
 */
export function withCertificates(facts: readonly Fact[], register: Register, asOf: IsoDate): readonly Fact[] {
  const os = factBase(facts, []).all('os.release')[0]?.value ?? null;
  return facts.map((each) => {
    if (each.kind !== 'fips.module') return each;
    const { name, version, build, machine } = each.value;
    const module = { name, version, build, os, arch: machine ?? null };
    const certificate = findCertificate(register, module, asOf);
    const certificateAbsence = certificate === null ? explainAbsence(register, module, asOf) : null;
    return fact('fips.module', each.subject, { ...each.value, certificate, certificateAbsence }, ...each.evidence);
  });
}
