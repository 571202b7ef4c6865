import type { Fact } from '../facts/fact.ts';
import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { names, readParameters } from './common/parameters.ts';
import type { Judgement, Rule } from './rule.ts';

/** Do the other libraries carry the marks of a FIPS build, and do the marks hold? */
export const libraryIntegrity: Rule<{ readonly libraries: readonly string[] }> = {
  id: 'library-integrity',
  title: 'the other cryptographic libraries carry intact FIPS integrity marks',
  reads: ['crypto.implementation'],
  consults: ['package.inventory'],
  params: (given) => readParameters(given, { libraries: names() }),
  judge(facts, { libraries }) {
    const found = facts.all('crypto.implementation').filter(({ value }) => libraries.includes(value.library));
    const looked = facts.all('package.inventory').some(({ value }) => value.total > 0);
    if (found.length === 0 && looked && facts.gaps('crypto.implementation').length === 0)
      return [notApplicable(libraries.join(', '), 'none of these libraries is installed')];
    return found.map(judgeLibrary);
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
