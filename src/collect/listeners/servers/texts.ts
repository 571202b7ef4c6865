import type { ConfigurationText, ConfiguredGroups, ListenerPlace } from '../../../codec/servers/configured-groups.ts';
import { targetPath } from '../../../facts/locator.ts';
import type { ListeningProcess } from '../../../target/listeners.ts';
import { describeHidden } from '../../../target/sighting.ts';
import type { FileView } from '../../../target/views.ts';
import { glob } from '../../glob.ts';

/** A server program whose configuration can be read. */
export interface ServerReader {
  readonly server: string;
  /** Names of its program. */
  readonly programs: readonly string[];
  /** A part of the program's path, where its name alone says too little. */
  readonly within?: string;
  read(running: RunningServer): Promise<ConfiguredGroups>;
}

/** One listener of such a server. */
export interface RunningServer {
  /** As the server sees them. */
  readonly files: FileView;
  /** Its executable, as it sees it; null: not known, or replaced since it began. */
  readonly program: string | null;
  readonly process: Pick<ListeningProcess, 'argv' | 'environment'>;
  readonly place: ListenerPlace;
}

/** A file could not be read, or there is too much of it: what the configuration says is unknown. */
export class UnreadConfiguration extends Error {
  override readonly name = 'UnreadConfiguration';
}

/** The text of one file. @throws UnreadConfiguration */
export async function textOf(files: FileView, file: string): Promise<ConfigurationText> {
  const found = await files.read(targetPath(file), LARGEST);
  if (found.state === 'absent') throw new UnreadConfiguration(`there is no ${file}`);
  if (found.state === 'hidden') throw new UnreadConfiguration(describeHidden(found));
  return { file, text: new TextDecoder().decode(found.value) };
}

/** Files by a pattern, in byte order. @throws UnreadConfiguration */
export async function filesBy(files: FileView, pattern: string): Promise<readonly string[]> {
  const { paths, hidden } = await glob(files, pattern);
  if (hidden[0] !== undefined) throw new UnreadConfiguration(hidden[0]);
  return paths;
}

/** Counts what is read, so that files that take in each other come to an end. */
export interface Budget {
  left: number;
}

/** @throws UnreadConfiguration when it is used up */
export function spend(budget: Budget): void {
  budget.left -= 1;
  if (budget.left < 0) throw new UnreadConfiguration(`the configuration takes in more than ${MOST_FILES} files`);
}

/** Enough for any honest configuration. */
export function newBudget(): Budget {
  return { left: MOST_FILES };
}

/** A path of a configuration: absolute, or below a directory. */
export function below(directory: string, path: string): string {
  return path.startsWith('/') ? path : `${directory}/${path}`;
}

/** The directory of a file. */
export function directoryOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

/**
 * A part of a file: the lines from one (counted from 0) to another (left out) at their own numbers, the others empty. A file is cut
 * where it takes in another one, so that the last setting in the order of reading is the last of the texts.
 */
export function partOf(
  file: string,
  lines: readonly string[],
  { from, to }: { readonly from: number; readonly to: number },
): ConfigurationText {
  return { file, text: lines.map((line, index) => (index >= from && index < to ? line : '')).join('\n') };
}

/** What follows an option: `-c FILE` or `-cFILE`; the last of several. */
export function optionOf(argv: readonly string[], option: string): string | undefined {
  const values = argv.flatMap((word, index) => {
    if (word === option) return argv[index + 1] ?? [];
    return word.startsWith(option) && word.length > option.length ? [word.slice(option.length)] : [];
  });
  return values.at(-1);
}

const LARGEST = 4 * 1024 * 1024;
const MOST_FILES = 500;
