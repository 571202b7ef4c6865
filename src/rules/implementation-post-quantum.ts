import { imageEnvironment } from '../facts/derive/image-environment.ts';
import type { Fact } from '../facts/fact.ts';
import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { oneOf, readParameters } from './common/parameters.ts';
import type { Judgement, Rule } from './rule.ts';

type Algorithm = 'ML-KEM' | 'ML-DSA';

/** Does each implementation have the algorithm at all? Whether it is offered is for other rules. */
export const implementationPostQuantum: Rule<{ readonly algorithm: Algorithm }> = {
  id: 'implementation-post-quantum',
  title: 'every implementation of cryptography has the post-quantum algorithm',
  reads: ['crypto.implementation'],
  consults: ['image.configuration'],
  params: (given) => readParameters(given, { algorithm: oneOf(['ML-KEM', 'ML-DSA']) }),
  judge(facts, { algorithm }) {
    const found = facts.all('crypto.implementation').filter(({ value }) => value.postQuantum !== undefined);
    if (found.length === 0)
      return [notApplicable('implementations of cryptography', 'none with a copy of its own was seen')];
    const environment = facts.all('image.configuration')[0];
    return found.map((each) => switchedOff(each, algorithm, environment) ?? judgeOne(each, algorithm));
  },
};

/** GODEBUG of an image switches ML-KEM off in TLS for each Go program in it. Source: Go doc/godebug, tlsmlkem. */
function switchedOff(
  found: Fact<'crypto.implementation'>,
  algorithm: Algorithm,
  environment: Fact<'image.configuration'> | undefined,
): Judgement | undefined {
  if (environment === undefined || algorithm !== 'ML-KEM' || found.value.library !== 'Go cryptography')
    return undefined;
  const setting = imageEnvironment([environment]).godebug('tlsmlkem');
  if (setting === 'cut')
    return unknown(found.subject, "the image's GODEBUG is too long to be read whole", { kind: 'image.configuration' });
  if (setting !== '0') return undefined;
  return unmet(found.subject, [found, environment], {
    shortfall: 'the image sets GODEBUG tlsmlkem=0, with which Go offers no ML-KEM in TLS',
    remedy: 'Take tlsmlkem=0 out of the environment of the image.',
  });
}

function judgeOne(found: Fact<'crypto.implementation'>, algorithm: Algorithm): Judgement {
  const { library, version, postQuantum } = found.value;
  const has = algorithm === 'ML-KEM' ? postQuantum?.mlKem : postQuantum?.mlDsa;
  const named = `${library} ${version ?? 'of unknown version'}`;
  const basis = postQuantum?.basis ?? '';
  if (has === 'yes') return met(found.subject, [found]);
  if (has === 'no')
    return unmet(found.subject, [found], {
      shortfall: `${named} does not offer ${algorithm} (${basis})`,
      remedy: `Move to a version of ${library} that has ${algorithm}.`,
    });
  return unknown(found.subject, `whether ${named} has ${algorithm} is not known (${basis})`, {
    kind: 'crypto.implementation',
  });
}
