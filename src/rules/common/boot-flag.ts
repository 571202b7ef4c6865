import type { Fact } from '../../facts/fact.ts';
import type { FactBase } from '../../facts/fact-base.ts';
import type { BootEntry, KernelBoot } from '../../facts/values/system.ts';

/** The kernel flag with which programs of the target will meet: as it runs, else as every boot entry says. */
export interface BootFlag {
  /** `mixed`: entries differ; `unknown`: nothing tells, as in a container image. */
  readonly flag: 'on' | 'off' | 'mixed' | 'unknown';
  readonly because: readonly Fact[];
}

/**
 * What a host boots next does not tell how it runs: where its running kernel could not be asked, nothing tells.
 * Rules that call this consult kernel.fips-mode and kernel.boot.
 */
export function bootFlag(facts: FactBase): BootFlag {
  const running = facts.all('kernel.fips-mode');
  if (running.length > 0) return { flag: running.every(({ value }) => value.enabled) ? 'on' : 'off', because: running };
  if (facts.gaps('kernel.fips-mode').some(({ kind }) => kind === 'kernel.fips-mode'))
    return { flag: 'unknown', because: [] };
  const boot = facts.all('kernel.boot');
  const flags = new Set(boot.flatMap(({ value }) => bootableEntries(value)).map(({ fips }) => fips));
  if (flags.size === 0) return { flag: 'unknown', because: boot };
  return { flag: flags.size > 1 ? 'mixed' : flags.has('on') ? 'on' : 'off', because: boot };
}

/**
 * The entries that a machine can boot. What a unified kernel image's addons add is counted in already, and an addon is no entry.
 * Where there are none, what the generators of entries say stands for them.
 */
export function bootableEntries({ entries }: KernelBoot): readonly BootEntry[] {
  const bootable = entries.filter(({ source }) => BOOTABLE.includes(source));
  return bootable.length > 0 ? bootable : entries.filter(({ source }) => source !== 'uki-addon');
}

const BOOTABLE: readonly BootEntry['source'][] = ['bls', 'grub.cfg', 'uki', 'kernel-cmdline'];
