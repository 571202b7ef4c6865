import { REPORT_NAMESPACE, uuidV5 } from '../../facts/uuid.ts';
import { printable } from '../told-finding.ts';

/** OSCAL's `token`, a name without colons: what is none already is rewritten, with a hash so that two never fall together. */
export function oscalToken(text: string): string {
  if (text.length <= LONGEST_TOKEN && TOKEN.test(text)) return text;
  const plain = text
    .toWellFormed()
    .slice(0, LONGEST_TOKEN)
    .replace(/[^\p{L}\p{N}._-]/gu, '-');
  return `${/^[\p{L}_]/u.test(plain) ? '' : '_'}${plain}-${uuidV5(REPORT_NAMESPACE, text).slice(0, 8)}`;
}

/** OSCAL's `string`: one line, never empty, no space at its ends. */
export function oscalString(text: string, longest = LONGEST_STRING): string {
  const line = oneLine(text).trim();
  if (line === '') return '(empty)';
  return line.length <= longest ? line : `${[...line.slice(0, longest)].slice(0, -2).join('').trimEnd()}…`;
}

/** OSCAL's `markup-line`: plain words, of which nothing is taken for Markdown, HTML or the insertion of a parameter. */
export function markupLine(text: string, longest = LONGEST_TITLE): string {
  return plainMarkdown(oscalString(text, longest));
}

/** OSCAL's `markup-multiline`: a paragraph a line; a line of ours that begins with `$ ` is a command, and stays as it is. */
export function markup(...texts: readonly string[]): string {
  return texts
    .flatMap((text) => (PLAIN.test(text) ? [text] : printable(text).split('\n')))
    .filter((line) => line.trim() !== '')
    .slice(0, MOST_LINES)
    .map((line) => (line.startsWith('$ ') ? codeSpan(oscalString(line)) : plainMarkdown(oscalString(line))))
    .join('\n\n');
}

/** Most words are plain already, and that is soon seen. */
function oneLine(text: string): string {
  return PLAIN.test(text) ? text : printable(text).replace(/\s*\n\s*/g, ' ');
}

function plainMarkdown(line: string): string {
  if (!MARKED.test(line)) return line;
  return line
    .replace(/[\\`*~^[\]<>{}&]/g, '\\$&')
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
    .replace(/^[#+=|-]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

/** Backticks of its own are fenced in by one more. */
function codeSpan(line: string): string {
  const runs = line.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map((run) => run.length)) + 1);
  return runs.length === 0 ? `${fence}${line}${fence}` : `${fence} ${line} ${fence}`;
}

const TOKEN = /^[\p{L}_][\p{L}\p{N}._-]*$/u;
const PLAIN = /^[\x20-\x7e]+$/;
const MARKED = /[\\`*~^[\]<>{}&_]|^[#+=|-]|^\d+[.)]/;
const LONGEST_TOKEN = 200;
const LONGEST_STRING = 2000;
const LONGEST_TITLE = 250;
const MOST_LINES = 100;
