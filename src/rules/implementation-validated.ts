import type { Fact } from '../facts/fact.ts';
import type { PredictedOutcome } from '../facts/values/modules.ts';
import { bootFlag } from './common/boot-flag.ts';
import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { noParameters } from './common/parameters.ts';
import type { Judgement, Rule } from './rule.ts';

/** Does each implementation compute inside a validated module, under every kernel flag that it can meet? */
export const implementationValidated: Rule<null> = {
  id: 'implementation-validated',
  title: 'every implementation of cryptography computes inside a validated module',
  reads: ['crypto.implementation', 'fips.prediction'],
  consults: ['crypto.dependents', 'kernel.fips-mode', 'kernel.boot'],
  params: noParameters,
  judge(facts) {
    const predictions = facts.all('fips.prediction');
    if (predictions.length === 0)
      return [notApplicable(NONE, 'no program, archive or library with a copy of its own was seen')];
    const { flag } = bootFlag(facts);
    const followers = new Set(facts.all('crypto.dependents').map(({ subject }) => subject));
    return predictions.map((prediction) =>
      judgeOne(prediction, flag, followers.has(prediction.subject) ? FOLLOW : REMEDY),
    );
  },
};

function judgeOne(
  prediction: Fact<'fips.prediction'>,
  flag: 'on' | 'off' | 'mixed' | 'unknown',
  remedy: string,
): Judgement {
  const { flagOff, flagOn } = prediction.value;
  const outcomes = flag === 'on' ? [flagOn] : flag === 'off' ? [flagOff] : [flagOff, flagOn];
  if (outcomes.every(({ outcome }) => outcome === 'validated-module'))
    return met(prediction.subject, [prediction], [reasons(outcomes)]);
  const open = outcomes.find(({ outcome }) => outcome === 'unknown');
  if (open !== undefined) return unknown(prediction.subject, open.why, { kind: 'fips.prediction' });
  if (outcomes.some(({ outcome }) => outcome === 'validated-module'))
    return unknown(prediction.subject, `it depends on the kernel of the host: ${said(flagOff, flagOn)}`, {
      kind: 'kernel.fips-mode',
    });
  return unmet(prediction.subject, [prediction], { shortfall: reasons(outcomes), remedy });
}

function reasons(outcomes: readonly PredictedOutcome[]): string {
  return [...new Set(outcomes.map(({ why }) => why))].join('; ');
}

function said(off: PredictedOutcome, on: PredictedOutcome): string {
  return `kernel flag off: ${off.why}; on: ${on.why}`;
}

const NONE = 'implementations of cryptography';
const REMEDY =
  'Build or install it so that it calls the validated module of the system (a shared OpenSSL, a Go program with GOFIPS140 of a validated version), or keep it away from what needs validated cryptography.';
const FOLLOW =
  'Nothing in these programs: they compute where the library does. Let the library call a validated module, and they follow.';
