import { type IsoDate, PolicyError } from './profile.ts';
import type { Mistake, Position, YamlMember, YamlNode, YamlTree } from './yaml-node.ts';

/** Reads a node as T; what is wrong with it goes to `report`, and the answer is then undefined. */
export type Shape<T> = (node: YamlNode, report: (mistake: Mistake) => void) => T | undefined;

type Shapes = Readonly<Record<string, Shape<unknown>>>;
type RecordOf<S extends Shapes> = { readonly [K in keyof S]: S[K] extends Shape<infer T> ? T : never };

/** Reads the tree of a whole file. @throws PolicyError with the line and column of every mistake in it */
export function readShaped<T>({ root, mistakes }: YamlTree, name: string, shape: Shape<T>): T {
  const found: Mistake[] = [...mistakes];
  const node = root ?? { kind: 'scalar', value: null, line: 1, column: 1 };
  const value = found.length > 0 ? undefined : shape(node, (mistake) => found.push(mistake));
  if (value === undefined || found.length > 0) throw policyError(name, found);
  return value;
}

/** One error that tells every mistake, in the order of the file. */
export function policyError(name: string, mistakes: readonly Mistake[]): PolicyError {
  const sorted = mistakes.toSorted((left, right) => left.at.line - right.at.line || left.at.column - right.at.column);
  const told = sorted.slice(0, MOST_TOLD).map(({ at, what }) => `${name}:${at.line}:${at.column}: ${what}`);
  const rest = sorted.length > MOST_TOLD ? [`and ${sorted.length - MOST_TOLD} more`] : [];
  return new PolicyError(
    [...told, ...rest, `Mend ${name} at the ${sorted.length === 1 ? 'place' : 'places'} named.`].join('\n'),
  );
}

/** A text that is not empty. */
export const text: Shape<string> = (node, report) => {
  if (node.kind === 'scalar' && typeof node.value === 'string' && node.value.trim() !== '') return node.value;
  return wrong(node, report, 'a text');
};

/** A text of this form, or a number written in it (a version `3.0` that YAML takes for a number must be quoted, and is refused). */
export function textLike(pattern: RegExp, wanted: string): Shape<string> {
  return (node, report) =>
    node.kind === 'scalar' && typeof node.value === 'string' && pattern.test(node.value)
      ? node.value
      : wrong(node, report, wanted);
}

/** A whole number above 0. */
export const counting: Shape<number> = (node, report) =>
  node.kind === 'scalar' && typeof node.value === 'number' && Number.isSafeInteger(node.value) && node.value > 0
    ? node.value
    : wrong(node, report, 'a whole number above 0');

/** A day that exists, `2026-11-22`. */
export const day: Shape<IsoDate> = (node, report) => {
  const given = node.kind === 'scalar' ? node.value : undefined;
  if (typeof given !== 'string' || !isDay(given)) return wrong(node, report, 'a day, YYYY-MM-DD');
  // Checked just now: ten characters that name a day.
  return given as IsoDate;
};

/** One of these words. */
export function oneOf<const T extends string>(choices: readonly T[]): Shape<T> {
  return (node, report) => {
    const found = node.kind === 'scalar' ? choices.find((choice) => choice === node.value) : undefined;
    return found ?? wrong(node, report, `one of ${choices.join(', ')}`);
  };
}

/** A list of these. */
export function listOf<T>(shape: Shape<T>): Shape<readonly T[]> {
  return (node, report) => {
    if (node.kind !== 'list') return wrong(node, report, 'a list');
    const read = node.elements.map((element) => shape(element, report));
    return read.every((each) => each !== undefined) ? read : undefined;
  };
}

/** A list of these that is not empty. */
export function atLeastOne<T>(shape: Shape<T>): Shape<readonly [T, ...T[]]> {
  const list = listOf(shape);
  return (node, report) => {
    const [first, ...rest] = list(node, report) ?? [];
    if (first !== undefined) return [first, ...rest];
    if (node.kind === 'list' && node.elements.length === 0) wrong(node, report, 'at least one element');
    return undefined;
  };
}

/** Either null, as written, or this. */
export function nullOr<T>(shape: Shape<T>): Shape<T | null> {
  return (node, report) => (node.kind === 'scalar' && node.value === null ? null : shape(node, report));
}

/** A map in which each of `must` stands and each of `may` can stand, and nothing else. */
export function record<M extends Shapes, O extends Shapes = Record<never, never>>(
  must: M,
  may?: O,
): Shape<RecordOf<M> & Partial<RecordOf<O>>> {
  const shapes: Shapes = { ...must, ...may };
  const known = Object.keys(shapes).join(', ');
  return (node, report) => {
    if (node.kind !== 'map') return wrong(node, report, `a map of ${known}`);
    const given = new Set(node.members.map(({ name }) => name));
    const missing = Object.keys(must).filter((name) => !given.has(name));
    for (const name of missing) report({ at: positionOf(node), what: `${name} is missing` });
    const read = node.members.map(({ name, at, value }) => {
      const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
      if (shape === undefined) report({ at, what: `no member is called ${name}; there are ${known}` });
      return [name, shape?.(value, report)] as const;
    });
    if (missing.length > 0 || read.some(([, value]) => value === undefined)) return undefined;
    // Nothing is missing and every member was read by its own shape: that is what the cast says.
    return Object.fromEntries(read) as RecordOf<M> & Partial<RecordOf<O>>;
  };
}

/** A map from names to these. */
export function mapOf<T>(shape: Shape<T>): Shape<ReadonlyMap<string, T>> {
  return (node, report) => {
    if (node.kind !== 'map') return wrong(node, report, 'a map');
    const read = node.members.map(({ name, value }) => [name, shape(value, report)] as const);
    const whole = read.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
    return whole.length === read.length ? new Map(whole) : undefined;
  };
}

/** A map of anything. */
export const anyMap: Shape<Readonly<Record<string, unknown>>> = (node, report) =>
  node.kind === 'map' ? plainMap(node.members) : wrong(node, report, 'a map');

function wrong(node: YamlNode, report: (mistake: Mistake) => void, wanted: string): undefined {
  report({ at: positionOf(node), what: `wants ${wanted}, has ${describe(node)}` });
}

function describe(node: YamlNode): string {
  if (node.kind !== 'scalar') return node.kind === 'list' ? 'a list' : 'a map';
  return node.value === null ? 'nothing' : JSON.stringify(node.value).slice(0, 60);
}

function positionOf({ line, column }: Position): Position {
  return { line, column };
}

function plain(node: YamlNode): unknown {
  if (node.kind === 'scalar') return node.value;
  return node.kind === 'list' ? node.elements.map(plain) : plainMap(node.members);
}

function plainMap(members: readonly YamlMember[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(members.map(({ name, value }) => [name, plain(value)]));
}

function isDay(given: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(given) ? new Date(`${given}T00:00:00Z`) : undefined;
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === given;
}

const MOST_TOLD = 50;
