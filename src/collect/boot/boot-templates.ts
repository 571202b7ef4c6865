import { type BootcKargs, readBootcKargs } from '../../codec/bootc-kargs.ts';
import { finalValues, readShellAssignments, type ShellAssignment } from '../../codec/shell-assignments.ts';
import { type TargetPath, targetPath } from '../../facts/locator.ts';
import { describeHidden } from '../../target/sighting.ts';
import type { FileView } from '../../target/views.ts';
import { glob } from '../glob.ts';
import { type BootContext, type BootFinding, bootGap, foundEntry, pathOf } from './found-entry.ts';

/** Settings from which the entries of kernels to come are made. */
export const bootTemplatePaths = [
  '/etc/default/grub',
  '/etc/default/grub.d/*.cfg',
  '/etc/kernel/cmdline',
  '/usr/lib/kernel/cmdline',
  '/usr/lib/bootc/kargs.d/*.toml',
] as const;

/** What grub-mkconfig would put on every kernel's line: /etc/default/grub, then the drop-ins that Debian and Ubuntu read. */
export async function grubDefaults(files: FileView, context: BootContext): Promise<BootFinding> {
  const texts = await readEach(files, ['/etc/default/grub', '/etc/default/grub.d/*.cfg']);
  let known: ReadonlyMap<string, string> = new Map();
  const assignments = texts.seen.flatMap(({ path, text }) => {
    const read = readShellAssignments(text, known);
    known = new Map([...known, ...finalValues(read)]);
    return read.map((assignment) => ({ ...assignment, path }));
  });
  const said = assignments.filter(({ name }) => name === ALWAYS || name === NORMAL);
  const decisive = said.findLast(({ value }) => FIPS.test(value)) ?? said.at(-1);
  if (decisive === undefined) return { entries: [], gaps: texts.gaps };
  const commandLine = `${known.get(ALWAYS) ?? ''} ${known.get(NORMAL) ?? ''}`.trim();
  const entry = {
    source: 'grub-default',
    path: decisive.path,
    line: decisive.line,
    title: decisive.name,
    commandLine,
  } as const;
  return { entries: [foundEntry({ ...entry, oddities: notInRecovery(said) }, context)], gaps: texts.gaps };
}

/** The command line that kernel-install gives to new entries. /etc counts before /usr/lib. Source: kernel-install(8). */
export async function kernelInstallCommandLine(files: FileView, context: BootContext): Promise<BootFinding> {
  for (const pattern of ['/etc/kernel/cmdline', '/usr/lib/kernel/cmdline']) {
    const texts = await readEach(files, [pattern]);
    const [first] = texts.seen;
    if (first === undefined && texts.gaps.length > 0) return { entries: [], gaps: texts.gaps };
    if (first === undefined) continue;
    const lines = first.text.split('\n').filter((line) => !line.startsWith('#'));
    const entry = {
      source: 'kernel-cmdline',
      path: first.path,
      title: 'kernel-install',
      commandLine: lines.join(' '),
    } as const;
    return { entries: [foundEntry(entry, context)], gaps: [] };
  }
  return { entries: [], gaps: [] };
}

/** The kernel arguments of a bootc image: all files together make one command line. */
export async function bootcArguments(files: FileView, context: BootContext): Promise<BootFinding> {
  const texts = await readEach(files, ['/usr/lib/bootc/kargs.d/*.toml']);
  const read = texts.seen.map(({ path, text }) => ({ path, kargs: readBootcKargs(text) }));
  const refused = read.filter(({ kargs }) => kargs === undefined);
  const gaps = [...texts.gaps, ...refused.map(({ path }) => bootGap(`${path}: has no array of strings named kargs`))];
  const here = await architectureOf(files);
  const understood = read.flatMap(({ path, kargs }) =>
    kargs === undefined || isForOther(kargs, here) ? [] : [{ path, ...kargs }],
  );
  const decisive = understood.findLast(({ kargs }) => kargs.some((karg) => FIPS.test(karg))) ?? understood[0];
  if (decisive === undefined) return { entries: [], gaps };
  const oddities = decisive.architectures.length > 0 ? [`only for ${decisive.architectures.join(', ')}`] : [];
  const commandLine = understood.flatMap(({ kargs }) => kargs).join(' ');
  const entry = { source: 'bootc-kargs', path: decisive.path, title: 'kargs.d', commandLine, oddities } as const;
  return { entries: [foundEntry(entry, context)], gaps };
}

function isForOther({ architectures }: BootcKargs, here: string | undefined): boolean {
  return here !== undefined && architectures.length > 0 && !architectures.includes(here);
}

/** Told by the dynamic loader, in Rust's spelling; undefined where no known one is there. */
async function architectureOf(files: FileView): Promise<string | undefined> {
  for (const [loader, architecture] of LOADERS) {
    const entry = await files.follow(targetPath(loader));
    if (entry.state === 'seen') return architecture;
  }
  return undefined;
}

/** Source: the platforms' ELF ABI supplements, "Program Interpreter". */
const LOADERS = [
  ['/lib64/ld-linux-x86-64.so.2', 'x86_64'],
  ['/lib/ld-linux-aarch64.so.1', 'aarch64'],
  ['/lib64/ld64.so.2', 'powerpc64'],
  ['/lib/ld64.so.1', 's390x'],
] as const;

function notInRecovery(said: readonly ShellAssignment[]): readonly string[] {
  const last = (variable: string) => said.findLast(({ name }) => name === variable)?.value ?? '';
  const only = FIPS.test(last(NORMAL)) && !FIPS.test(last(ALWAYS));
  return only ? [`\`fips=\` stands in ${NORMAL} only: recovery entries boot without it`] : [];
}

interface Texts {
  readonly seen: readonly { readonly path: TargetPath; readonly text: string }[];
  readonly gaps: BootFinding['gaps'];
}

async function readEach(files: FileView, patterns: readonly string[]): Promise<Texts> {
  const found = await Promise.all(patterns.map((pattern) => glob(files, pattern)));
  const paths = found.flatMap((each) => each.paths);
  const texts = await Promise.all(paths.map(async (path) => ({ path, text: await files.read(path, 256 * 1024) })));
  return {
    seen: texts.flatMap(({ path, text }) =>
      text.state === 'seen' ? [{ path: pathOf(text.at, path), text: new TextDecoder().decode(text.value) }] : [],
    ),
    gaps: [
      ...found.flatMap(({ hidden }) => hidden.map(bootGap)),
      ...texts.flatMap(({ text }) => (text.state === 'hidden' ? [bootGap(describeHidden(text))] : [])),
    ],
  };
}

const ALWAYS = 'GRUB_CMDLINE_LINUX';
const NORMAL = 'GRUB_CMDLINE_LINUX_DEFAULT';
const FIPS = /(^|\s)"?fips(=|\s|"|$)/;
