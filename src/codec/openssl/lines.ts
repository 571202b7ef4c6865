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
    const parts: string[] = [];
    const line = this.#next + 1;
    let lastTwo = '';
    while (this.#next < this.#lines.length) {
      const physical = this.#lines[this.#next] ?? '';
      this.#next += 1;
      const nul = physical.indexOf('\0');
      if (nul === 0 && parts.length === 0) return this.#stop();
      const cut = nul < 0 ? physical : physical.slice(0, nul);
      const part = withoutCarriageReturns(cut);
      lastTwo = (lastTwo + part).slice(-2);
      const isCut = nul > 0 && part.length === cut.length;
      const isContinued = !isCut && lastTwo.endsWith('\\') && lastTwo !== '\\\\';
      parts.push(isContinued ? part.slice(0, -1) : part);
      if (!isCut && !isContinued) return { text: parts.join(''), line };
      if (isContinued) lastTwo = lastTwo.slice(0, -1);
    }
    return parts.length === 0 ? undefined : { text: parts.join(''), line };
  }

  #stop(): undefined {
    this.#next = this.#lines.length;
    return undefined;
  }
}

function withoutCarriageReturns(line: string): string {
  return line.replace(/\r+$/, '');
}
