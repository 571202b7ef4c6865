import { isAlias, isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from 'yaml';
import type { Mistake, Position, YamlMember, YamlNode, YamlTree } from './yaml-node.ts';

/**
 * Reads YAML 1.2 (core schema) to a tree. Aliases are refused, so that a small text cannot stand for a large tree; a text past
 * 1 MiB or nested past 32 levels is refused too.
 */
export function readYamlTree(text: string): YamlTree {
  if (text.length > LARGEST) return { root: undefined, mistakes: [{ at: START, what: 'larger than 1 MiB' }] };
  if (deepestBracket(text) > DEEPEST) return { root: undefined, mistakes: [{ at: START, what: TOO_DEEP }] };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const mistakes = [...document.errors, ...document.warnings].map((error) => ({
    at: place(error.pos[0]),
    what: error.message,
  }));
  const root = document.contents === null ? undefined : toTree(document.contents, { place, mistakes, depth: 0 });
  return { root, mistakes };
}

interface Walk {
  readonly place: (offset: number) => Position;
  readonly mistakes: Mistake[];
  readonly depth: number;
}

function toTree(node: ParsedNode, walk: Walk): YamlNode {
  const at = walk.place(node.range[0]);
  const deeper = { ...walk, depth: walk.depth + 1 };
  if (walk.depth > DEEPEST) return refuse(walk, at, TOO_DEEP);
  if (isAlias(node)) return refuse(walk, at, 'aliases are not read here: write it out');
  if (isSeq(node)) return { kind: 'list', elements: node.items.map((each) => toTree(each, deeper)), ...at };
  if (isMap(node)) return { kind: 'map', members: node.items.flatMap((pair) => toMember(pair, deeper)), ...at };
  const value = isScalar(node) ? node.value : undefined;
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return { kind: 'scalar', value, ...at };
  return refuse(walk, at, 'not a text, number, truth value or null');
}

function toMember(
  { key, value }: { readonly key: ParsedNode; readonly value: ParsedNode | null },
  walk: Walk,
): readonly YamlMember[] {
  const at = walk.place(key.range[0]);
  if (!isScalar(key) || typeof key.value !== 'string') {
    refuse(walk, at, 'the name of a member must be a text');
    return [];
  }
  return [{ name: key.value, at, value: value === null ? nothing(at) : toTree(value, walk) }];
}

function refuse(walk: Walk, at: Position, what: string): YamlNode {
  walk.mistakes.push({ at, what });
  return nothing(at);
}

function nothing(at: Position): YamlNode {
  return { kind: 'scalar', value: null, ...at };
}

/** Counts brackets and leading blanks, whatever they mean: the parser descends once for each, so this bounds its recursion. */
function deepestBracket(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if (character === '[' || character === '{') depth += 1;
    else if (character === ']' || character === '}') depth -= 1;
    else if (character === '\n') depth = Math.max(0, depth);
    deepest = Math.max(deepest, depth);
  }
  return Math.max(deepest, deepestLine(text));
}

/** A block collection needs at least one column a level: `- - - -` and indentation alike. */
function deepestLine(text: string): number {
  const indents = text.match(/^(?:[ ]|- |\? )*/gm) ?? [];
  return indents.reduce((deepest, each) => Math.max(deepest, each.length / 2), 0);
}

const START: Position = { line: 1, column: 1 };
const LARGEST = 1024 * 1024;
const DEEPEST = 32;
const TOO_DEEP = 'nested deeper than 32 levels';
