import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { katJson } from './kat-json.ts';
import { katJunit } from './kat-junit.ts';
import { katMarkdown } from './kat-markdown.ts';
import type { KatReport } from './kat-report.ts';
import { katText } from './kat-text.ts';
import { UsageError } from './usage-error.ts';

/** Where a report goes, and in what form; no path is standard output. */
export interface KatOutput {
  readonly format: keyof typeof katFormats;
  readonly path?: string;
}

/** The forms of a report of known-answer tests. */
export const katFormats = { json: katJson, junit: katJunit, markdown: katMarkdown, text: katText } as const;

/** Reads `--output`: FORMAT or FORMAT=PATH each, one of them at most to standard output. @throws UsageError */
export function readKatOutputs(given: readonly string[]): readonly KatOutput[] {
  const outputs = given.map(readKatOutput);
  if (outputs.filter(({ path }) => path === undefined).length > 1)
    throw new UsageError(
      '--output: more than one report would go to standard output\nGive all but one a path: --output json=kat.json',
    );
  return outputs;
}

function readKatOutput(given: string): KatOutput {
  const [, id = '', path] = /^([^=]*)(?:=(.*))?$/s.exec(given) ?? [];
  if (!isFormat(id) || path === '')
    throw new UsageError(
      `--output ${given}: no such format or no path\nThe formats are ${Object.keys(katFormats).join(', ')}; FORMAT=PATH writes a file.`,
    );
  return path === undefined ? { format: id } : { format: id, path };
}

/** Writes every report. A file stands under its name only once it is whole, and only its owner can read it. @throws UsageError */
export async function writeKatOutputs(report: KatReport, outputs: readonly KatOutput[]): Promise<void> {
  for (const { format, path } of outputs) {
    const text = katFormats[format](report);
    if (path !== undefined) await writeWhole(path, text);
    else await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()));
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  const draft = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  try {
    const handle = await open(draft, 'wx', 0o600);
    await handle.writeFile(text);
    await handle.sync();
    await handle.close();
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    const words = error instanceof Error ? error.message : error;
    throw new UsageError(`--output ${path}: ${words}\nName a file in a directory that this user can write.`);
  }
}

function isFormat(id: string): id is keyof typeof katFormats {
  return Object.hasOwn(katFormats, id);
}
