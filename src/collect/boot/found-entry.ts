import { bootSlot } from '../../codec/boot-slot.ts';
import { fipsWish, type KernelParameter, lastValue, readKernelCommandLine } from '../../codec/kernel-command-line.ts';
import type { Gap } from '../../facts/fact.ts';
import type { Locator, TargetPath } from '../../facts/locator.ts';
import { type Evidence, evidence } from '../../facts/quote.ts';
import type { BootEntry } from '../../facts/values/system.ts';

/** A boot entry with the line that shows it. */
export interface FoundEntry {
  readonly entry: BootEntry;
  readonly proof: Evidence;
}

/** What one way of booting brought home. */
export interface BootFinding {
  readonly entries: readonly FoundEntry[];
  readonly gaps: readonly Gap[];
}

/** What is known about the system around an entry. */
export interface BootContext {
  /** /boot is a file system of its own, so that dracut must be told where it is. */
  readonly hasSeparateBoot: boolean;
}

/** Judges a command line and writes the entry down. */
export function foundEntry(
  entry: Pick<BootEntry, 'source' | 'path' | 'title'> & {
    readonly commandLine: string;
    readonly oddities?: readonly string[];
    readonly line?: number;
  },
  context: BootContext,
): FoundEntry {
  const parameters = readKernelCommandLine(entry.commandLine);
  const wish = fipsWish(parameters);
  const { source, path, title, line } = entry;
  const at: Locator = line === undefined ? { in: 'file', path } : { in: 'file', path, line };
  const oddities = [...wish.oddities, ...lacksBoot(source, wish.fips, parameters, context), ...(entry.oddities ?? [])];
  const slot = source === 'uki-addon' ? null : bootSlot(entry.commandLine, title);
  const found = { source, path, title, fips: wish.fips, oddities } as const;
  return { entry: slot === null ? found : { ...found, slot }, proof: evidence(at, quoted(entry.commandLine)) };
}

/** A gap in what is known of booting. */
export function bootGap(why: string): Gap {
  return { kind: 'kernel.boot', subject: 'kernel', why };
}

/** Joins findings in order. */
export function joinFindings(findings: readonly BootFinding[]): BootFinding {
  return { entries: findings.flatMap(({ entries }) => entries), gaps: findings.flatMap(({ gaps }) => gaps) };
}

/** The real path of what a look answered. */
export function pathOf(at: Locator, asked: TargetPath): TargetPath {
  return at.in === 'file' ? at.path : asked;
}

/** A unified kernel image is checked on the ESP itself, and the templates do not yet name a kernel. */
function lacksBoot(
  source: BootEntry['source'],
  fips: 'on' | 'off',
  parameters: readonly KernelParameter[],
  context: BootContext,
): readonly string[] {
  if (fips === 'off' || !context.hasSeparateBoot || (source !== 'bls' && source !== 'grub.cfg')) return [];
  if (lastValue(parameters, 'boot') !== undefined) return [];
  return ["no `boot=` although /boot is a file system of its own: dracut's check of the kernel image stops the boot"];
}

/** The words about FIPS and boot first, since a quote is short. */
function quoted(commandLine: string): string {
  const words = commandLine.split(/\s+/).filter((word) => /^"?(fips|rd\.fips|boot)/.test(word));
  return words.length > 0 ? words.join(' ') : commandLine;
}
