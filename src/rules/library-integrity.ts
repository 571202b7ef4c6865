import type { Fact } from '../facts/fact.ts';
import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { names, readParameters } from './common/parameters.ts';
import type { Judgement, Rule } from './rule.ts';

/** Do the other libraries carry the marks of a FIPS build, and do the marks hold? */
export const libraryIntegrity: Rule<{ readonly libraries: readonly string[] }> = {
  id: 'library-integrity',
  title: 'the other cryptographic libraries carry intact FIPS integrity marks',
  reads: ['crypto.implementation'],
  consults: ['package.installed', 'package.inventory'],
  params: (given) => readParameters(given, { libraries: names() }),
  judge(facts, { libraries }) {
    const found = facts.all('crypto.implementation').filter(({ value }) => libraries.includes(value.library));
    const looked = facts.all('package.inventory').some(({ value }) => value.total > 0);
    const hidden = facts.gaps('crypto.implementation').length > 0 || facts.gaps('package.installed').length > 0;
    if (found.length > 0 || hidden || !looked) return found.map(judgeLibrary);
    const subject = libraries.join(', ');
    const packages = facts.all('package.installed').filter(({ value }) => PACKAGES.test(value.name));
    if (packages.length === 0) return [notApplicable(subject, 'none of these libraries was found')];
    const names = packages.map(({ value }) => value.name).join(', ');
    return [unknown(subject, `packages are listed (${names}), but no library of theirs was found`)];
  },
};

function judgeLibrary(fact: Fact<'crypto.implementation'>): Judgement {
  const { library, path, fips } = fact.value;
  const remedy = `Install the FIPS build of ${library} that the vendor of this system ships, or keep ${library} out of what needs validated cryptography.`;
  switch (fips.integrity) {
    case 'intact':
      return met(fact.subject, [fact]);
    case 'present':
      return met(fact.subject, [fact], [`the mark is there, but was not computed anew: ${fips.basis}`]);
    case 'absent':
      return unmet(fact.subject, [fact], {
        shortfall: `${path} carries no FIPS integrity mark: it is not built as a module`,
        remedy,
      });
    case 'altered':
      return unmet(fact.subject, [fact], {
        shortfall: `${path} does not match its FIPS integrity mark: ${fips.basis}`,
        remedy,
      });
    case 'unknown':
      return unknown(fact.subject, `the integrity of ${path} cannot be told: ${fips.basis}`, {
        kind: 'crypto.implementation',
      });
  }
}

/** GnuTLS, libgcrypt and NSS, as rpm, dpkg and apk call them. */
const PACKAGES =
  /^(gnutls$|libgnutls\d|libgcrypt($|\d)|nss($|-softokn$)|libnss3$|mozilla-nss$|libsoftokn3$|libfreebl3$)/;
