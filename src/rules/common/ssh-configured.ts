import type { Subject } from '../../facts/fact.ts';
import type { FactBase } from '../../facts/fact-base.ts';

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
