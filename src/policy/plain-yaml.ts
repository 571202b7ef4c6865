import type { Position, YamlMember, YamlNode, YamlTree } from './yaml-node.ts';

/**
 * Reads the plain part of YAML that the shipped policies keep to, fifty times faster than the whole language: block maps and
 * lists, flow maps and lists within a line, one-line scalars, whole-line comments. What it reads it reads as YAML 1.2 (core
 * schema) does, places included; at the first thing beyond that it gives up with one mistake, and the whole language decides.
 */
export function readPlainYaml(text: string): YamlTree {
  const lines: Line[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    if (/^ *(#|$)/.test(raw)) continue;
    const content = raw.trimStart();
    const line = { number: index + 1, indent: raw.length - content.length, content };
    if (FOREIGN.test(raw)) return beyond({ line: line.number, column: 1 });
    lines.push(line);
  }
  const reader: Reader = { lines, next: 0 };
  const first = lines[0];
  if (first === undefined) return beyond({ line: 1, column: 1 });
  const root = readBlock(reader, first.indent, 0);
  const stopped = reader.lines[reader.next];
  if (root === undefined || stopped !== undefined)
    return beyond({ line: stopped?.number ?? lines.length, column: (stopped?.indent ?? 0) + 1 });
  return { root, mistakes: [] };
}

interface Line {
  readonly number: number;
  readonly indent: number;
  readonly content: string;
}

interface Reader {
  readonly lines: Line[];
  next: number;
}

/** A block begins at the next line, which stands at `indent`; undefined: it is beyond plain YAML, and `next` is there. */
function readBlock(reader: Reader, indent: number, depth: number): YamlNode | undefined {
  const line = reader.lines[reader.next];
  if (line === undefined || depth > DEEPEST) return undefined;
  return /^- /.test(line.content) ? readList(reader, indent, depth) : readMap(reader, indent, depth);
}

function readList(reader: Reader, indent: number, depth: number): YamlNode | undefined {
  const elements: YamlNode[] = [];
  const at = placeOf(reader, indent);
  for (let line = reader.lines[reader.next]; line?.indent === indent; line = reader.lines[reader.next]) {
    const dash = /^- +/.exec(line.content)?.[0];
    if (dash === undefined) break;
    const rest = { number: line.number, indent: indent + dash.length, content: line.content.slice(dash.length) };
    const isMap = KEY.test(rest.content);
    // What follows the dash begins a block of its own, at its own column.
    if (isMap) reader.lines[reader.next] = rest;
    const element = isMap ? readMap(reader, rest.indent, depth + 1) : readInline(rest.content, positionIn(rest));
    if (element === undefined) return undefined;
    if (!isMap) reader.next += 1;
    elements.push(element);
  }
  return { kind: 'list', elements, ...at };
}

function readMap(reader: Reader, indent: number, depth: number): YamlNode | undefined {
  const members: YamlMember[] = [];
  const at = placeOf(reader, indent);
  for (let line = reader.lines[reader.next]; line?.indent === indent; line = reader.lines[reader.next]) {
    const key = KEY.exec(line.content);
    const name = key?.[1];
    if (key === null || name === undefined || isWord(name) || members.some((member) => member.name === name))
      return undefined;
    const rest = { ...line, indent: indent + key[0].length, content: line.content.slice(key[0].length) };
    const value = rest.content === '' ? readNested(reader, indent, depth) : readInline(rest.content, positionIn(rest));
    if (value === undefined) return undefined;
    if (rest.content !== '') reader.next += 1;
    members.push({ name, at: positionIn(line), value });
  }
  return members.length === 0 ? undefined : { kind: 'map', members, ...at };
}

/** The value of a member that goes on in the lines below: deeper, or a list at the same depth. */
function readNested(reader: Reader, indent: number, depth: number): YamlNode | undefined {
  reader.next += 1;
  const below = reader.lines[reader.next];
  if (below === undefined) return undefined;
  const isDeeper = below.indent > indent || (below.indent === indent && below.content.startsWith('- '));
  return isDeeper ? readBlock(reader, below.indent, depth + 1) : undefined;
}

function readInline(content: string, at: Position): YamlNode | undefined {
  const flow: Flow = { content, at, next: 0 };
  if (!/^[[{"']/.test(content)) return readScalar(content, at);
  const node = readFlow(flow, 0);
  return flow.next === content.length ? node : undefined;
}

interface Flow {
  readonly content: string;
  readonly at: Position;
  next: number;
}

function readFlow(flow: Flow, depth: number): YamlNode | undefined {
  const at = { line: flow.at.line, column: flow.at.column + flow.next };
  const opener = flow.content[flow.next];
  if (depth > DEEPEST) return undefined;
  if (opener === '[' || opener === '{') return readCollection(flow, opener, { at, depth });
  const quoted = QUOTED.exec(flow.content.slice(flow.next))?.[0];
  const scalar = quoted ?? /^[^,[\]{}:"']+/.exec(flow.content.slice(flow.next))?.[0].trimEnd();
  if (scalar === undefined) return undefined;
  flow.next += scalar.length;
  return quoted === undefined ? readScalar(scalar, at) : readQuoted(quoted, at);
}

function readCollection(
  flow: Flow,
  opener: '[' | '{',
  { at, depth }: { readonly at: Position; readonly depth: number },
): YamlNode | undefined {
  const closer = opener === '[' ? ']' : '}';
  const elements: YamlNode[] = [];
  const members: YamlMember[] = [];
  take(flow, /^[[{] */);
  while (take(flow, new RegExp(`^ *\\${closer}`)) === undefined) {
    if (elements.length + members.length > 0 && take(flow, /^ *, +/) === undefined) return undefined;
    const start = { line: flow.at.line, column: flow.at.column + flow.next };
    const name = opener === '{' ? take(flow, KEY_IN_FLOW)?.replace(/: $/, '') : undefined;
    if (opener === '{' && (name === undefined || isWord(name) || members.some((member) => member.name === name)))
      return undefined;
    const value = readFlow(flow, depth + 1);
    if (value === undefined) return undefined;
    if (name === undefined) elements.push(value);
    else members.push({ name, at: start, value });
  }
  return opener === '[' ? { kind: 'list', elements, ...at } : { kind: 'map', members, ...at };
}

function take(flow: Flow, pattern: RegExp): string | undefined {
  const found = pattern.exec(flow.content.slice(flow.next))?.[0];
  flow.next += found?.length ?? 0;
  return found;
}

function readQuoted(quoted: string, at: Position): YamlNode {
  // Two escapes are plain, \" and \\; QUOTED leaves any other to the whole language.
  const inside = quoted.slice(1, -1);
  return { kind: 'scalar', value: quoted.startsWith('"') ? inside.replace(/\\(["\\])/g, '$1') : inside, ...at };
}

/** Source: YAML 1.2.2, 10.3.2 (core schema), as far as the words and numbers of policies go. */
function readScalar(content: string, at: Position): YamlNode | undefined {
  if (content === 'null') return { kind: 'scalar', value: null, ...at };
  if (content === 'true' || content === 'false') return { kind: 'scalar', value: content === 'true', ...at };
  if (/^(0|[1-9]\d{0,14})$/.test(content)) return { kind: 'scalar', value: Number(content), ...at };
  const isText = /^\d{4}-\d{2}-\d{2}$/.test(content) || (/^[A-Za-z]/.test(content) && !isWord(content));
  return isText && !/: | #|:$/.test(content) ? { kind: 'scalar', value: content, ...at } : undefined;
}

/** Spellings of null, true and false that are not ours. */
function isWord(content: string): boolean {
  return /^(null|true|false)$/i.test(content);
}

function placeOf(reader: Reader, indent: number): Position {
  return { line: reader.lines[reader.next]?.number ?? 1, column: indent + 1 };
}

function positionIn({ number, indent }: Line): Position {
  return { line: number, column: indent + 1 };
}

function beyond(at: Position): YamlTree {
  return { root: undefined, mistakes: [{ at, what: 'not the plain YAML that policies are written in' }] };
}

/** Tabs, control and other odd characters, blanks at the end, document markers. */
const FOREIGN = /[^\x20-\x7e\u00a1-\u02ff\u0370-\u1fff\u2010-\u2027]| $|^(---|\.\.\.)/;
const KEY = /^([A-Za-z][A-Za-z0-9_.-]*):(?: +|$)/;
const KEY_IN_FLOW = /^[A-Za-z][A-Za-z0-9_-]*: /;
const QUOTED = /^(?:"(?:[^"\\]|\\["\\])*"|'[^']*')/;
const DEEPEST = 32;
