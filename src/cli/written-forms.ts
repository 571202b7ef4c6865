import type { Look } from '../report/format.ts';
import { writeOut } from './standard-output.ts';
import { UsageError } from './usage-error.ts';
import { writeWhole } from './whole-file.ts';

/** Ways to write a document down, by the id that `--output` takes. */
type Forms<T> = Readonly<Record<string, Write<T>>>;
type Write<T> = (document: T, look: Look) => string;

/** One of `--output`: how it is written, and where it goes; no path is standard output. */
export interface WrittenForm<T> {
  readonly write: Write<T>;
  readonly path?: string;
}

/** Reads `--output` of a command that writes one document: FORMAT or FORMAT=PATH each, one to standard output at most. @throws UsageError */
export function readWrittenForms<T>(given: readonly string[], forms: Forms<T>): readonly WrittenForm<T>[] {
  const wanted = given.map((each) => readOne(each, forms));
  if (wanted.filter(({ path }) => path === undefined).length > 1)
    throw new UsageError(
      '--output: more than one report would go to standard output\nGive all but one a path: --output json=report.json',
    );
  return wanted;
}

function readOne<T>(given: string, forms: Forms<T>): WrittenForm<T> {
  const [, id = '', path] = /^([^=]*)(?:=(.*))?$/s.exec(given) ?? [];
  const write = Object.hasOwn(forms, id) ? forms[id] : undefined;
  if (write === undefined || path === '')
    throw new UsageError(
      `--output ${given}: no such format or no path\nThe formats are ${Object.keys(forms).join(', ')}; FORMAT=PATH writes a file.`,
    );
  return path === undefined ? { write } : { write, path };
}

/** Writes a document in every form. A file stands under its name only once it is whole, and only its owner can read it. @throws UsageError */
export async function writeForms<T>(document: T, wanted: readonly WrittenForm<T>[]): Promise<void> {
  for (const { write, path } of wanted) {
    if (path !== undefined) await writeWhole(path, write(document, { colour: false, width: 80 }), `--output ${path}`);
    else await writeOut(write(document, terminalLook()));
  }
}

/** How standard output is read: colour only on a terminal that wants it, and never wider than is pleasant. */
export function terminalLook(): Look {
  const isTerminal = process.stdout.isTTY === true;
  const colour = isTerminal && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
  return { colour, width: Math.min(isTerminal ? process.stdout.columns || 80 : 80, 120) };
}
