import { certificateName, judgeCertificates, recheckNotes } from './common/fips-modules.ts';
import { met, unknown } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import type { Rule } from './rule.ts';

/**
 * Does the string inside the module prove the bytes? A vendor's build string does; the version of a source release does not:
 * whoever builds it unmodified and whoever patches it get the same string.
 */
export const fipsModuleProvenance: Rule<null> = {
  id: 'fips-module-provenance',
  title: 'the FIPS module was built as its security policy says',
  reads: ['fips.module'],
  consults: ['openssl.library'],
  params: noParameters,
  judge: (facts) =>
    judgeCertificates(facts, (certificate, module) =>
      certificate.form === 'source'
        ? unknown(
            module.subject,
            `${certificateName(certificate)} covers source code: no file shows that it was built unmodified, as its security policy says; keep the record of the build`,
          )
        : met(module.subject, [module], recheckNotes(certificate)),
    ),
};
