import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import type { Rule } from './rule.ts';

/**
 * Does a kernel in FIPS mode stop an implementation? It is met where something was seen because of which it does not, and open where
 * nothing tells. That it starts says nothing of validation, nor of what a program does besides cryptography.
 */
export const startsInFipsMode: Rule<null> = {
  id: 'starts-in-fips-mode',
  title: 'a kernel in FIPS mode stops no implementation of cryptography',
  reads: ['crypto.implementation', 'fips.prediction'],
  params: noParameters,
  judge(facts) {
    const predictions = facts.all('fips.prediction');
    if (predictions.length === 0)
      return [notApplicable('programs', 'no program, archive or library with a copy of its own was seen')];
    return predictions.map((prediction) => {
      if (ARCHIVE.test(prediction.value.path))
        return notApplicable(prediction.subject, 'a Java runtime runs it, which is judged by itself');
      const { outcome, why, startsBecause } = prediction.value.flagOn;
      if (outcome !== 'does-not-start')
        return startsBecause == null
          ? unknown(prediction.subject, `nothing that was read tells whether it starts: ${why}`, NEEDED)
          : met(prediction.subject, [prediction], [startsBecause]);
      return unmet(prediction.subject, [prediction], {
        shortfall: `it will not start where the kernel is in FIPS mode: ${why}`,
        remedy: 'Install the FIPS provider that belongs to this library, and let its configuration name it.',
      });
    });
  },
};

const NEEDED = { kind: 'fips.prediction' } as const;
const ARCHIVE = /\.(jar|war|ear)$/;
