import { type BootLoaderEntry, readBootLoaderEntry } from '../../codec/boot-loader-spec.ts';
import { expandGrubVariables, type GrubVariables } from '../../codec/grub-configuration.ts';
import { describeProblem } from '../../codec/parsed.ts';
import { readUnifiedKernelImage } from '../../codec/unified-kernel-image.ts';
import { type TargetPath, targetPath } from '../../facts/locator.ts';
import { describeHidden } from '../../target/sighting.ts';
import type { FileView } from '../../target/views.ts';
import { glob } from '../glob.ts';
import { type BootContext, type BootFinding, bootGap, foundEntry, joinFindings, pathOf } from './found-entry.ts';

/** Where type #1 entries lie: on /boot, or on the EFI system partition. */
export const bootLoaderSpecPaths = [
  '/boot/efi/loader/entries/*.conf',
  '/boot/loader/entries/*.conf',
  '/efi/loader/entries/*.conf',
] as const;

/** Where programs lie that such entries start. */
export const bootProgramPaths = ['/boot/EFI/*/*.efi', '/boot/efi/EFI/*/*.efi', '/efi/EFI/*/*.efi'] as const;

/** The entries of the Boot Loader Specification. `$kernelopts` in one is taken from the GRUB environment, as Fedora's GRUB does. */
export async function bootLoaderSpecEntries(
  files: FileView,
  variables: GrubVariables,
  context: BootContext & { readonly isEnvironmentHidden: boolean },
): Promise<BootFinding> {
  const found = await Promise.all(bootLoaderSpecPaths.map((pattern) => glob(files, pattern)));
  const paths = found.flatMap((each) => each.paths);
  const findings = await Promise.all(paths.map((path) => readEntry(files, path, variables, context)));
  const gaps = found.flatMap(({ hidden }) => hidden.map(bootGap));
  return joinFindings([...findings, { entries: [], gaps }]);
}

async function readEntry(
  files: FileView,
  path: TargetPath,
  variables: GrubVariables,
  context: BootContext & { readonly isEnvironmentHidden: boolean },
): Promise<BootFinding> {
  const text = await files.read(path, 64 * 1024);
  if (text.state === 'absent') return NOTHING;
  if (text.state === 'hidden') return { entries: [], gaps: [bootGap(describeHidden(text))] };
  const entry = readBootLoaderEntry(new TextDecoder().decode(text.value));
  if (entry.linux === null)
    return entry.efi === null ? NOTHING : readProgram(files, path, { ...entry, efi: entry.efi }, context);
  const { commandLine, unset } = expandGrubVariables(entry.options, variables);
  const missing = unset.filter((name) => name !== 'tuned_params');
  if (missing.length > 0 && context.isEnvironmentHidden) {
    const why = `${path}: \`$${missing.join('`, `$')}\` stands in the GRUB environment, which could not be read`;
    return { entries: [], gaps: [bootGap(why)] };
  }
  const oddities = missing.map((name) => `\`$${name}\` is set nowhere, so nothing stands in its place`);
  const id = path.slice(path.lastIndexOf('/') + 1).replace(/\.conf$/, '');
  const title = entry.title ?? entry.version ?? id;
  const source = { source: 'bls', path: pathOf(text.at, path), title, commandLine, oddities } as const;
  const found = foundEntry(source, context);
  const isSaved = variables.get('saved_entry')?.at(-1) === id;
  return { entries: [isSaved ? { ...found, entry: { ...found.entry, isSaved } } : found], gaps: [] };
}

/**
 * An entry that starts an EFI program. A unified kernel image in EFI/Linux is an entry by itself and is read as one; elsewhere it is
 * read here. `options` take the place of the image's command line only where Secure Boot is off, so both must hold. A program
 * without a kernel (a shell, a memory test, a boot loader) starts no Linux. Source: systemd-stub(7), "Command Line".
 */
async function readProgram(
  files: FileView,
  path: TargetPath,
  entry: BootLoaderEntry & { readonly efi: string },
  context: BootContext,
): Promise<BootFinding> {
  const root = path.replace(/\/loader\/entries\/[^/]*$/, '');
  const program = targetPath(`${root}/${entry.efi}`);
  if (/\/EFI\/Linux\/[^/]+\.efi$/i.test(program)) return NOTHING;
  const bytes = await files.read(program, LARGEST_PROGRAM);
  if (bytes.state === 'absent') return NOTHING;
  if (bytes.state === 'hidden') return { entries: [], gaps: [bootGap(describeHidden(bytes))] };
  const images = readUnifiedKernelImage(bytes.value);
  if (!images.ok) return { entries: [], gaps: [bootGap(`${program}: ${describeProblem(images)}`)] };
  const lines = images.value.filter(({ hasKernel }) => hasKernel).map(({ commandLine }) => commandLine);
  if (lines.length > 0 && entry.options !== '') lines.push(entry.options);
  const title = entry.title ?? entry.version ?? path.slice(path.lastIndexOf('/') + 1);
  return {
    entries: lines.map((commandLine) => foundEntry({ source: 'bls', path, title, commandLine }, context)),
    gaps: [],
  };
}

const NOTHING: BootFinding = { entries: [], gaps: [] };
const LARGEST_PROGRAM = 256 * 1024 * 1024;
