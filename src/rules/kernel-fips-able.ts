import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import { remedyKinds } from './common/remedies.ts';
import { containerFact, kernelIsAbsent, kernelKinds, systemOf } from './common/system.ts';
import type { Rule } from './rule.ts';

/** Are the installed kernels built so that fips=1 means something (CONFIG_CRYPTO_FIPS, self-tests)? */
export const kernelFipsAble: Rule<null> = {
  id: 'kernel-fips-able',
  title: 'the kernel is built with FIPS support',
  reads: ['kernel.configuration'],
  consults: [...kernelKinds, ...remedyKinds],
  params: noParameters,
  judge(facts) {
    if (containerFact(facts) !== undefined) return [notApplicable(SUBJECT, 'a container: it brings no kernel')];
    if (kernelIsAbsent(facts)) return [notApplicable(SUBJECT, 'no kernel is installed here')];
    return facts.all('kernel.configuration').map((fact) => {
      const { cryptoFips, release, selfTests } = fact.value;
      const lacks = [
        ...(cryptoFips === 'y' ? [] : ['CONFIG_CRYPTO_FIPS']),
        ...(selfTests === 'n' ? ['the self-tests of its algorithms'] : []),
      ];
      const subject = `${fact.subject} ${release}`;
      if (lacks.length > 0)
        return unmet(subject, [fact], {
          shortfall: `kernel ${release} is built without ${lacks.join(' and ')}: fips=1 has no effect in it`,
          remedy: `Install a kernel of ${systemOf(facts).prettyName} that is built with CONFIG_CRYPTO_FIPS=y.`,
        });
      return selfTests === null
        ? unknown(subject, `the configuration of kernel ${release} does not say whether self-tests are built in`)
        : met(subject, [fact]);
    });
  },
};

const SUBJECT = 'kernel configuration';
