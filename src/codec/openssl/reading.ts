import type { Entry } from './configuration.ts';
import type { Draft } from './draft.ts';
import { isIncludedName } from './include.ts';
import { LineReader } from './lines.ts';
import type { Loaded, Trail } from './loaded.ts';
import type { Answer, Asking, Source } from './resolution.ts';

/** Where the reading of a configuration stands: the open file, those that included it, an included directory. */
export class Reading {
  readonly draft: Draft;
  readonly #environmentDirectory: string | null;
  readonly #waiting: LineReader[] = [];
  #current: LineReader | undefined;
  #directory: { readonly path: string; readonly names: string[]; readonly at: Source } | undefined;
  #texts = 0;
  #tooDeep: string | undefined;
  readonly #filesRead: string[] = [];
  readonly #hidden: Trail['hidden'][number][] = [];
  readonly #oddities: Trail['oddities'][number][] = [];
  readonly #unordered: Trail['unordered'][number][] = [];
  readonly #directoryOf = new Map<string, string>();

  constructor(draft: Draft, environmentDirectory: string | null) {
    this.draft = draft;
    this.#environmentDirectory = environmentDirectory;
  }

  /** Turns to a file; the one that is open waits. */
  open(path: string, text: string): void {
    if (this.#current !== undefined) this.#waiting.push(this.#current);
    this.#replace(path, text);
  }

  /** Adds an entry, and remarks where it takes the place of one that stands in another file of the same included directory. */
  add(entry: Entry): void {
    const former = this.draft.add(entry);
    if (former === undefined || former.at.path === entry.at.path || former.value === entry.value) return;
    const directory = this.#directoryOf.get(entry.at.path);
    if (directory === undefined || directory !== this.#directoryOf.get(former.at.path)) return;
    const what = `${entry.name} in [${entry.section}]: set differently in ${former.at.path}, and nothing fixes the order of ${directory}`;
    this.#unordered.push({ what, at: entry.at });
  }

  includeDirectory(): string | null {
    return this.#environmentDirectory ?? this.draft.includeDirectory;
  }

  /** The next line of the open file, else of the next file of the included directory, else of the file that waits. */
  *next(): Asking<{ readonly text: string; readonly at: Source } | undefined> {
    while (this.#current !== undefined) {
      const line = this.#current.read();
      if (line !== undefined) return { text: line.text, at: { path: this.#current.path, line: line.line } };
      // A directory goes on even where the file that ended was included by one of its files, whose rest then waits.
      if (this.#directory !== undefined && (yield* this.#nextOfDirectory())) continue;
      this.#current = this.#waiting.pop();
    }
    return undefined;
  }

  /** Follows an include. What is missing is passed over, as the library does; a directory within a directory too. */
  *include(path: string, answer: Answer, at: Source): Asking<void> {
    switch (answer.is) {
      case 'file':
        if (this.#waiting.length >= DEEPEST) this.#tooDeep = `${at.path}:${at.line}`;
        else this.open(answer.path, answer.text);
        return;
      case 'directory':
        return yield* this.#includeDirectory(path, answer.names, at);
      case 'absent':
        this.#oddities.push({ what: `include: ${path} does not exist, and is passed over`, at });
        return;
      case 'hidden':
        this.#hidden.push({ path, why: answer.why });
        return;
    }
  }

  /** Why reading cannot go on; undefined while it can. */
  excess(): string | undefined {
    if (this.#tooDeep !== undefined)
      return `include at ${this.#tooDeep}: more than ${DEEPEST} files deep, a loop; the library goes on until the process has no file descriptor left`;
    if (this.#texts > LARGEST) return `configuration: wants at most ${LARGEST} characters with all it includes`;
    if (this.#filesRead.length > MOST_FILES) return `configuration: wants at most ${MOST_FILES} includes`;
    if (this.draft.size > MOST_ENTRIES) return `configuration: wants at most ${MOST_ENTRIES} entries`;
    return undefined;
  }

  unreadable(path: string, answer: Answer): Loaded {
    const why = answer.is === 'hidden' ? answer.why : 'not a regular file';
    this.#hidden.push({ path, why });
    return { state: 'unknown', why: `${path}: ${why}`, trail: this.trail() };
  }

  trail(): Trail {
    return { filesRead: this.#filesRead, hidden: this.#hidden, oddities: this.#oddities, unordered: this.#unordered };
  }

  *#includeDirectory(path: string, names: readonly string[], at: Source): Asking<void> {
    if (this.#directory !== undefined) {
      this.#oddities.push({
        what: `include: ${path} is a directory within an included directory, and is passed over`,
        at,
      });
      return;
    }
    const wanted = names.filter(isIncludedName);
    this.#directory = { path, names: wanted, at };
    if (wanted.length > 1)
      this.#oddities.push({
        what: `include: the files of ${path} are read in the order of the directory, unsorted`,
        at,
      });
    const waiting = this.#current;
    if ((yield* this.#nextOfDirectory()) && waiting !== undefined) this.#waiting.push(waiting);
  }

  *#nextOfDirectory(): Asking<boolean> {
    for (;;) {
      const name = this.#directory?.names.shift();
      if (this.#directory === undefined || name === undefined) break;
      const path = `${this.#directory.path}/${name}`;
      const answer = yield { ask: 'path', path };
      if (answer.is === 'hidden') this.#hidden.push({ path, why: answer.why });
      if (answer.is !== 'file') continue;
      this.#directoryOf.set(answer.path, this.#directory.path);
      this.#replace(answer.path, answer.text);
      return true;
    }
    this.#directory = undefined;
    return false;
  }

  #replace(path: string, text: string): void {
    this.#current = new LineReader(path, text);
    this.#texts += text.length;
    this.#filesRead.push(path);
  }
}

const DEEPEST = 64;
const LARGEST = 1024 * 1024;
const MOST_ENTRIES = 100_000;
const MOST_FILES = 10_000;
