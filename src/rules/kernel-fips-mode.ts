import { met, notApplicable, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import { containerFact, systemOf } from './common/system.ts';
import type { Rule } from './rule.ts';

/** Is the running kernel in FIPS mode? Not asked of a container, nor of an image whose module does without it. */
export const kernelFipsMode: Rule<null> = {
  id: 'kernel-fips-mode',
  title: 'the running kernel is in FIPS mode',
  reads: ['kernel.fips-mode'],
  consults: remedyKinds,
  mends: ['boot-with-fips'],
  params: noParameters,
  judge(facts) {
    if (containerFact(facts) !== undefined)
      return [notApplicable(SUBJECT, 'a container: the kernel is that of the machine below')];
    if (systemOf(facts).family === 'wolfi')
      return [notApplicable(SUBJECT, 'the module of this system does not look at the kernel')];
    return facts.all('kernel.fips-mode').map((fact) =>
      fact.value.enabled
        ? met(fact.subject, [fact])
        : unmet(fact.subject, [fact], {
            shortfall: 'the running kernel is not in FIPS mode (fips_enabled is 0 or missing)',
            remedy: remedyFor('boot-with-fips', facts),
          }),
    );
  },
};

const SUBJECT = 'kernel';
