import type { OpensslConfiguration } from '../facts/values/configuration.ts';
import { met, notApplicable, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import type { Rule } from './rule.ts';

/** Does OpenSSL take its configuration as it is written? What it cannot read it drops, most often without a word. */
export const opensslConfigurationApplied: Rule<null> = {
  id: 'openssl-configuration-applied',
  title: 'the OpenSSL configuration takes effect as a whole',
  reads: ['openssl.configuration'],
  params: noParameters,
  judge: (facts) =>
    facts.all('openssl.configuration').map((fact) => {
      const { outcome, path, why } = fact.value;
      if (outcome === 'none')
        return notApplicable(fact.subject, 'there is no configuration file: the built-in settings hold');
      if (outcome === 'applied') return met(fact.subject, [fact]);
      const shortfall = `${path ?? 'the configuration'} ${CONSEQUENCES[outcome]}: ${why.join('; ')}`;
      return unmet(fact.subject, [fact], {
        shortfall,
        remedy: `Mend ${path ?? 'the file'} at the place named, then try it:\n$ openssl list -providers`,
      });
    }),
};

const CONSEQUENCES: Readonly<Record<Exclude<OpensslConfiguration['outcome'], 'applied' | 'none'>, string>> = {
  'partly-applied': 'is applied in part, and what follows the fault is silently skipped',
  ignored: 'is silently dropped as a whole',
  fails: 'stops every program that uses OpenSSL at its start',
};
