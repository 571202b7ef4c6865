import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'csv-parse/sync';
import { marked } from 'marked';
import { validateXML } from 'xmllint-wasm';
import { parse as parseYaml } from 'yaml';
import { checkHtml } from './html-check.ts';
import { danglingInOscal } from './oscal-check.ts';
import { checkArf, checkXccdf } from './xccdf-check.ts';

const SCHEMAS = join(import.meta.dirname, '../../../shared/schemas');
const OWN_SCHEMA = join(import.meta.dirname, '../../docs/schema/pqready.report-1.json');

/** What an official schema or a real reader of the format has against a text; nothing where it is right. */
export type FormatCheck = (text: string) => readonly string[] | Promise<readonly string[]>;

/** One check a format, by the name that `--output` takes. */
export const formatChecks: Readonly<Record<string, FormatCheck>> = {
  csv: checkCsv,
  cyclonedx: (text) => checkCyclonedx(text, '1.7'),
  'cyclonedx@1.6': (text) => checkCyclonedx(text, '1.6'),
  github: checkGithub,
  html: checkHtml,
  json: (text) => validated('own', OWN_SCHEMA)(JSON.parse(text)),
  jsonl: (text) =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .flatMap((line) => validated('own', OWN_SCHEMA)(JSON.parse(line))),
  junit: checkJunit,
  markdown: checkMarkdown,
  oscal: checkOscal,
  'oscal@poam': checkOscal,
  remediation: checkScript,
  'remediation@ansible': checkPlaybook,
  sarif: (text) => validated('sarif', join(SCHEMAS, 'sarif-2.1.0.json'))(JSON.parse(text)),
  text: (text) => (/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/.test(text) ? ['a control character'] : []),
  xccdf: checkXccdf,
  'xccdf@arf': checkArf,
};

/** NIST's schema of all models, and what it cannot see. */
function checkOscal(text: string): readonly string[] {
  const document = JSON.parse(text);
  return [...validated('oscal', join(SCHEMAS, 'oscal-complete-1.2.1.json'))(document), ...danglingInOscal(document)];
}

/** A shell that reads the script and runs nothing of it. */
function checkScript(text: string): readonly string[] {
  const { status, stderr } = spawnSync('sh', ['-n'], { input: text, encoding: 'utf8' });
  return status === 0 ? [] : [stderr];
}

/** A YAML reader, and what Ansible wants of a play: a name, hosts, and tasks of one module each. */
function checkPlaybook(text: string): readonly string[] {
  const plays: readonly Play[] = parseYaml(text, {
    customTags: [{ tag: '!unsafe', resolve: (value: string) => value }],
  });
  return plays.flatMap(({ name, hosts, tasks }) => [
    ...(typeof name === 'string' && typeof hosts === 'string' ? [] : ['a play without a name or hosts']),
    ...tasks
      .filter((task) => Object.keys(task).filter((key) => key.startsWith('ansible.builtin.')).length !== 1)
      .map((task) => `not one module: ${JSON.stringify(task)}`),
  ]);
}

interface Play {
  readonly name: unknown;
  readonly hosts: unknown;
  readonly tasks: readonly object[];
}

const compiled = new Map<string, (document: unknown) => readonly string[]>();

/** Compiled once a schema. */
function validated(name: string, path: string): (document: unknown) => readonly string[] {
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strict: false });
  addFormats.default(ajv);
  const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(path, 'utf8'));
  const isRight = ajv.compile(schema);
  const check = (document: unknown) =>
    isRight(document) ? [] : (isRight.errors ?? []).map((each) => `${each.instancePath}: ${each.message}`);
  compiled.set(name, check);
  return check;
}

async function checkJunit(text: string): Promise<readonly string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: 'junit.xml', contents: text }],
    schema: [readFileSync(join(SCHEMAS, 'junit.xsd'), 'utf8')],
    initialMemoryPages: 256,
    maxMemoryPages: 16_384,
  });
  return errors.map(({ message }) => message);
}

/** A strict reader: as many cells as the heading has, quotes closed; and no cell that a spreadsheet would compute. */
function checkCsv(text: string): readonly string[] {
  const rows = parse(text, { columns: true, record_delimiter: '\r\n' }) as readonly Readonly<Record<string, string>>[];
  return rows.flatMap((row) =>
    Object.entries(row).flatMap(([name, cell]) => (/^\s*[=+\-@|%]/.test(cell) ? [`${name}: ${cell}`] : [])),
  );
}

/** What a renderer makes of it has only the elements that we mean, and every row of a table has its cells. */
function checkMarkdown(text: string): readonly string[] {
  const html = marked.parse(text, { async: false, gfm: true });
  const elements = new Set([...html.matchAll(/<\/?([a-z0-9]+)/g)].map(([, name = '']) => name));
  const foreign = [...elements].filter((name) => !MARKDOWN_ELEMENTS.includes(name)).map((name) => `<${name}>`);
  const ragged = text.split('\n').filter((line) => line.startsWith('|') && !/^\|.*\|$/.test(line));
  return [...foreign, ...ragged];
}

/** The official library's strict check, and what its schema leaves open: the version itself, and that every reference leads somewhere. */
async function checkCyclonedx(text: string, edition: '1.6' | '1.7'): Promise<readonly string[]> {
  const { Spec, Validation } = await import('@cyclonedx/cyclonedx-library');
  const version = edition === '1.7' ? Spec.Version.v1dot7 : Spec.Version.v1dot6;
  const problem = await new Validation.JsonStrictValidator(version).validate(text);
  const document = JSON.parse(text);
  const references = new Set(
    JSON.stringify(document)
      .match(/"bom-ref":"((?:[^"\\\\]|\\\\.)*)"/g)
      ?.map((each) => each.slice(10)),
  );
  const used = [
    ...JSON.stringify(document).matchAll(/"(?:ref|target|requirement|assessor)":("(?:[^"\\\\]|\\\\.)*")/g),
  ].map(([, ref = '']) => ref);
  return [
    ...(problem === null ? [] : [JSON.stringify(problem).slice(0, 2000)]),
    ...(document.specVersion === edition ? [] : [`specVersion ${document.specVersion}`]),
    ...[...new Set(used)].filter((ref) => !references.has(ref)).map((ref) => `leads nowhere: ${ref}`),
  ];
}

/** A runner reads each line by itself: nothing that a scanned system says may begin a command of its own. */
function checkGithub(text: string): readonly string[] {
  const lines = text.trimEnd().split('\n');
  const commands = lines.slice(0, -1).filter((line) => !/^::(error|warning|notice) title=[^:,]*::[^\r]*$/.test(line));
  return [...commands, ...(lines.at(-1)?.startsWith('pqready: ') ? [] : ['no verdict in the last line'])];
}

const MARKDOWN_ELEMENTS = ['h2', 'h3', 'p', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'strong', 'br'];
