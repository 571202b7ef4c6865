import type { Fact, FactKind } from '../../facts/fact.ts';
import type { FactBase } from '../../facts/fact-base.ts';
import type { TlsConfigured } from '../../facts/values/configuration.ts';
import type { Judgement } from '../rule.ts';
import { asBooted, IN_FIPS_MODE, missingTwins, notBooted } from './as-booted.ts';
import { bootFlag } from './boot-flag.ts';
import { isAtLeast } from './fips-modules.ts';
import { mountedOver } from './fips-overlay.ts';
import { notApplicable, unknown } from './judgement.ts';

/**
 * Judges the TLS settings that hold on the target as it boots: those for the kernel's FIPS mode stand in for the usual ones
 * where the flag is on and are left out where it is off; where the flag is not known, both stand.
 * Rules that call this consult `bootedKinds`.
 */
export function judgeAsBooted(
  facts: FactBase,
  judge: (configured: Fact<'tls.configured'>) => Judgement,
): readonly Judgement[] {
  const { flag } = bootFlag(facts);
  const gaps = facts.gaps('tls.configured');
  const settings = { facts: facts.all('tls.configured'), gaps };
  const judgements = asBooted(flag, settings).map((fact) => {
    const inFipsMode = flag === 'on' || fact.subject.endsWith(IN_FIPS_MODE);
    return (inFipsMode ? overlaid(facts, fact) : undefined) ?? judge(fact);
  });
  return [...judgements, ...missingTwins(flag, settings, 'tls.configured'), ...notBooted(flag, gaps)];
}

/** The kinds that `judgeAsBooted` looks at beside tls.configured. */
export const bootedKinds: readonly FactKind[] = ['crypto-policy.state', 'kernel.boot', 'kernel.fips-mode'];

/**
 * Judges OpenSSL's settings where a FIPS module serves: those for the kernel's FIPS mode, or the only ones where the library
 * does not look at the kernel. Where the configuration routes to no module there is no FIPS mode to be judged.
 * Rules that call this consult fips.module and crypto-policy.state.
 */
export function judgeInFipsMode(
  facts: FactBase,
  judge: (configured: Fact<'tls.configured'>) => Judgement,
): readonly Judgement[] {
  const openssl = facts.all('tls.configured').filter(({ subject }) => subject.startsWith(OPENSSL));
  const routes = routesToModule(facts);
  if (routes === 'no')
    return openssl.map(({ subject }) =>
      notApplicable(subject, 'no FIPS module serves, so there is no FIPS mode to judge'),
    );
  if (routes === 'unknown')
    return openssl.map(({ subject }) =>
      unknown(subject, 'whether a FIPS module serves cannot be told', { kind: 'fips.module' }),
    );
  const gaps = facts.gaps('tls.configured');
  return [
    ...asBooted('on', { facts: openssl, gaps }).map((fact) => overlaid(facts, fact) ?? judge(fact)),
    ...missingTwins('on', { facts: openssl, gaps }, 'tls.configured'),
  ];
}

/** One setting from a file that is mounted over makes all of them open: the other file may set what this one leaves alone. */
function overlaid(facts: FactBase, { subject, value }: Fact<'tls.configured'>): Judgement | undefined {
  const why = mountedOver(facts, Object.values(value.origin));
  return why === undefined ? undefined : unknown(subject, why, { kind: 'tls.configured' });
}

function routesToModule(facts: FactBase): 'yes' | 'no' | 'unknown' {
  const selections = facts.all('fips.module').map(({ value }) => value.selected.flagOn);
  if (selections.some((selected) => isAtLeast(selected, 'preferred'))) return 'yes';
  return selections.includes('unknown') || facts.gaps('fips.module').length > 0 ? 'unknown' : 'no';
}

/** Where a setting comes from, in words: `/etc/ssl/openssl.cnf:12`, `built into OpenSSL 3.5.7`. */
export function originOf(value: TlsConfigured, setting: keyof TlsConfigured['origin']): string {
  const origin = value.origin[setting];
  return origin.from === 'built-in' ? `built into ${origin.library}` : `${origin.path}:${origin.line}`;
}

const OPENSSL = 'OpenSSL system default';
