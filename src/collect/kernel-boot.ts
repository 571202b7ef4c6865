import { fipsWish, readKernelCommandLine } from '../codec/kernel-command-line.ts';
import { fact, type Gap, type Harvest } from '../facts/fact.ts';
import { targetPath } from '../facts/locator.ts';
import { type Evidence, evidence } from '../facts/quote.ts';
import type { BootEntry, KernelBoot } from '../facts/values/system.ts';
import { describeHidden } from '../target/sighting.ts';
import type { FileView, KernelView } from '../target/views.ts';
import { bootLoaderSpecEntries, bootLoaderSpecPaths, bootProgramPaths } from './boot/boot-loader-spec-entries.ts';
import { bootcArguments, bootTemplatePaths, grubDefaults, kernelInstallCommandLine } from './boot/boot-templates.ts';
import { type BootFinding, bootGap, joinFindings } from './boot/found-entry.ts';
import { grubConfigurationPaths, grubEntries, grubEnvironmentPaths } from './boot/grub-entries.ts';
import { separateFileSystems } from './boot/separate-file-systems.ts';
import { unifiedKernelImages, unifiedKernelPaths } from './boot/unified-kernel-images.ts';
import type { Collector } from './collector.ts';

/** What the kernel was told when it started, and what each boot entry and template would tell it. */
export const kernelBoot: Collector<'files', 'kernel'> = {
  id: 'kernel-boot',
  needs: ['files'],
  welcomes: ['kernel'],
  yields: ['kernel.boot'],
  opens: [
    '/etc/fstab',
    // Of ostree, /boot/loader is a link to one of these.
    '/boot/loader.*/entries/*.conf',
    ...bootLoaderSpecPaths,
    ...bootProgramPaths,
    ...bootTemplatePaths,
    ...grubConfigurationPaths,
    ...grubEnvironmentPaths,
    ...unifiedKernelPaths,
  ],
  async collect({ files, kernel }) {
    const found = await bootEntries(files, kernel);
    const running = await runningCommandLine(kernel);
    const entries = found.entries.toSorted((left, right) => compare(sortKey(left.entry), sortKey(right.entry)));
    const value: KernelBoot = { running: running.value, entries: entries.map(({ entry }) => entry) };
    const looked = evidence({ in: 'file', path: targetPath('/boot') }, 'no boot entry in any known place');
    const [first = looked, ...more] = [...running.proof, ...entries.map(({ proof }) => proof)];
    const gaps = [...running.gaps, ...found.gaps];
    // Nothing at all was seen and something could not be looked at: that is not the statement "boots nothing".
    const isBlind = value.running === null && entries.length === 0 && gaps.length > 0;
    return { facts: isBlind ? [] : [fact('kernel.boot', SUBJECT, value, first, ...more)], gaps } satisfies Harvest;
  },
};

async function bootEntries(files: FileView, kernel: KernelView | undefined): Promise<BootFinding> {
  const { hasSeparateBoot, notMounted } = await separateFileSystems(files, kernel);
  const context = { hasSeparateBoot };
  const grub = await grubEntries(files, context);
  const findings = await Promise.all([
    bootLoaderSpecEntries(files, grub.variables, { ...context, isEnvironmentHidden: grub.isEnvironmentHidden }),
    grubDefaults(files, context),
    kernelInstallCommandLine(files, context),
    bootcArguments(files, context),
    unifiedKernelImages(files, context),
  ]);
  const gaps = notMounted.map((place) =>
    bootGap(`${place}: a file system of its own (/etc/fstab) that is not mounted here`),
  );
  const joined = joinFindings([grub, ...findings, { entries: [], gaps }]);
  const whys = new Set(joined.gaps.map(({ why }) => why));
  return { entries: joined.entries, gaps: [...whys].map(bootGap) };
}

interface Running {
  readonly value: KernelBoot['running'];
  readonly proof: readonly Evidence[];
  readonly gaps: readonly Gap[];
}

async function runningCommandLine(kernel: KernelView | undefined): Promise<Running> {
  const cmdline = await kernel?.read('cmdline');
  if (cmdline === undefined) return { value: null, proof: [], gaps: [] };
  if (cmdline.state !== 'seen') {
    const why = cmdline.state === 'hidden' ? describeHidden(cmdline) : 'the kernel shows no command line';
    return { value: null, proof: [], gaps: [bootGap(why)] };
  }
  const commandLine = cmdline.value.trim();
  const { fips } = fipsWish(readKernelCommandLine(commandLine));
  return { value: { fips, commandLine }, proof: [evidence(cmdline.at, commandLine)], gaps: [] };
}

function sortKey(entry: BootEntry): string {
  return `${entry.source}\0${entry.path}\0${entry.title}`;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

const SUBJECT = 'kernel';
