import { certificateName, judgeCertificates, recheckNotes } from './common/fips-modules.ts';
import { met, unknown, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import { systemOf } from './common/system.ts';
import type { Rule } from './rule.ts';

/** Is this system, in this version and on this kind of machine, among those that the certificate lists? */
export const fipsModuleEnvironment: Rule<null> = {
  id: 'fips-module-environment',
  title: 'the certificate lists this system',
  reads: ['fips.module', 'os.release'],
  consults: remedyKinds,
  mends: ['certified-module'],
  params: noParameters,
  judge: (facts) =>
    judgeCertificates(facts, (certificate, module) => {
      const notes = recheckNotes(certificate);
      const { prettyName } = systemOf(facts);
      const name = certificateName(certificate);
      if (certificate.environmentListed === 'yes') return met(module.subject, [module], notes);
      if (certificate.environmentListed === 'unknown')
        return unknown(
          module.subject,
          `whether ${name} lists ${prettyName} on this machine is not on our copy (${certificate.source})`,
        );
      const shortfall = `${name} does not list ${prettyName} on this kind of machine among its tested systems`;
      return unmet(module.subject, [module], { shortfall, remedy: remedyFor('certified-module', facts) }, notes);
    }),
};
