import { met, some, unmet } from './common/judgement.ts';
import { oneOf, readParameters } from './common/parameters.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import type { Rule } from './rule.ts';

/** Does OpenSSL refuse what is not approved (`fips=yes`), rather than prefer what is (`?fips=yes`)? */
export const defaultPropertiesFips: Rule<{ readonly kernelFlag: 'on' | 'off' }> = {
  id: 'default-properties-fips',
  title: 'OpenSSL fetches approved implementations only',
  reads: ['openssl.properties'],
  consults: ['openssl.configuration', ...remedyKinds],
  params: (given) => readParameters(given, { kernelFlag: oneOf(['on', 'off']) }),
  judge(facts, { kernelFlag }) {
    const properties = facts.all('openssl.properties').filter(({ value }) => value.kernelFips === kernelFlag);
    const remedy = remedyFor('configure-module', facts);
    if (properties.length > 0)
      return properties.map((fact) => {
        if (fact.value.fipsRequired) return met(fact.subject, [fact]);
        const shortfall = `the default properties "${fact.value.defaultProperties}" let algorithms outside the module serve (kernel flag ${kernelFlag})`;
        return unmet(fact.subject, [fact], { shortfall, remedy });
      });
    const configurations = some(facts.all('openssl.configuration'));
    if (configurations === undefined || facts.gaps('openssl.properties').length > 0) return [];
    const shortfall = `no default properties are set, so any provider serves (kernel flag ${kernelFlag})`;
    return [unmet(SUBJECT, configurations, { shortfall, remedy })];
  },
};

const SUBJECT = 'OpenSSL default properties';
