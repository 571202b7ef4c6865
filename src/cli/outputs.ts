import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Look, ReportFormat } from '../report/format.ts';
import { formats } from '../report/index.ts';
import { UsageError } from './usage-error.ts';

/** One place that a report goes to. A file stands under its name only once it is whole. */
export interface Output {
  readonly format: ReportFormat;
  readonly look: Look;
  write(text: string): Promise<void>;
  finish(): Promise<void>;
  /** Throws away what was begun. */
  abandon(): Promise<void>;
}

/** Opens what `--output` names: FORMAT or FORMAT=PATH. @throws UsageError */
export async function openOutputs(given: readonly string[]): Promise<readonly Output[]> {
  const wanted = given.map(readOutput);
  if (wanted.filter(({ path }) => path === undefined).length > 1) {
    throw new UsageError(
      '--output: more than one report would go to standard output\nGive all but one a path: --output json=report.json',
    );
  }
  return Promise.all(
    wanted.map(({ format, path }) => (path === undefined ? toStandardOutput(format) : toFile(format, path))),
  );
}

function readOutput(given: string): { readonly format: ReportFormat; readonly path?: string } {
  const [, id = '', path] = /^([^=]*)(?:=(.*))?$/s.exec(given) ?? [];
  const format = formats.find((each) => each.id === id);
  if (format === undefined || path === '') {
    const known = formats.map((each) => each.id).join(', ');
    throw new UsageError(
      `--output ${given}: no such format or no path\nThe formats are ${known}; FORMAT=PATH writes a file.`,
    );
  }
  return path === undefined ? { format } : { format, path };
}

function toStandardOutput(format: ReportFormat): Output {
  const terminal = process.stdout.isTTY === true;
  const colour = terminal && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
  return {
    format,
    look: { colour, width: Math.min(terminal ? process.stdout.columns || 80 : 80, 120) },
    write: (text) =>
      new Promise((resolve, reject) => {
        process.stdout.write(text, (error) => (error == null ? resolve() : reject(error)));
      }),
    finish: async () => {},
    abandon: async () => {},
  };
}

async function toFile(format: ReportFormat, path: string): Promise<Output> {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  const handle = await open(draft, 'wx', 0o600).catch((error: unknown) => {
    throw new UsageError(
      `--output ${format.id}=${path}: ${error instanceof Error ? error.message : error}\nName a file in a directory that this user can write.`,
    );
  });
  return {
    format,
    look: { colour: false, width: 80 },
    write: (text) => handle.writeFile(text),
    finish: async () => {
      await handle.sync();
      await handle.close();
      await rename(draft, path);
    },
    abandon: () => discard(handle, draft),
  };
}

async function discard(handle: FileHandle, draft: string): Promise<void> {
  await handle.close().catch(() => undefined);
  await rm(draft, { force: true });
}
