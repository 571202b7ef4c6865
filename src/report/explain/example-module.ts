import { type Fact, fact } from '../../facts/fact.ts';
import { targetPath } from '../../facts/locator.ts';
import { evidence } from '../../facts/quote.ts';
import type { FipsModule } from '../../facts/values/modules.ts';

/** A FIPS module as a scan would find it, intact and serving whatever the kernel says. */
export function exampleModule(subject: string, own: Pick<FipsModule, 'name' | 'version' | 'build'>): Fact {
  const path = targetPath('/usr/lib64/ossl-modules/fips.so');
  return fact(
    'fips.module',
    subject,
    {
      ...own,
      path,
      integrity: 'intact',
      integrityBasis: 'an example',
      packageDigest: 'matches',
      selected: { flagOff: 'enforced', flagOn: 'enforced' },
      nonCompliant: false,
      reportedActive: null,
      certificate: null,
    },
    evidence({ in: 'file', path }, 'an example'),
  );
}
