import { certificateName, judgeModules, recheckNotes } from './common/fips-modules.ts';
import { met, unknown, unmet } from './common/judgement.ts';
import { oneOf, readParameters } from './common/parameters.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import type { Rule } from './rule.ts';

/**
 * Does a certificate name this exact build? Another build of the same version is not covered; where an update stream of a
 * validated module is as good (`otherBuilds: open`), whether it is one must be documented, which no scan can see.
 */
export const fipsModuleCertificate: Rule<{ readonly otherBuilds: 'refused' | 'open' }> = {
  id: 'fips-module-certificate',
  title: 'a certificate names the exact build of the FIPS module',
  reads: ['fips.module'],
  consults: remedyKinds,
  mends: ['certified-module'],
  params: (given) => readParameters(given, { otherBuilds: oneOf(['refused', 'open'], 'refused') }),
  judge: (facts, { otherBuilds }) =>
    judgeModules(facts, (module) => {
      const { build, certificate, certificateAbsence, version } = module.value;
      const what = build ?? version ?? 'this module';
      const remedy = remedyFor('certified-module', facts);
      if (certificate === undefined) return unknown(module.subject, 'not held against the register yet');
      if (certificate === null && certificateAbsence?.standing === 'not-covered' && otherBuilds === 'refused')
        return unmet(module.subject, [module], {
          shortfall: `no certificate covers ${what}: ${certificateAbsence.words}`,
          remedy,
        });
      if (certificate === null)
        return unknown(module.subject, certificateAbsence?.words ?? `no certificate is known for ${what}`);
      if (certificate.status === 'in-process') {
        const shortfall = `${what} is in process, which is no validation: ${certificate.caveat ?? certificate.source}`;
        return unmet(module.subject, [module], { shortfall, remedy }, recheckNotes(certificate));
      }
      return certificate.confidence === 'L'
        ? unknown(
            module.subject,
            `${certificateName(certificate)} for ${what} rests on a single source (${certificate.source})`,
          )
        : met(module.subject, [module], recheckNotes(certificate));
    }),
};
