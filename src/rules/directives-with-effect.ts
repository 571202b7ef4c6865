import { met, notApplicable, unmet } from './common/judgement.ts';
import { names, readParameters } from './common/parameters.ts';
import type { Rule } from './rule.ts';

/** Do these directives, wherever they stand in the OpenSSL configuration, set something? */
export const directivesWithEffect: Rule<{ readonly directives: readonly string[] }> = {
  id: 'directives-with-effect',
  title: 'every directive of the OpenSSL configuration has an effect',
  reads: ['openssl.configuration', 'openssl.directive-without-effect'],
  params: (given) => readParameters(given, { directives: names() }),
  judge(facts, { directives }) {
    const idle = facts
      .all('openssl.directive-without-effect')
      // `TLS.MinProtocol` is MinProtocol: what stands before the first dot has no meaning to the library.
      .filter(({ value }) => directives.includes(value.directive.replace(/^[^.]*\./, '')));
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
