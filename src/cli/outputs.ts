import { type FileHandle, open, rm } from 'node:fs/promises';
import type { FormatEntry, Look, ReportFormat } from '../report/format.ts';
import { formatNames, formats } from '../report/index.ts';
import { writeOut } from './standard-output.ts';
import { UsageError } from './usage-error.ts';
import { draftOf, isWrittenInPlace, publish, unwritable } from './whole-file.ts';
import { terminalLook } from './written-forms.ts';

/** One place that a report goes to. A file stands under its name only once it is whole. */
export interface Output {
  readonly format: ReportFormat;
  readonly look: Look;
  write(text: string): Promise<void>;
  /** Brings all that was written to the disk: what fails for want of room fails here at the latest. */
  settle(): Promise<void>;
  /** Gives it its name. */
  finish(): Promise<void>;
  /** Throws away what was begun. */
  abandon(): Promise<void>;
}

/**
 * Opens what `--output` names: FORMAT, FORMAT=PATH, FORMAT@EDITION=PATH. Standard output shows one format without a path; beside a
 * bundle, which holds every format, that is the first. @throws UsageError
 */
export async function openOutputs(
  given: readonly string[],
  { bundle, pinnedTo }: { readonly bundle?: string | undefined; readonly pinnedTo?: string | undefined } = {},
): Promise<readonly Output[]> {
  const all = given.map(readOutput);
  const [shown, ...more] = all.filter(({ path }) => path === undefined);
  if (more.length > 0 && bundle === undefined) {
    throw new UsageError(
      '--output: more than one report would go to standard output\nGive all but one a path: --output json=report.json',
    );
  }
  const wanted = all.filter((each) => each.path !== undefined || each === shown);
  const pin = pinnedTo === undefined ? {} : { pinnedTo: insideRepository(pinnedTo) };
  return Promise.all(
    wanted.map(async ({ entry, edition, path }) => {
      const format = await entry.load(edition);
      return path === undefined ? toStandardOutput(format, pin) : toFile(format, path, pin);
    }),
  );
}

/** Code scanning wants a path below the repository's root, with forward slashes. */
function insideRepository(path: string): string {
  const clean = path.replace(/^(\.\/)+/, '');
  if (clean !== '' && !/^[/\\]|^[A-Za-z]:|(^|\/)\.\.(\/|$)/.test(clean)) return clean;
  throw new UsageError(
    `--sarif-location ${path}: wants a path relative to the root of the repository\nFor example --sarif-location Containerfile.`,
  );
}

type Pin = Pick<Look, 'pinnedTo'>;

interface Wanted {
  readonly entry: FormatEntry;
  readonly edition?: string;
  readonly path?: string;
}

function readOutput(given: string): Wanted {
  const [, id = '', edition, path] = /^([^=@]*)(?:@([^=]*))?(?:=(.*))?$/s.exec(given) ?? [];
  const entry = formats.find((each) => each.id === id);
  if (entry === undefined || path === '' || (edition !== undefined && !entry.editions.includes(edition))) {
    throw new UsageError(
      `--output ${given}: no such format or no path\nThe formats are ${formatNames.join(', ')}; FORMAT=PATH writes a file.`,
    );
  }
  return { entry, ...(edition === undefined ? {} : { edition }), ...(path === undefined ? {} : { path }) };
}

function toStandardOutput(format: ReportFormat, pin: Pin): Output {
  return {
    format,
    look: { ...terminalLook(), ...pin },
    write: writeOut,
    settle: async () => {},
    finish: async () => {},
    abandon: async () => {},
  };
}

async function toFile(format: ReportFormat, path: string, pin: Pin): Promise<Output> {
  const named = `--output ${format.id}=${path}`;
  const refuse = (error: unknown): never => {
    throw unwritable(named, error);
  };
  const draft = (await isWrittenInPlace(path)) ? undefined : draftOf(path);
  const handle = await open(draft ?? path, draft === undefined ? 'w' : 'wx', 0o600).catch(refuse);
  return {
    format,
    look: { colour: false, width: 80, ...pin },
    write: (text) => handle.writeFile(text).catch(refuse),
    settle: async () => {
      if (draft !== undefined) await handle.sync().catch(refuse);
      await handle.close().catch(refuse);
    },
    finish: async () => {
      if (draft !== undefined) await publish(draft, path, named);
    },
    abandon: () => discard(handle, draft),
  };
}

async function discard(handle: FileHandle, draft: string | undefined): Promise<void> {
  await handle.close().catch(() => undefined);
  if (draft !== undefined) await rm(draft, { force: true });
}
