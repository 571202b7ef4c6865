import type { Fact } from '../facts/fact.ts';
import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import type { Judgement, Rule } from './rule.ts';

/** Packages that name a certificate are a vendor's claim: does a module of that certificate lie in the tree? */
export const vendorCmvpClaims: Rule<null> = {
  id: 'vendor-cmvp-claims',
  title: 'what packages claim of certificates holds for the modules that are there',
  reads: [],
  // Where packages cannot be read there is no claim to judge, and nothing passes for want of it.
  consults: ['package.installed', 'fips.module', 'crypto.implementation'],
  params: noParameters,
  judge(facts) {
    const claims = facts.all('package.installed').filter(({ value }) => CLAIM.test(value.name));
    if (claims.length === 0) return [notApplicable('claims of certificates', 'no package makes one')];
    const modules = [...facts.all('fips.module'), ...facts.all('crypto.implementation')];
    return claims.map((claim) => judgeClaim(claim, modules));
  },
};

type Module = Fact<'fips.module'> | Fact<'crypto.implementation'>;

function judgeClaim(claim: Fact<'package.installed'>, modules: readonly Module[]): Judgement {
  const [, number = '', suffix] = CLAIM.exec(claim.value.name) ?? [];
  const subject = `claim of certificate #${number}`;
  if (suffix === '-UPDATE')
    return unmet(subject, [claim], {
      shortfall: `${claim.value.name} marks an update stream of #${number}: its builds are not those of the certificate`,
      remedy: 'Install the packages of the validated build where validation is required.',
    });
  const module = modules.find(({ value }) => value.certificate?.number === Number(number));
  if (module === undefined)
    return unknown(subject, `${claim.value.name} is installed, but no module was found whose build #${number} names`, {
      kind: 'fips.module',
    });
  return met(subject, [claim, module]);
}

/** Source: Chainguard documentation; `-UPDATE` marks what was rebuilt after the validation. */
const CLAIM = /^NIST-CMVP-(\d{3,5})(-UPDATE)?$/;
