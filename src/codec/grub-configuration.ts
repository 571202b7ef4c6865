/** One kernel that a grub.cfg can start. */
export interface GrubEntry {
  /** The title of the menu entry around it; null at the top level. */
  readonly title: string | null;
  readonly commandLine: string;
  /** From 1. */
  readonly line: number;
  /** Variables in the command line that are set nowhere above it. */
  readonly unset: readonly string[];
  /** Variables in it that are set in more than one way, so that conditions decide at boot: the last was taken. */
  readonly ambiguous: readonly string[];
}

/** What a grub.cfg can start, and what else it does. */
export interface GrubConfiguration {
  readonly entries: readonly GrubEntry[];
  /** Says `blscfg`: the entries are those of the Boot Loader Specification. */
  readonly usesBootLoaderSpecification: boolean;
  /** What each variable came to by the end of the file. */
  readonly variables: GrubVariables;
}

/** The values that a variable may have, in order of their lines; never empty. */
export type GrubVariables = ReadonlyMap<string, readonly string[]>;

/**
 * Reads the `linux` lines of a grub.cfg without running it: a variable takes the last value that is set above the line, from the
 * environment block or by `set`, whatever condition stands around it; only `if [ -z "$name" ]` in front of a `set` is minded.
 * Source: GRUB manual, "Writing full configuration files directly".
 */
export function readGrubConfiguration(text: string, environment: GrubVariables = new Map()): GrubConfiguration {
  const variables = new Map(environment);
  const entries: GrubEntry[] = [];
  const lines = text
    .slice(0, LONGEST)
    .split('\n')
    .map((line) => line.trim());
  let title: string | null = null;
  for (const [index, line] of lines.entries()) {
    if (line.startsWith('menuentry ')) title = readTitle(line);
    else if (line === '}') title = null;
    const linux = LINUX.exec(line);
    if (linux !== null && entries.length < MOST_ENTRIES)
      entries.push({ title, line: index + 1, ...expandGrubVariables(linux[1] ?? '', variables) });
    else assign(line, lines[index - 1] ?? '', variables);
  }
  return { entries, variables, usesBootLoaderSpecification: lines.some((line) => /^blscfg(\s|$)/.test(line)) };
}

/** Replaces `$name` and `${name}`; what is not set falls away, as GRUB has it. */
export function expandGrubVariables(
  text: string,
  variables: GrubVariables,
): Pick<GrubEntry, 'commandLine' | 'unset' | 'ambiguous'> {
  const used = new Set<string>();
  const commandLine = text.slice(0, LONGEST_LINE).replace(VARIABLE, (_, braced?: string, bare?: string) => {
    const name = braced ?? bare ?? '';
    used.add(name);
    return variables.get(name)?.at(-1) ?? '';
  });
  return {
    commandLine: commandLine.slice(0, LONGEST_LINE).trim(),
    unset: [...used].filter((name) => !variables.has(name)),
    ambiguous: [...used].filter((name) => new Set(variables.get(name)).size > 1),
  };
}

function assign(line: string, above: string, variables: Map<string, readonly string[]>): void {
  const [, name, text] = SET.exec(line) ?? [];
  if (name === undefined || text === undefined) return;
  const held = variables.get(name) ?? [];
  const isFallback = new RegExp(`^if \\[ -z "?\\$\\{?${name}\\}?"? \\]`).test(above);
  if (isFallback && held.some((value) => value !== '')) return;
  const { commandLine } = expandGrubVariables(text.replace(/^(["'])(.*)\1$/, '$2'), variables);
  variables.set(name, [...held, commandLine].slice(-MOST_VALUES));
}

function readTitle(line: string): string | null {
  const match = /^menuentry\s+(?:'([^']*)'|"([^"]*)"|(\S+))/.exec(line);
  return match?.[1] ?? match?.[2] ?? match?.[3] ?? null;
}

const LONGEST = 1024 * 1024;
const LONGEST_LINE = 8 * 1024;
const MOST_ENTRIES = 256;
const MOST_VALUES = 16;
const SET = /^(?:set\s+)?([A-Za-z_]\w*)=(.*)$/;
const VARIABLE = /\$(?:\{(\w+)\}|(\w+))/g;
/** `linux`, `linux16`, `linuxefi`, and with a variable: `linux$suf`, `linux${sfx}`; then the kernel's path, then its command line. */
const LINUX = /^linux(?:16|efi|\$\w+|\$\{\w+\})?\s+\S+(?:\s+(.*))?$/;
