import { describeProblem } from '../../codec/parsed.ts';
import { readPeSections, sectionText } from '../../codec/pe-sections.ts';
import { type TargetPath, targetPath } from '../../facts/locator.ts';
import { describeHidden } from '../../target/sighting.ts';
import type { FileView } from '../../target/views.ts';
import { type Globbed, glob } from '../glob.ts';
import { type BootContext, type BootFinding, bootGap, type FoundEntry, foundEntry, pathOf } from './found-entry.ts';

/** Unified kernel images, the addons beside them, and the addons for all images, on each place of the EFI system partition. */
export const unifiedKernelPaths: readonly string[] = ['/boot', '/boot/efi', '/efi'].flatMap((esp) => [
  `${esp}/EFI/Linux/*.efi`,
  `${esp}/EFI/Linux/*.efi.extra.d/*.addon.efi`,
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

interface Image {
  readonly path: TargetPath;
  readonly commandLine: string;
}

async function readPartition(
  files: FileView,
  esp: string,
  seen: Set<TargetPath>,
  context: BootContext,
): Promise<BootFinding> {
  const [generalFound, kernelsFound, addonsFound] = await Promise.all([
    glob(files, `${esp}/loader/addons/*.addon.efi`),
    glob(files, `${esp}/EFI/Linux/*.efi`),
    glob(files, `${esp}/EFI/Linux/*.efi.extra.d/*.addon.efi`),
  ]);
  const gaps = [...generalFound.hidden, ...kernelsFound.hidden, ...addonsFound.hidden];
  const read = async ({ paths }: Globbed): Promise<readonly Image[]> => {
    const images: Image[] = [];
    // One after the other: an image holds a kernel and an initramfs, and memory for one is enough.
    for (const path of paths) images.push(...(await readImage(files, path, seen, gaps)));
    return images;
  };
  const general = await read(generalFound);
  const kernels = await read(kernelsFound);
  const addons = await read(addonsFound);
  const entries = [
    ...kernels.map((kernel) => kernelEntry(kernel, [...general, ...addons.filter(isFor(kernel))], context)),
    ...[...general, ...addons].flatMap((addon) => addonEntry(addon, kernelsFound.paths, context)),
  ];
  return { entries, gaps: gaps.map(bootGap) };
}

function isFor(kernel: Image): (addon: Image) => boolean {
  return (addon) => ownerOf(addon) === kernel.path;
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
  const sections = readPeSections(bytes.value);
  if (!sections.ok) {
    gaps.push(`${real}: ${describeProblem(sections)}`);
    return [];
  }
  const commandLine = sectionText(bytes.value, sections.value, '.cmdline');
  if (commandLine === undefined && sections.value.some(({ name }) => name === '.cmdline')) {
    gaps.push(`${real}: its .cmdline section lies past the end of the file`);
    return [];
  }
  return [{ path: real, commandLine: (commandLine ?? '').trim() }];
}

function kernelEntry(kernel: Image, addons: readonly Image[], context: BootContext): FoundEntry {
  const commandLine = [kernel, ...addons].map((image) => image.commandLine).join(' ');
  return foundEntry({ source: 'uki', path: kernel.path, title: nameOf(kernel.path), commandLine }, context);
}

/** An addon that speaks of FIPS, or that no image takes in. */
function addonEntry(addon: Image, kernels: readonly TargetPath[], context: BootContext): readonly FoundEntry[] {
  const owner = ownerOf(addon);
  const isOrphan = owner === undefined ? kernels.length === 0 : !kernels.includes(owner);
  const found = foundEntry(
    { source: 'uki-addon', path: addon.path, title: nameOf(addon.path), commandLine: addon.commandLine },
    context,
  );
  if (!isOrphan) return /(^|\s)fips(=|\s|$)/.test(addon.commandLine) ? [found] : [];
  const missing = owner === undefined ? 'there is no unified kernel image' : `there is no ${owner}`;
  const oddity = `orphaned: ${missing}, so no kernel is told \`${addon.commandLine.slice(0, 80)}\``;
  return [{ ...found, entry: { ...found.entry, fips: 'off', oddities: [...found.entry.oddities, oddity] } }];
}

/** The image to which an addon's directory belongs; undefined for an addon for all images. */
function ownerOf(addon: Image): TargetPath | undefined {
  const match = /^(.*\.efi)\.extra\.d\/[^/]+$/.exec(addon.path);
  return match?.[1] === undefined ? undefined : targetPath(match[1]);
}

function nameOf(path: TargetPath): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

const LARGEST = 256 * 1024 * 1024;
