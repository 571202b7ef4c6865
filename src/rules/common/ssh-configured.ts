import type { Fact, FactKind, Subject } from '../../facts/fact.ts';
import type { FactBase } from '../../facts/fact-base.ts';
import type { Origin } from '../../facts/values/configuration.ts';
import type { ExactRemedy } from '../remedy.ts';
import type { Judgement } from '../rule.ts';
import { asBooted, IN_FIPS_MODE, missingTwins, notBooted } from './as-booted.ts';
import { bootFlag } from './boot-flag.ts';
import { mountedOver } from './fips-overlay.ts';

/** Judges the lists that hold on the target as it boots. Rules that call this consult `sshBootKinds`. */
export function judgeSshAsBooted(
  facts: FactBase,
  judge: (configured: Fact<'ssh.configured'>) => Judgement,
): readonly Judgement[] {
  const { flag } = bootFlag(facts);
  const gaps = facts.gaps('ssh.configured');
  const settings = { facts: facts.all('ssh.configured'), gaps };
  return [
    ...asBooted(flag, settings).map(judge),
    ...missingTwins(flag, settings, 'ssh.configured'),
    ...notBooted(flag, gaps),
  ];
}

/** Why a list may not be what holds as the system boots; undefined: it is. Rules that call this consult `sshBootKinds`. */
export function whyOpen(facts: FactBase, fact: Fact<'ssh.configured'>, keyword: string): string | undefined {
  const { origin } = fact.value;
  if (bootFlag(facts).flag !== 'on' && !fact.subject.endsWith(IN_FIPS_MODE)) return undefined;
  return mountedOver(facts, Object.values(origin)) ?? whyOtherList(facts, origin[keyword]);
}

/** Red Hat's OpenSSH asks OpenSSL, not the kernel. Source: openssl/fips.h of RHEL 9, EVP_default_properties_is_fips_enabled(). */
function whyOtherList(facts: FactBase, origin: Origin | undefined): string | undefined {
  if (origin?.from !== 'built-in' || !origin.library.endsWith(' in FIPS mode')) return undefined;
  const properties = facts.all('openssl.properties').filter(({ value }) => value.kernelFips === 'on');
  if (properties.length > 0 && properties.every(({ value }) => value.fipsRequired)) return undefined;
  const [found] = properties;
  const are = found === undefined ? 'are not known' : `are "${found.value.defaultProperties}"`;
  return `OpenSSH has its lists for FIPS mode only where OpenSSL's default properties demand fips=yes, and they ${are}`;
}

/** The kinds that these functions look at beside ssh.configured. */
export const sshBootKinds: readonly FactKind[] = [
  'crypto-policy.state',
  'kernel.boot',
  'kernel.fips-mode',
  'openssl.properties',
];

/** Whether OpenSSH is not there: a list of packages that holds others but not it, and no configuration of it. */
export function sshIsAbsent(facts: FactBase): boolean {
  if (facts.all('ssh.configured').length > 0 || facts.gaps('ssh.configured').length > 0) return false;
  if (facts.gaps('package.installed').length > 0) return false;
  const listed = facts.all('package.inventory').some(({ value }) => value.total > 0);
  return listed && !facts.all('package.installed').some(({ value }) => value.name.startsWith('openssh'));
}

/**
 * A remedy of lines in drop-ins, one a keyword: what sets another keyword later leaves this one as it is. Restarting the service is
 * left to whoever applies it.
 */
export function sshRemedy(subject: Subject, text: string): ExactRemedy {
  const [first = '', ...rest] = text.split('\n');
  const steps = [sshStep(subject, first), ...rest.map((line) => sshStep(subject, line))] as const;
  return { words: steps.map(({ file, lines }) => `In ${file} write:\n${lines.join('\n')}`).join('\n'), steps };
}

function sshStep(subject: Subject, line: string) {
  return { do: 'ssh-lines', file: sshFile(subject, line), lines: [line] } as const;
}

/** A drop-in that is read before the vendor's own: the first value of a keyword wins. Source: sshd_config(5), ssh_config(5). */
function sshFile(subject: Subject, line: string): string {
  const [keyword = ''] = line.toLowerCase().split(' ');
  return `/etc/ssh/${subject.includes('client') ? 'ssh_config.d' : 'sshd_config.d'}/00-pqready-${keyword}.conf`;
}
