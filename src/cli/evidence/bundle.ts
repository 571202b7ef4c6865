import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type WrittenFile, writeTar } from '../../codec/tar/write-tar.ts';
import type { ReportFormat, RunHeader } from '../../report/format.ts';
import { formats } from '../../report/index.ts';
import { json } from '../../report/json.ts';
import { type Asset, readAssets } from '../../target/assets.ts';
import { profileTexts } from '../open-profile.ts';
import type { Output } from '../outputs.ts';
import { UsageError } from '../usage-error.ts';
import { readUserFile } from '../user-file.ts';
import { type Draft, writeDraft } from '../whole-file.ts';
import { reportName } from './report-name.ts';

/** What goes into a bundle beside the facts. */
export interface BundleContent {
  readonly header: RunHeader;
  /** Names as `--output` takes them; `json` is always there. */
  readonly formats: readonly string[];
  /** Profiles as the user named them. */
  readonly profiles: readonly string[];
  /** The user's own addition to the register. */
  readonly cmvp: string | undefined;
  readonly waivers: string | undefined;
}

/**
 * Outputs that become one archive at the end: the report in every chosen format, the facts alone, the profiles and the register that
 * judged them, what judged, and the SHA-256 of each of these files. @throws UsageError
 */
export async function openBundle(path: string, content: BundleContent): Promise<readonly Output[]> {
  if (!/\.(tar\.gz|tgz)$/.test(path))
    throw new UsageError(`--bundle ${path}: wants a name that ends in .tar.gz\nFor example --bundle evidence.tar.gz.`);
  const names = [...new Set(['json', ...content.formats.map((given) => given.split('=')[0] ?? given)])];
  const reports = await Promise.all(names.map(reportNamed));
  const gathered = [...reports, { name: 'facts.json', format: factsAlone }].map(gather);
  const last = gathered.length - 1;
  let draft: Draft | undefined;
  const archive: Pick<Output, 'settle' | 'finish' | 'abandon'> = {
    settle: async () => {
      draft = await write(path, gathered, content);
    },
    finish: async () => draft?.publish(),
    abandon: async () => draft?.discard(),
  };
  return gathered.map(({ output }, index) => (index < last ? output : { ...output, ...archive }));
}

interface Gathered {
  readonly name: string;
  readonly output: Output;
  text(): string;
}

async function reportNamed(given: string): Promise<{ readonly name: string; readonly format: ReportFormat }> {
  const [id = '', edition] = given.split('@');
  const format = await formats.find((each) => each.id === id)?.load(edition);
  if (format === undefined) throw new UsageError(`--output ${given}: no such format\nSee pqready scan --help.`);
  return { name: `report/${reportName(given, format.mediaType)}`, format };
}

function gather({ name, format }: { readonly name: string; readonly format: ReportFormat }): Gathered {
  const pieces: string[] = [];
  return {
    name,
    text: () => pieces.join(''),
    output: {
      format,
      look: { colour: false, width: 80 },
      write: async (text) => {
        pieces.push(text);
      },
      settle: async () => {},
      finish: async () => {},
      abandon: async () => {},
    },
  };
}

/** What `collect` would have written: so that another can judge it anew. */
const factsAlone: ReportFormat = {
  ...json,
  one: ({ assessments: _, ...found }, look, place) => json.one(found, look, place),
};

async function write(path: string, reports: readonly Gathered[], content: BundleContent): Promise<Draft> {
  const { header, profiles, cmvp, waivers } = content;
  const judgedBy = (await Promise.all(profiles.map(profileTexts))).flat();
  const register = [...(await readAssets('policies/cmvp')), ...(await userText(cmvp))];
  const files = [
    ...reports.map(({ name, text }) => file(name, text())),
    ...named('profiles', judgedBy),
    ...named('register', register),
    ...named('waivers', await userText(waivers)),
    file(
      'tool.json',
      `${JSON.stringify({ ...header.tool, node: process.versions.node, asOf: header.asOf }, null, 2)}\n`,
    ),
    file('README.txt', README),
  ].sort((left, right) => (left.name < right.name ? -1 : 1));
  const list = files.map(({ name, content: bytes }) => `${sha256(bytes)}  ${name}\n`).join('');
  const seconds = Date.parse(`${header.asOf}T00:00:00Z`) / 1000;
  return writeDraft(path, gzipSync(writeTar([...files, file('SHA256SUMS', list)], seconds)), `--bundle ${path}`);
}

async function userText(path: string | undefined): Promise<readonly Asset[]> {
  return path === undefined ? [] : [{ name: path, text: await readUserFile(path) }];
}

/** Texts under a folder of the archive; what stands twice is put there once. */
function named(folder: string, texts: readonly Asset[]): readonly WrittenFile[] {
  const once = new Map(texts.map(({ name, text }) => [`${folder}/${safeName(name)}`, text]));
  return [...once].map(([name, text]) => file(name, text));
}

function safeName(path: string): string {
  return basename(path)
    .replace(/[^A-Za-z0-9._-]/g, '_')
    .slice(0, 60);
}

function file(name: string, text: string): WrittenFile {
  return { name, content: new TextEncoder().encode(text) };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const README = `Evidence of pqready

report/      the report, in each format that was asked for; report/report.json holds everything
facts.json   what was seen, without a judgement: pqready assess facts.json judges it anew
profiles/    the requirements that it was judged by
register/    the certificates that were known
waivers/     what was accepted for a while, where anything was
tool.json    what judged, and the day that it judged as on
SHA256SUMS   sha256sum -c SHA256SUMS checks every file

Whether this archive is what its sender signed: pqready verify ARCHIVE --key PUBLIC-KEY
`;
