/** What an algorithm list of the configuration comes to. */
export interface NameList {
  readonly names: readonly string[];
  /** Names that the program does not know: it refuses its whole configuration because of one. */
  readonly unknown: readonly string[];
}

/** What a list is assembled against. */
export interface NameListBasis {
  /** The built-in list, in order. */
  readonly builtIn: readonly string[];
  /** All names that the program knows, in the order of its own table: what a pattern in the list can stand for. */
  readonly known: readonly string[];
  /** Whether a name is known, where `known` cannot list them all. */
  knows(name: string): boolean;
}

/**
 * Assembles a list as OpenSSH does: `+` appends to the built-in list, `-` takes names or patterns away from it, `^` puts names
 * at its head, anything else replaces it; a name counts where it stands first. Source: ssh_config(5) "Ciphers";
 * kex-names.c kex_assemble_names().
 */
export function assembleNameList(value: string, basis: NameListBasis): NameList {
  const modifier = /^[-+^]/.exec(value)?.[0] ?? '';
  const given = value
    .slice(modifier.length, LONGEST)
    .split(',')
    .filter((name) => name !== '')
    .slice(0, MOST_NAMES);
  if (modifier === '-') {
    const patterns = given.map(patternOf);
    return { names: basis.builtIn.filter((name) => !patterns.some((pattern) => pattern.test(name))), unknown: [] };
  }
  const expanded = given.flatMap((name) => expandPattern(name, basis.known));
  const order = { '': expanded, '+': [...basis.builtIn, ...expanded], '^': [...expanded, ...basis.builtIn] };
  // The expression above matches one of these three or nothing.
  const names = order[modifier as keyof typeof order];
  return { names: [...new Set(names)], unknown: [...new Set(expanded)].filter((name) => !basis.knows(name)) };
}

function expandPattern(name: string, known: readonly string[]): readonly string[] {
  if (!/[*?]/.test(name)) return [name];
  const pattern = patternOf(name);
  return known.filter((each) => pattern.test(each));
}

/** `*` for any characters, `?` for one. Source: match.c match_pattern(). Runs of `*` are one, so that matching stays quick. */
function patternOf(text: string): RegExp {
  const source = text
    .slice(0, LONGEST_PATTERN)
    .replace(/\*+/g, '*')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('?', '.')
    .replaceAll('*', '.*');
  return (source.match(/\.\*/g) ?? []).length > MOST_STARS ? /(?!)/ : new RegExp(`^${source}$`);
}

const LONGEST = 16 * 1024;
const LONGEST_PATTERN = 128;
const MOST_NAMES = 256;
const MOST_STARS = 4;
