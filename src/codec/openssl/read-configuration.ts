import { endOfName, skipBlanks, trimEnd, withoutComment } from './characters.ts';
import { type Draft, draftConfiguration } from './draft.ts';
import { expand } from './expansion.ts';
import { includePath } from './include.ts';
import type { Loaded } from './loaded.ts';
import { Reading } from './reading.ts';
import type { Answer, Asking, Source } from './resolution.ts';

/**
 * Reads a configuration file and all that it includes, one line after the other as the library does, since each line can
 * change how the next is read. Source: def_load_bio in crypto/conf/conf_def.c of OpenSSL 3.0.20, 3.5.7 and 4.0.2 (alike).
 * Bounds of ours: 1 MiB of text, 10 000 files, 100 000 entries, includes 64 deep. The library has none: an include loop goes on until the
 * process has no file descriptor left.
 */
export function* readConfiguration(mainFile: string, env: Readonly<Record<string, string>>): Asking<Loaded> {
  const reading = new Reading(draftConfiguration(env), env['OPENSSL_CONF_INCLUDE'] ?? null);
  const main = yield { ask: 'path', path: mainFile };
  if (main.is === 'absent') return { state: 'absent', trail: reading.trail() };
  if (main.is !== 'file') return reading.unreadable(mainFile, main);
  // Only the very first bytes of all may be a byte order mark; in an included file it is an error.
  reading.open(main.path, main.text.replace(/^\ufeff/, ''));
  for (;;) {
    const line = yield* reading.next();
    if (line === undefined) return { state: 'read', configuration: reading.draft.finish(), trail: reading.trail() };
    const problem = yield* readLine(reading, withoutComment(line.text), line.at);
    if (problem !== undefined)
      return { state: 'refused', problem: problem.problem, at: problem.at, trail: reading.trail() };
    const excess = reading.excess();
    if (excess !== undefined) return { state: 'unknown', why: excess, trail: reading.trail() };
  }
}

type Refusal = { readonly problem: string; readonly at: Source } | undefined;

function* readLine(reading: Reading, text: string, at: Source): Asking<Refusal> {
  const start = skipBlanks(text, 0);
  if (start === text.length) return undefined;
  return text[start] === '[' ? readHeader(reading, text, at) : yield* readAssignment(reading, text, at);
}

function readHeader({ draft }: Reading, text: string, at: Source): Refusal {
  const start = skipBlanks(text, text.indexOf('[') + 1);
  let from = start;
  for (;;) {
    const end = endOfName(text, from, draft.dollarId);
    const next = skipBlanks(text, end);
    if (text[next] === ']') return openSection(draft, text.slice(start, end), at);
    if (next === from || next >= text.length) return { problem: 'section: wants a closing ]', at };
    from = next;
  }
}

function openSection(draft: Draft, name: string, at: Source): Refusal {
  const expanded = expand(name, at.line, { section: null, dollarId: draft.dollarId, lookUp: draft.lookUp });
  if (!expanded.ok) return { problem: expanded.problem, at };
  draft.openSection(expanded.value);
  return undefined;
}

function* readAssignment(reading: Reading, text: string, at: Source): Asking<Refusal> {
  const { draft } = reading;
  const start = skipBlanks(text, 0);
  const first = endOfName(text, start, draft.dollarId);
  const elsewhere = text.startsWith('::', first);
  const section = elsewhere ? text.slice(start, first) : draft.section;
  const nameStart = elsewhere ? first + 2 : start;
  const end = elsewhere ? endOfName(text, nameStart, draft.dollarId) : first;
  const after = skipBlanks(text, end);
  const name = text.slice(nameStart, end);
  for (const directive of ['.pragma', '.include'] as const) {
    const standsAlone = after === nameStart + directive.length && text[after] !== '=';
    if (!name.startsWith(directive) || standsAlone) continue;
    const value = trimEnd(text.slice(text[after] === '=' ? skipBlanks(text, after + 1) : after));
    return directive === '.pragma' ? draft.pragma(value, at) : yield* readInclude(reading, { value, section, at });
  }
  if (text[after] !== '=') return { problem: 'entry: wants an equal sign', at };
  const value = expandIn(draft, section, trimEnd(text.slice(skipBlanks(text, after + 1))), at);
  if (typeof value !== 'string') return value;
  reading.add({ section, name, value, at });
  return undefined;
}

function* readInclude(
  reading: Reading,
  include: { readonly value: string; readonly section: string; readonly at: Source },
): Asking<Refusal> {
  const { draft } = reading;
  const given = expandIn(draft, include.section, include.value, include.at);
  if (typeof given !== 'string') return given;
  const path = includePath(given, { includeDirectory: reading.includeDirectory(), absoluteOnly: draft.absoluteOnly });
  if (path === null) return { problem: `include: wants an absolute path, has ${given}`, at: include.at };
  const answer: Answer = path === '' ? { is: 'absent' } : yield { ask: 'path', path };
  yield* reading.include(path, answer, include.at);
  return undefined;
}

function expandIn(draft: Draft, section: string, text: string, at: Source): string | Exclude<Refusal, undefined> {
  const value = expand(text, at.line, { section, dollarId: draft.dollarId, lookUp: draft.lookUp });
  return value.ok ? value.value : { problem: value.problem, at };
}
