import { targetKinds } from '../vocabulary/target-kind.ts';
import {
  bindings,
  type Citation,
  type Confidence,
  confidences,
  type Duty,
  forces,
  type IsoDate,
  purposes,
  type Requirement,
  severities,
} from './profile.ts';
import type { Position, YamlNode } from './yaml-node.ts';
import { anyMap, atLeastOne, day, listOf, mapOf, oneOf, record, type Shape, text, textLike } from './yaml-shape.ts';

/** A profile as its own file says it, before what it extends. */
export interface WrittenProfile {
  readonly id: string;
  readonly title: string;
  readonly revision: string;
  readonly retrieved: IsoDate;
  readonly extends: readonly Placed<string>[];
  readonly drop: readonly Placed<string>[];
  readonly adjust: readonly Placed<Adjustment>[];
  readonly categories?: NonNullable<ReturnType<typeof categories>>;
  readonly notObservable: readonly Duty[];
  readonly requirements: readonly Placed<Requirement>[];
}

/** Something and where it stands in the file. */
export interface Placed<T> {
  readonly value: T;
  readonly at: Position;
}

/** The members of an inherited requirement that are to be others. */
export type Adjustment = { readonly id: string } & Partial<Omit<Requirement, 'id' | 'rule'>>;

/** Reads the whole file. `defaults` and `sources` stand for what its requirements leave out. */
export const writtenProfile: Shape<WrittenProfile> = (node, report) => {
  const context = contextOf(node);
  const read = record(
    { id, title: text, revision: text, retrieved: day, requirements: listOf(requirement(context)) },
    {
      extends: listOf(placed(text)),
      drop: listOf(placed(id)),
      adjust: listOf(placed(adjustment(context))),
      categories,
      defaults,
      sources: mapOf(source),
      notObservable: listOf(duty(context)),
    },
  )(node, report);
  if (read === undefined) return undefined;
  const { defaults: _, sources: __, ...rest } = read;
  return { extends: [], drop: [], adjust: [], notObservable: [], ...rest };
};

interface Context {
  readonly defaults: Partial<Shared>;
  readonly sources: ReadonlyMap<string, Source>;
}

type Source = Omit<Citation, 'section'>;
interface Shared {
  readonly applies: Requirement['applies'];
  readonly severity: Requirement['severity'];
  readonly binding: Requirement['binding'];
  readonly force: 'must' | 'should';
  readonly population: string;
  readonly purpose: Requirement['purpose'];
  readonly confidence: Confidence;
}

/** What stands at the head is read first, and its mistakes are told when the whole is read. */
function contextOf(node: YamlNode): Context {
  const member = (name: string) => (node.kind === 'map' ? node.members.find((each) => each.name === name) : undefined);
  const quiet = (): void => undefined;
  const [given, listed] = [member('defaults')?.value, member('sources')?.value];
  return {
    defaults: (given === undefined ? undefined : defaults(given, quiet)) ?? {},
    sources: (listed === undefined ? undefined : mapOf(source)(listed, quiet)) ?? new Map(),
  };
}

const id = textLike(/^[a-z0-9][a-z0-9.-]*$/, 'an id: lower-case letters, digits, dots, hyphens');
const httpsAddress = textLike(/^https:\/\/\S+$/, 'an https address');
const source = record({ document: text, verified: day }, { edition: text, url: httpsAddress });
const wholeCitation = record({ document: text, section: text, verified: day }, { edition: text, url: httpsAddress });
const shortCitation = record({ source: text, section: text }, { edition: text, verified: day });

const shared = {
  applies: atLeastOne(oneOf(targetKinds)),
  severity: oneOf(severities),
  binding: oneOf(bindings),
  force: oneOf(forces),
  population: text,
  purpose: oneOf(purposes),
  confidence: oneOf(confidences),
};
const defaults = record({}, shared);

const categories = record({
  unchosen: oneOf(['unknown', 'not-applicable']),
  names: atLeastOne(record({ id, title: text })),
});

