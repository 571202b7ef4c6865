import { met, some, unknown, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import type { Rule } from './rule.ts';

/** Is there a FIPS module for OpenSSL at all? The first rung: it says nothing of whether anything uses it. */
export const fipsModulePresent: Rule<null> = {
  id: 'fips-module-present',
  title: 'a FIPS module for OpenSSL is present',
  reads: ['fips.module', 'openssl.library'],
  consults: remedyKinds,
  mends: ['install-module'],
  params: noParameters,
  judge(facts) {
    const modules = facts.all('fips.module');
    if (modules.length > 0) return modules.map((module) => met(module.subject, [module]));
    const libraries = some(facts.all('openssl.library'));
    // A module may lie where we could not look: then its absence was not seen, and the gap speaks.
    if (libraries === undefined || facts.gaps('fips.module').length > 0) return [];
    const versions = libraries.map(({ value }) => value.version).join(', ');
    if (libraries.some(({ value }) => value.version.startsWith('1.')))
      return [
        unknown(SUBJECT, `OpenSSL ${versions} has its module inside the library, which is not told from outside`),
      ];
    const shortfall = `OpenSSL ${versions} is installed without a FIPS module`;
    return [unmet(SUBJECT, libraries, { shortfall, remedy: remedyFor('install-module', facts) })];
  },
};

const SUBJECT = 'OpenSSL FIPS provider';
