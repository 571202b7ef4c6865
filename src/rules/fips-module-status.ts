import type { ModuleCertificate } from '../facts/values/modules.ts';
import { certificateName, judgeCertificates, recheckNotes } from './common/fips-modules.ts';
import { met, unknown, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import type { Rule } from './rule.ts';

/** Is the certificate on the Active list on the day of judgement? A sunset that passed on our copy may have been extended. */
export const fipsModuleStatus: Rule<null> = {
  id: 'fips-module-status',
  title: 'the certificate of the FIPS module is active',
  reads: ['fips.module'],
  consults: remedyKinds,
  mends: ['certified-module'],
  params: noParameters,
  judge: (facts) =>
    judgeCertificates(facts, (certificate, module) => {
      const notes = recheckNotes(certificate);
      if (certificate.status === 'active') return met(module.subject, [module], notes);
      if (certificate.status === 'sunset-passed-on-our-copy') return unknown(module.subject, sunsetWords(certificate));
      if (certificate.status === 'copy-too-old')
        return unknown(
          module.subject,
          `re-check: ${certificateName(certificate)} was active on ${certificate.asOf}, which is too long ago to rely on (${certificate.source})`,
        );
      const shortfall = statusWords(certificate);
      return unmet(module.subject, [module], { shortfall, remedy: remedyFor('certified-module', facts) }, notes);
    }),
};

function sunsetWords(certificate: ModuleCertificate): string {
  const { asOf, source, sunset, supersededBy } = certificate;
  const next = supersededBy == null ? '' : `; #${supersededBy} follows it`;
  return `re-check: the sunset of ${certificateName(certificate)} on our copy of ${asOf} was ${sunset}${next} (${source})`;
}

function statusWords(certificate: ModuleCertificate): string {
  const name = certificateName(certificate);
  return certificate.status === 'revoked'
    ? `${name} is revoked: the module must not be used`
    : `${name} (${certificate.standard}) is historical: existing systems at the agency's risk, no new procurement`;
}
