import type { Fact } from '../../facts/fact.ts';
import type { FactBase } from '../../facts/fact-base.ts';
import type { BootEntry, KernelBoot } from '../../facts/values/system.ts';

/** The kernel flag with which programs of the target will meet: as it runs, else as every boot entry says. */
export interface BootFlag {
  /** `mixed`: entries differ; `unknown`: nothing tells, as in a container image. */
  readonly flag: 'on' | 'off' | 'mixed' | 'unknown';
  readonly because: readonly Fact[];
}

/** Rules that call this consult kernel.fips-mode and kernel.boot. */
export function bootFlag(facts: FactBase): BootFlag {
  const running = facts.all('kernel.fips-mode');
  if (running.length > 0) return { flag: running.every(({ value }) => value.enabled) ? 'on' : 'off', because: running };
  const boot = facts.all('kernel.boot');
  const flags = new Set(boot.flatMap(({ value }) => bootableEntries(value)).map(({ fips }) => fips));
  if (flags.size === 0) return { flag: 'unknown', because: boot };
  return { flag: flags.size > 1 ? 'mixed' : flags.has('on') ? 'on' : 'off', because: boot };
}

/**
 * The entries that a machine can boot, each with the flag that it would really have: what a UKI's addons add is counted in.
 * Where there are none, what the generators of entries say stands for them.
 */
export function bootableEntries({ entries }: KernelBoot): readonly BootEntry[] {
  const bootable = entries.filter(({ source }) => BOOTABLE.includes(source)).map((entry) => withAddons(entry, entries));
  return bootable.length > 0 ? bootable : entries.filter(({ source }) => source !== 'uki-addon');
}

/** Source: systemd-stub(7): addons in `NAME.efi.extra.d/` go to that UKI, those in `loader/addons/` to all. */
function withAddons(entry: BootEntry, entries: readonly BootEntry[]): BootEntry {
  if (entry.source !== 'uki' || entry.fips === 'on') return entry;
  const adds = entries.some(
    ({ source, fips, path }) =>
      source === 'uki-addon' &&
      fips === 'on' &&
      (path.startsWith(`${entry.path}.extra.d/`) || path.includes('/loader/addons/')),
  );
  return adds ? { ...entry, fips: 'on' } : entry;
}

const BOOTABLE: readonly BootEntry['source'][] = ['bls', 'grub.cfg', 'uki', 'kernel-cmdline'];
