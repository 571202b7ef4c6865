import { type GrubVariables, readGrubConfiguration } from '../../codec/grub-configuration.ts';
import { readGrubEnvironment } from '../../codec/grub-environment.ts';
import { describeProblem } from '../../codec/parsed.ts';
import type { TargetPath } from '../../facts/locator.ts';
import { describeHidden } from '../../target/sighting.ts';
import type { FileView } from '../../target/views.ts';
import { glob } from '../glob.ts';
import { type BootContext, type BootFinding, bootGap, foundEntry, pathOf } from './found-entry.ts';

/** Where the environment block lies. */
export const grubEnvironmentPaths = ['/boot/grub/grubenv', '/boot/grub2/grubenv', '/boot/efi/EFI/*/grubenv'] as const;

/** Where configurations lie; Flatcar's user adds to the one of the OEM partition. */
export const grubConfigurationPaths = [
  '/boot/grub/grub.cfg',
  '/boot/grub2/grub.cfg',
  '/boot/efi/EFI/*/grub.cfg',
  '/oem/grub.cfg',
  '/usr/share/oem/grub.cfg',
] as const;

/** What GRUB itself would start, and the variables that entries elsewhere refer to. */
export interface GrubFinding extends BootFinding {
  readonly variables: GrubVariables;
  readonly isEnvironmentHidden: boolean;
}

/** Reads the environment blocks, then the configurations with them. */
export async function grubEntries(files: FileView, context: BootContext): Promise<GrubFinding> {
  const environment = await grubEnvironment(files, context);
  const found = await Promise.all(grubConfigurationPaths.map((pattern) => glob(files, pattern)));
  const hidden = found.flatMap((each) => each.hidden.map(bootGap));
  let all: GrubFinding = { ...environment, gaps: [...environment.gaps, ...hidden] };
  const seen = new Set<TargetPath>();
  for (const path of found.flatMap(({ paths }) => paths)) {
    const text = await files.read(path, 1024 * 1024);
    const real = pathOf(text.at, path);
    if (seen.has(real)) continue;
    seen.add(real);
    if (text.state === 'hidden') all = { ...all, gaps: [...all.gaps, bootGap(describeHidden(text))] };
    if (text.state === 'seen') all = withConfiguration(all, real, new TextDecoder().decode(text.value), context);
  }
  return all;
}

function withConfiguration(before: GrubFinding, path: TargetPath, text: string, context: BootContext): GrubFinding {
  const configuration = readGrubConfiguration(text, before.variables);
  const entries = configuration.entries.map(({ title, commandLine, line, unset, ambiguous }) => {
    const oddities = ambiguous
      .filter((name) => configuration.variables.get(name)?.some((value) => /(^|\s)fips(=|\s|$)/.test(value)))
      .map((name) => `\`$${name}\` is set in more than one way: the last one was taken`);
    const unknown = unset.filter((name) => name === 'kernelopts' && before.isEnvironmentHidden);
    const about = [...oddities, ...unknown.map(() => '`$kernelopts` could not be read')];
    return foundEntry(
      { source: 'grub.cfg', path, title: title ?? 'kernel', commandLine, line, oddities: about },
      context,
    );
  });
  const appended = configuration.variables.get('linux_append')?.at(-1);
  const isFragment = configuration.entries.length === 0 && path.endsWith('/oem/grub.cfg') && appended !== undefined;
  const fragment = { source: 'grub.cfg', path, title: 'OEM linux_append', commandLine: appended ?? '' } as const;
  const added = isFragment ? [foundEntry(fragment, context)] : entries;
  return { ...before, entries: [...before.entries, ...added], variables: configuration.variables };
}

async function grubEnvironment(files: FileView, context: BootContext): Promise<GrubFinding> {
  const found = await Promise.all(grubEnvironmentPaths.map((pattern) => glob(files, pattern)));
  const hidden = found.flatMap((each) => each.hidden);
  let finding: GrubFinding = {
    entries: [],
    gaps: hidden.map(bootGap),
    variables: new Map(),
    isEnvironmentHidden: hidden.length > 0,
  };
  for (const path of found.flatMap(({ paths }) => paths)) {
    const block = await files.read(path, 64 * 1024);
    if (block.state === 'hidden')
      finding = { ...finding, gaps: [...finding.gaps, bootGap(describeHidden(block))], isEnvironmentHidden: true };
    if (block.state === 'seen') finding = withEnvironment(finding, pathOf(block.at, path), block.value, context);
  }
  return finding;
}

function withEnvironment(before: GrubFinding, path: TargetPath, block: Uint8Array, context: BootContext): GrubFinding {
  if (before.entries.some(({ entry }) => entry.path === path)) return before;
  const environment = readGrubEnvironment(block);
  if (!environment.ok) {
    const gap = bootGap(`${path}: ${describeProblem(environment)}`);
    return { ...before, gaps: [...before.gaps, gap], isEnvironmentHidden: true };
  }
  const variables = new Map([
    ...before.variables,
    ...[...environment.value].map(([name, value]) => [name, [value]] as const),
  ]);
  const kernelopts = environment.value.get('kernelopts');
  const entry = { source: 'grubenv', path, title: 'kernelopts', commandLine: kernelopts ?? '' } as const;
  const entries = kernelopts === undefined ? before.entries : [...before.entries, foundEntry(entry, context)];
  return { ...before, entries, variables };
}
