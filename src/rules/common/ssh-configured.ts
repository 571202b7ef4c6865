import type { Fact, FactKind, Subject } from '../../facts/fact.ts';
import type { FactBase } from '../../facts/fact-base.ts';
import { asBooted } from './as-booted.ts';
import { bootFlag } from './boot-flag.ts';
import { mountedOver } from './fips-overlay.ts';

/** The lists that hold on the target as it boots. Rules that call this consult `sshBootKinds`. */
export function sshAsBooted(facts: FactBase): readonly Fact<'ssh.configured'>[] {
  return asBooted(bootFlag(facts).flag, facts.all('ssh.configured'));
}

/**
 * Why what stands in the files does not tell what holds in FIPS mode; undefined: it does. A build that has lists of its own
 * for that mode uses them wherever a keyword rests on the built-in list. Rules that call this consult `sshBootKinds`.
 */
export function whyOpen(
  facts: FactBase,
  { value: { origin, oddities } }: Fact<'ssh.configured'>,
  keyword: string,
): string | undefined {
  if (bootFlag(facts).flag === 'off') return undefined;
  const isBuiltIn = origin[keyword]?.from === 'built-in';
  const other = isBuiltIn ? oddities?.find((oddity) => oddity.includes('kernel FIPS mode')) : undefined;
  return mountedOver(facts, Object.values(origin)) ?? (other === undefined ? undefined : `${keyword}: ${other}`);
}

/** The kinds that these functions look at beside ssh.configured. */
export const sshBootKinds: readonly FactKind[] = ['crypto-policy.state', 'kernel.boot', 'kernel.fips-mode'];

/** Whether OpenSSH is not there: a list of packages that holds others but not it, and no configuration of it. */
export function sshIsAbsent(facts: FactBase): boolean {
  if (facts.all('ssh.configured').length > 0 || facts.gaps('ssh.configured').length > 0) return false;
  if (facts.gaps('package.installed').length > 0) return false;
  const listed = facts.all('package.inventory').some(({ value }) => value.total > 0);
  return listed && !facts.all('package.installed').some(({ value }) => value.name.startsWith('openssh'));
}

/** A drop-in that is read before the vendor's own: the first value of a keyword wins. Source: sshd_config(5), ssh_config(5). */
export function sshFile(subject: Subject): string {
  return subject.includes('client')
    ? '/etc/ssh/ssh_config.d/00-pqready.conf'
    : '/etc/ssh/sshd_config.d/00-pqready.conf';
}
