import { met, unknown } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import type { Rule } from './rule.ts';

/** Can be said what is installed? An empty inventory proves nothing and never passes. */
export const packageInventory: Rule<null> = {
  id: 'package-inventory',
  title: 'the installed packages can be listed',
  reads: ['package.inventory'],
  params: noParameters,
  judge: (facts) =>
    facts
      .all('package.inventory')
      .map((fact) =>
        fact.value.total > 0
          ? met(fact.subject, [fact])
          : unknown(fact.subject, `${fact.value.path} lists no package at all`, { kind: 'package.inventory' }),
      ),
};
