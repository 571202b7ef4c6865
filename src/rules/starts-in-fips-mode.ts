import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import type { Rule } from './rule.ts';

/** Will each implementation start on a host whose kernel is in FIPS mode? That it starts says nothing of validation. */
export const startsInFipsMode: Rule<null> = {
  id: 'starts-in-fips-mode',
  title: 'programs start on a host whose kernel is in FIPS mode',
  reads: ['crypto.implementation', 'fips.prediction'],
  params: noParameters,
  judge(facts) {
    const predictions = facts.all('fips.prediction');
    if (predictions.length === 0) return [notApplicable('programs', 'no implementation of cryptography was seen')];
    return predictions.map((prediction) => {
      const { outcome, why } = prediction.value.flagOn;
      if (outcome === 'unknown') return unknown(prediction.subject, why, { kind: 'fips.prediction' });
      if (outcome !== 'does-not-start') return met(prediction.subject, [prediction]);
      return unmet(prediction.subject, [prediction], {
        shortfall: `it will not start where the kernel is in FIPS mode: ${why}`,
        remedy: 'Install the FIPS provider that belongs to this library, and let its configuration name it.',
      });
    });
  },
};
