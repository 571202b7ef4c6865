import { met, notApplicable, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import type { Rule } from './rule.ts';

/** Does every line of the OpenSSL configuration that looks like a setting set something? */
export const directivesWithEffect: Rule<null> = {
  id: 'directives-with-effect',
  title: 'every directive of the OpenSSL configuration has an effect',
  reads: ['openssl.configuration', 'openssl.directive-without-effect'],
  params: noParameters,
  judge(facts) {
    const idle = facts.all('openssl.directive-without-effect');
    if (idle.length > 0)
      return idle.map((fact) => {
        const { directive, value, why } = fact.value;
        const shortfall = `"${directive} = ${value}" has no effect: ${why}`;
        return unmet(fact.subject, [fact], {
          shortfall,
          remedy: 'Move the line to the section that is read, or take it out.',
        });
      });
    return facts
      .all('openssl.configuration')
      .map((fact) =>
        fact.value.outcome === 'none'
          ? notApplicable(fact.subject, 'there is no configuration file')
          : met(fact.subject, [fact]),
      );
  },
};
