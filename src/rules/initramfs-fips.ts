import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import { remedyFor, remedyKinds } from './common/remedies.ts';
import { containerFact, kernelIsAbsent, kernelKinds, systemOf } from './common/system.ts';
import type { Rule } from './rule.ts';

/** Is dracut told to put its fips module into the initramfs, which checks the kernel's own HMAC before it goes on? */
export const initramfsFips: Rule<null> = {
  id: 'initramfs-fips',
  title: 'the initramfs carries the FIPS checks',
  reads: ['initramfs.fips'],
  consults: [...kernelKinds, ...remedyKinds],
  mends: ['initramfs'],
  params: noParameters,
  judge(facts) {
    const { family } = systemOf(facts);
    if (containerFact(facts) !== undefined) return [notApplicable(SUBJECT, 'a container: it has no initramfs')];
    if (kernelIsAbsent(facts)) return [notApplicable(SUBJECT, 'no kernel is installed here')];
    if (WITHOUT_DRACUT.includes(family))
      return [notApplicable(SUBJECT, 'this system does not make its initramfs with dracut')];
    return facts.all('initramfs.fips').map((fact) => {
      const { dracutFips } = fact.value;
      if (dracutFips === 'configured') return met(fact.subject, [fact]);
      if (dracutFips === 'available')
        return unknown(
          fact.subject,
          "dracut's fips module is installed; whether the image holds it is not told by any file read",
          {
            kind: 'initramfs.fips',
          },
        );
      return unmet(fact.subject, [fact], {
        shortfall: "dracut's fips module is not installed, so the kernel's integrity is not checked at start",
        remedy: remedyFor('initramfs', facts),
      });
    });
  },
};

const SUBJECT = 'initramfs';
const WITHOUT_DRACUT: readonly string[] = ['alpine', 'debian', 'ubuntu', 'wolfi'];
