/** A line after joining what `\` at the end continues; `line` is where it begins. */
export interface LogicalLine {
  readonly text: string;
  readonly line: number;
}

/**
 * Reads the logical lines of one file, one at a time, since an `.include` interrupts it. As def_load_bio does: CR and LF are
 * taken from the end, a last `\` that is not itself behind `\` joins the next line before comments are looked at. The library
 * works on C strings: what follows a NUL in a line is lost and the next line is joined on; a line that begins with NUL ends the file.
 */
export class LineReader {
  readonly path: string;
  readonly #lines: readonly string[];
  #next = 0;

  constructor(path: string, text: string) {
    this.path = path;
    this.#lines = text.split('\n');
    // A file that ends in LF has no further, empty line.
    if (this.#lines.at(-1) === '') this.#lines = this.#lines.slice(0, -1);
  }

  /** The next logical line; undefined at the end of the file. */
  read(): LogicalLine | undefined {
    let joined: string | undefined;
    const line = this.#next + 1;
    while (this.#next < this.#lines.length) {
      const physical = this.#lines[this.#next] ?? '';
      this.#next += 1;
      const nul = physical.indexOf('\0');
      if (nul === 0 && joined === undefined) return this.#stop();
      const part = nul < 0 ? withoutCarriageReturns(physical) : physical.slice(0, nul);
      joined = (joined ?? '') + part;
      if (nul > 0 && !part.endsWith('\r')) continue;
      if (nul > 0) joined = withoutCarriageReturns(joined);
      if (!isContinued(joined)) return { text: joined, line };
      joined = joined.slice(0, -1);
    }
    return joined === undefined ? undefined : { text: joined, line };
  }

  #stop(): undefined {
    this.#next = this.#lines.length;
    return undefined;
  }
}

function isContinued(line: string): boolean {
  return line.endsWith('\\') && !line.endsWith('\\\\');
}

function withoutCarriageReturns(line: string): string {
  return line.replace(/\r+$/, '');
}
