import { describeProblem } from '../../codec/parsed.ts';
import { readUnifiedKernelImage, type UnifiedKernelImage } from '../../codec/unified-kernel-image.ts';
import type { TargetPath } from '../../facts/locator.ts';
import { describeHidden } from '../../target/sighting.ts';
import type { FileView } from '../../target/views.ts';
import { type Globbed, glob } from '../glob.ts';
import { type BootContext, type BootFinding, bootGap, type FoundEntry, foundEntry, pathOf } from './found-entry.ts';

/** Unified kernel images, the addons beside them, and the addons for all images, on each place of the EFI system partition. */
export const unifiedKernelPaths: readonly string[] = ['/boot', '/boot/efi', '/efi'].flatMap((esp) => [
  `${esp}/EFI/BOOT/BOOT*.EFI`,
  `${esp}/EFI/Linux/*.efi`,
  `${esp}/EFI/*/*.extra.d/*.efi`,
  `${esp}/loader/addons/*.addon.efi`,
]);

/**
 * The command lines of unified kernel images: the image's own, then those of the addons for all images, then of its own
 * addons. An addon whose image is gone says nothing to any kernel. Source: systemd-stub(7).
 */
export async function unifiedKernelImages(files: FileView, context: BootContext): Promise<BootFinding> {
  const partitions = [];
  const seen = new Set<TargetPath>();
  for (const esp of ['/boot', '/boot/efi', '/efi']) partitions.push(await readPartition(files, esp, seen, context));
  return { entries: partitions.flatMap(({ entries }) => entries), gaps: partitions.flatMap(({ gaps }) => gaps) };
}

interface Image extends UnifiedKernelImage {
  readonly path: TargetPath;
}

async function readPartition(
  files: FileView,
  esp: string,
  seen: Set<TargetPath>,
  context: BootContext,
): Promise<BootFinding> {
  const [generalFound, kernelsFound, fallbackFound, addonsFound] = await Promise.all([
    glob(files, `${esp}/loader/addons/*.addon.efi`),
    glob(files, `${esp}/EFI/Linux/*.efi`),
    glob(files, `${esp}/EFI/BOOT/BOOT*.EFI`),
    glob(files, `${esp}/EFI/*/*.extra.d/*.efi`),
  ]);
  const gaps = [generalFound, kernelsFound, fallbackFound, addonsFound].flatMap(({ hidden }) => hidden);
  const read = async ({ paths }: Pick<Globbed, 'paths'>): Promise<readonly Image[]> => {
    const images: Image[] = [];
    // One after the other: an image holds a kernel and an initramfs, and memory for one is enough.
    for (const path of paths) images.push(...(await readImage(files, path, seen, gaps)));
    return images;
  };
  const general = await read(generalFound);
  // What the firmware starts where nothing else is set is a boot loader on most systems.
  const fallbacks = (await read(fallbackFound)).filter(({ hasKernel }) => hasKernel);
  const kernels = [...(await read(kernelsFound)), ...fallbacks];
  const addons = await read(addonsFound);
  const partition = {
    kernels,
    unread: kernelsFound.paths.filter((path) => !kernels.some((kernel) => kernel.path === path)),
  };
  const entries = [
    ...kernels.map((kernel) => kernelEntry(kernel, [...general, ...addons], context)),
    ...[...general, ...addons].flatMap((addon) => addonEntry(addon, partition, context)),
  ];
  return { entries, gaps: gaps.map(bootGap) };
}

async function readImage(
  files: FileView,
  path: TargetPath,
  seen: Set<TargetPath>,
  gaps: string[],
): Promise<readonly Image[]> {
  const bytes = await files.read(path, LARGEST);
  const real = pathOf(bytes.at, path);
  if (bytes.state === 'hidden') gaps.push(describeHidden(bytes));
  if (bytes.state !== 'seen' || seen.has(real)) return [];
  seen.add(real);
  const images = readUnifiedKernelImage(bytes.value);
  if (images.ok) return images.value.map((image) => ({ path: real, ...image }));
  gaps.push(`${real}: ${describeProblem(images)}`);
  return [];
}

function kernelEntry(kernel: Image, addons: readonly Image[], context: BootContext): FoundEntry {
  const { path, profile, release, system, hasInitramfs } = kernel;
  const taken = addons.filter((addon) => isFor(addon, path) && doesFit(addon, kernel) && isNamedWell(addon));
  const commandLine = [kernel, ...taken].map((image) => image.commandLine).join(' ');
  const title = profile === null ? nameOf(path) : `${nameOf(path)} @${profile}`;
  const found = foundEntry({ source: 'uki', path, title, commandLine }, context);
  return { ...found, entry: { ...found.entry, image: { release, system, hasInitramfs } } };
}

interface Partition {
  readonly kernels: readonly Image[];
  /** Images that are there and could not be read: their addons are not orphans. */
  readonly unread: readonly TargetPath[];
}

/** An addon that speaks of FIPS, or that no image takes in. */
function addonEntry(addon: Image, { kernels, unread }: Partition, context: BootContext): readonly FoundEntry[] {
  const { path, commandLine } = addon;
  const found = foundEntry({ source: 'uki-addon', path, title: nameOf(path), commandLine }, context);
  const owners = [...kernels.map((kernel) => kernel.path), ...unread].filter((kernel) => isFor(addon, kernel));
  const fitting = kernels.filter((kernel) => isFor(addon, kernel.path) && doesFit(addon, kernel));
  const isTaken = fitting.length > 0 || unread.some((kernel) => isFor(addon, kernel));
  const says = commandLine.slice(0, 80);
  if (owners.length === 0) return [unused(found, `orphaned: ${missing(addon)}, so no kernel is told \`${says}\``)];
  if (!/(^|\s)fips(=|\s|$)/.test(commandLine)) return [];
  if (!isNamedWell(addon)) return [unused(found, `not called *.addon.efi, so no kernel is told \`${says}\``)];
  if (isTaken) return [found];
  return [unused(found, `made for kernel ${addon.release}, which none of its images holds: it is passed over`)];
}

function unused({ entry, proof }: FoundEntry, oddity: string): FoundEntry {
  return { entry: { ...entry, fips: 'off', oddities: [...entry.oddities, oddity] }, proof };
}

function missing(addon: Image): string {
  const directory = addonDirectory(addon.path);
  return directory === undefined
    ? 'there is no unified kernel image'
    : `there is no ${directory.replace(/\.extra\.d$/, '')}`;
}

/** Addons of an image lie in a directory that is called as it is, without the counter of its attempts to boot. */
function isFor(addon: Image, kernel: TargetPath): boolean {
  const directory = addonDirectory(addon.path);
  return directory === undefined || directory === `${kernel.replace(/\+\d+(-\d+)?(?=\.efi$)/i, '')}.extra.d`;
}

/** Where both name a kernel, they must name the same. */
function doesFit(addon: Image, kernel: Image): boolean {
  return addon.release === null || kernel.release === null || addon.release === kernel.release;
}

function isNamedWell(addon: Image): boolean {
  return addon.path.endsWith('.addon.efi');
}

/** undefined for an addon for all images. */
function addonDirectory(path: TargetPath): string | undefined {
  return /^(.*\.extra\.d)\/[^/]+$/.exec(path)?.[1];
}

function nameOf(path: TargetPath): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

const LARGEST = 256 * 1024 * 1024;
