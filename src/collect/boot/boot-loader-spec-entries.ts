import { readBootLoaderEntry } from '../../codec/boot-loader-spec.ts';
import { expandGrubVariables, type GrubVariables } from '../../codec/grub-configuration.ts';
import type { TargetPath } from '../../facts/locator.ts';
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
  if (text.state === 'absent') return { entries: [], gaps: [] };
  if (text.state === 'hidden') return { entries: [], gaps: [bootGap(describeHidden(text))] };
  const entry = readBootLoaderEntry(new TextDecoder().decode(text.value));
  if (entry.linux === null) return { entries: [], gaps: [] };
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
