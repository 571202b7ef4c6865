import { createHash } from 'node:crypto';
import { targetKinds } from '../vocabulary/target-kind.ts';
import { readPlainYaml } from './plain-yaml.ts';
import { bindings, confidences, type Profile, purposes, type Requirement, severities } from './profile.ts';
import type { Mistake, Position, YamlTree } from './yaml-node.ts';
import {
  anyMap,
  atLeastOne,
  day,
  listOf,
  oneOf,
  policyError,
  readShaped,
  record,
  type Shape,
  text,
  textLike,
} from './yaml-shape.ts';

/**
 * Reads a profile of policies/*.yaml. A member that is not known is a mistake, so that a misspelt date is not silently no date.
 * @param name what messages call the file
 * @throws PolicyError with the line and column of every mistake
 */
export async function readProfile(content: string, name: string): Promise<Profile> {
  const { requirements, ...head } = readShaped(await readTree(content), name, profile);
  refuseRepeats(name, requirements);
  return {
    ...head,
    sha256: createHash('sha256').update(content).digest('hex'),
    places: Object.fromEntries(requirements.map(({ requirement, at }) => [requirement.id, at])),
    requirements: requirements.map(({ requirement }) => requirement),
  };
}

/** The whole language takes a tenth of a second to load: it is asked only for what the plain reader does not know. */
async function readTree(content: string): Promise<YamlTree> {
  const plain = readPlainYaml(content);
  if (plain.root !== undefined) return plain;
  const { readYamlTree } = await import('./yaml-tree.ts');
  return readYamlTree(content);
}

interface Placed {
  readonly requirement: Requirement;
  readonly at: Position;
}

function refuseRepeats(name: string, requirements: readonly Placed[]): void {
  const seen = new Set<string>();
  const mistakes: Mistake[] = [];
  for (const {
    requirement: { id },
    at,
  } of requirements) {
    if (seen.has(id)) mistakes.push({ at, what: `the id ${id} stands a second time` });
    seen.add(id);
  }
  if (mistakes.length > 0) throw policyError(name, mistakes);
}

const id = textLike(/^[a-z0-9][a-z0-9.-]*$/, 'an id: lower-case letters, digits, dots, hyphens');

const citation = record(
  { document: text, section: text, verified: day },
  { edition: text, url: textLike(/^https:\/\/\S+$/, 'an https address') },
);

const dates: Shape<Requirement['dates']> = (node, report) => {
  const read = record({}, { deprecated: day, disallowed: day })(node, report);
  if (read?.deprecated !== undefined && read.disallowed !== undefined && read.deprecated > read.disallowed)
    report({ at: node, what: 'deprecated must not come after disallowed' });
  return read;
};

const members = record(
  {
    id,
    says: text,
    rule: id,
    applies: atLeastOne(oneOf(targetKinds)),
    severity: oneOf(severities),
    binding: oneOf(bindings),
    population: text,
    purpose: oneOf(purposes),
    confidence: oneOf(confidences),
    cites: atLeastOne(citation),
  },
  { with: anyMap, dates },
);

const requirement: Shape<Placed> = (node, report) => {
  const read = members(node, report);
  if (read === undefined) return undefined;
  const rule = node.kind === 'map' ? node.members.find(({ name }) => name === 'rule') : undefined;
  return { requirement: { with: {}, dates: {}, ...read }, at: rule?.at ?? { line: node.line, column: node.column } };
};

const profile = record({ id, title: text, revision: text, retrieved: day, requirements: listOf(requirement) });