const selector = record({ id: text }, { version: text, variant: text });

const dates: Shape<Requirement['dates']> = (node, report) => {
  const read = record({}, { deprecated: day, disallowed: day })(node, report);
  if (read?.deprecated !== undefined && read.disallowed !== undefined && read.deprecated > read.disallowed)
    report({ at: node, what: 'deprecated must not come after disallowed' });
  return read;
};

/** Either a whole citation, or the name of one of the file's sources and a section of it. */
function citation({ sources }: Context): Shape<Citation> {
  return (node, report) => {
    const isShort = node.kind === 'map' && node.members.some(({ name }) => name === 'source');
    if (!isShort) return wholeCitation(node, report);
    const read = shortCitation(node, report);
    if (read === undefined) return undefined;
    const { source: named, ...own } = read;
    const found = sources.get(named);
    if (found !== undefined) return { ...found, ...own };
    const known = [...sources.keys()].join(', ') || 'none';
    report({ at: placeOf(node, 'source'), what: `no source is called ${named}; there are ${known}` });
    return undefined;
  };
}

function optionalMembers(context: Context) {
  return {
    ...shared,
    with: anyMap,
    dates,
    categories: listOf(id),
    systems: atLeastOne(selector),
    cites: atLeastOne(citation(context)),
  };
}

function requirement(context: Context): Shape<Placed<Requirement>> {
  const members = record({ id, says: text, rule: id, cites: atLeastOne(citation(context)) }, optionalMembers(context));
  return (node, report) => {
    const missing = missingIn(node, context);
    for (const name of missing) report({ at: { line: node.line, column: node.column }, what: `${name} is missing` });
    const read = members(node, report);
    if (read === undefined || missing.length > 0) return undefined;
    const { force, ...own } = { ...context.defaults, ...read };
    const whole = { with: {}, dates: {}, ...own, ...(force === 'should' ? { force } : {}) };
    // Nothing that a requirement needs is missing: that was looked up in the member names and defaults just now.
    return { value: whole as Requirement, at: placeOf(node, 'rule') };
  };
}

/** What neither the requirement nor the defaults say. */
function missingIn(node: YamlNode, { defaults: given }: Context): readonly string[] {
  if (node.kind !== 'map') return [];
  const named = new Set([...Object.keys(given), ...node.members.map(({ name }) => name)]);
  return ['applies', 'severity', 'binding', 'population', 'purpose', 'confidence'].filter((name) => !named.has(name));
}

function adjustment(context: Context): Shape<Adjustment> {
  return record({ id }, { says: text, ...optionalMembers(context) });
}

function duty(context: Context): Shape<Duty> {
  const { binding, population, purpose, confidence } = shared;
  const members = record(
    { id, says: text, why: text, cites: atLeastOne(citation(context)) },
    { binding, population, purpose, confidence, due: day },
  );
  return (node, report) => {
    const read = members(node, report);
    if (read === undefined) return undefined;
    const { defaults: given } = context;
    const [strength, whom, sure] = [
      read.binding ?? given.binding,
      read.population ?? given.population,
      read.confidence ?? given.confidence,
    ];
    if (strength !== undefined && whom !== undefined && sure !== undefined)
      return { purpose: 'planning', ...read, binding: strength, population: whom, confidence: sure };
    report({
      at: { line: node.line, column: node.column },
      what: 'binding, population or confidence is missing, and defaults have none',
    });
    return undefined;
  };
}

function placed<T>(shape: Shape<T>): Shape<Placed<T>> {
  return (node, report) => {
    const value = shape(node, report);
    return value === undefined ? undefined : { value, at: { line: node.line, column: node.column } };
  };
}

/** Where a member of a map stands, or else the map. */
function placeOf(node: YamlNode, name: string): Position {
  const found = node.kind === 'map' ? node.members.find((member) => member.name === name)?.at : undefined;
  return found ?? { line: node.line, column: node.column };
}
