import { certificateName, judgeCertificates, recheckNotes } from './common/fips-modules.ts';
import { met, unmet } from './common/judgement.ts';
import { names, readParameters } from './common/parameters.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import type { Rule } from './rule.ts';

/** Is the module validated to one of these standards? */
export const fipsModuleStandard: Rule<{ readonly accept: readonly string[] }> = {
  id: 'fips-module-standard',
  title: 'the FIPS module is validated to the standard asked for',
  reads: ['fips.module'],
  consults: remedyKinds,
  mends: ['certified-module'],
  params: (given) => readParameters(given, { accept: names() }),
  judge: (facts, { accept }) =>
    judgeCertificates(facts, (certificate, module) => {
      const notes = recheckNotes(certificate);
      if (accept.includes(certificate.standard)) return met(module.subject, [module], notes);
      const shortfall = `${certificateName(certificate)} is to ${certificate.standard}, not to ${accept.join(' or ')}`;
      return unmet(module.subject, [module], { shortfall, remedy: remedyFor('certified-module', facts) }, notes);
    }),
};
