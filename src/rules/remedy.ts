/** What to do about a shortfall: in words alone, or in words together with the exact steps that they mean. */
export type Remedy = string | ExactRemedy;

/** A remedy that can be written down as edits and commands of this very system. Restarting is left to whoever applies it. */
export interface ExactRemedy {
  readonly words: string;
  readonly steps: readonly [Step, ...Step[]];
}

/** One edit or command. Nothing here is ever done by us: `--output remediation` prints it for review. */
export type Step =
  /** Runs a program; no shell is in between. */
  | { readonly do: 'run'; readonly argv: readonly [string, ...string[]] }
  /** Writes a file that holds nothing else. */
  | { readonly do: 'write'; readonly file: string; readonly content: string }
  /** Replaces one line, which must still set `name`. */
  | {
      readonly do: 'replace-line';
      readonly file: string;
      readonly line: number;
      readonly name: string;
      readonly now: string;
    }
  /** Puts a line behind one that must still set `name`: into the same section. */
  | {
      readonly do: 'insert-line';
      readonly file: string;
      readonly line: number;
      readonly name: string;
      readonly now: string;
    }
  /** Adds lines to the end of a file in which `wants` must stand, and nothing may set what `without` names. */
  | {
      readonly do: 'append';
      readonly file: string;
      readonly block: string;
      readonly wants: readonly string[];
      readonly without: readonly string[];
    }
  /** Sets what OpenSSL's TLS settings leave to the library, where the file names no such section yet. */
  | { readonly do: 'openssl-default'; readonly file: string; readonly setting: string }
  /** Puts keywords into a drop-in of OpenSSH, whose first value wins. */
  | { readonly do: 'ssh-lines'; readonly file: string; readonly lines: readonly string[] }
  /** Takes out the lines of a file that set one of these names. */
  | { readonly do: 'remove-settings'; readonly file: string; readonly names: readonly string[] };

/** Words, and the commands that follow them, each as a step and as a line that begins with `$ `. */
export function commands(words: string, ...argvs: readonly [Argv, ...Argv[]]): ExactRemedy {
  const [first, ...rest] = argvs;
  return {
    words: [words, ...argvs.map((argv) => `$ ${argv.map(shellWord).join(' ')}`)].join('\n'),
    steps: [{ do: 'run', argv: first }, ...rest.map((argv) => ({ do: 'run', argv }) as const)],
  };
}

/** A word that a POSIX shell reads as this very text, whatever is in it. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

type Argv = readonly [string, ...string[]];
