import type { Fact } from '../../facts/fact.ts';
import type { FactBase } from '../../facts/fact-base.ts';
import type { ModuleCertificate, Selected } from '../../facts/values/modules.ts';
import type { Judgement } from '../rule.ts';
import { notApplicable, unknown } from './judgement.ts';

/**
 * Judges each module that counts: where the configuration routes to one, the others beside it are not asked about.
 * Rules that call this consult openssl.library.
 */
export function judgeModules(facts: FactBase, judge: (module: Fact<'fips.module'>) => Judgement): readonly Judgement[] {
  const modules = facts.all('fips.module');
  if (modules.length === 0) return withoutModule(facts);
  const isRouted = modules.some(isSelected);
  return modules.map((module) =>
    isRouted && !isSelected(module)
      ? notApplicable(module.subject, 'the configuration routes to another module')
      : judge(module),
  );
}

/**
 * What a rule about the module says where it was seen that there is none: one rung fails, the others do not arise. Nothing
 * where it was not seen. Before OpenSSL 3.0 a module lies inside the library and its absence cannot be seen.
 * Rules that call this consult fips.module and openssl.library.
 */
export function withoutModule(facts: FactBase): readonly Judgement[] {
  const libraries = facts.all('openssl.library');
  const hidden = facts.all('fips.module').length > 0 || facts.gaps('fips.module').length > 0;
  if (hidden || libraries.length === 0 || libraries.some(({ value }) => value.version.startsWith('1.'))) return [];
  return [notApplicable('OpenSSL FIPS provider', 'no FIPS module is there')];
}

/** Judges each module's certificate; a module without one is unknown here, and the rung of the certificate says why. */
export function judgeCertificates(
  facts: FactBase,
  judge: (certificate: ModuleCertificate, module: Fact<'fips.module'>) => Judgement,
): readonly Judgement[] {
  return judgeModules(facts, (module) => {
    const { certificate } = module.value;
    if (certificate === undefined) return unknown(module.subject, 'not held against the register yet');
    if (certificate === null) return notApplicable(module.subject, 'no certificate is known for this build');
    // A place in the queue says nothing of standard, status or systems: none of these rungs may pass by it.
    if (certificate.status === 'in-process')
      return notApplicable(module.subject, 'the module is in process: there is no certificate');
    if (certificate.confidence === 'L')
      return unknown(
        module.subject,
        `certificate #${certificate.number} rests on a single source (${certificate.source})`,
      );
    return judge(certificate, module);
  });
}

/** The module to which OpenSSL routes in FIPS mode. */
export function servingModule(facts: FactBase): Fact<'fips.module'> | undefined {
  return facts.all('fips.module').find(({ value }) => isAtLeast(value.selected.flagOn, 'preferred'));
}

/** `#4857`, or what stands for a certificate that has no number yet. */
export function certificateName({ number }: ModuleCertificate): string {
  return number === null ? 'the submission' : `certificate #${number}`;
}

/** The note that a second look is needed, where it is. */
export function recheckNotes({ recheck }: ModuleCertificate): readonly string[] {
  return recheck == null ? [] : [recheck];
}

/** Whether one way of being selected is at least as strong as another; `unknown` is not. */
export function isAtLeast(selected: Selected, wanted: Exclude<Selected, 'no' | 'unknown'>): boolean {
  return STRENGTH[selected] >= STRENGTH[wanted];
}

function isSelected({ value }: Fact<'fips.module'>): boolean {
  return isAtLeast(value.selected.flagOn, 'preferred') || isAtLeast(value.selected.flagOff, 'preferred');
}

const STRENGTH: Readonly<Record<Selected, number>> = { unknown: -1, no: 0, available: 1, preferred: 2, enforced: 3 };
