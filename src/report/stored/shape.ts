/** The part of JSON Schema that the published schemas are written in. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
}

type Definitions = Readonly<Record<string, Schema>>;

/** What is wrong with a value, with the path to it: `value.groups[2]: wants a string, has 7`; undefined: it has the shape. */
export function problemWith(
  value: unknown,
  schema: Schema,
  { definitions, path }: { readonly definitions: Definitions; readonly path: string },
): string | undefined {
  const at = { definitions, path };
  if (schema.$ref !== undefined) return problemWith(value, definitionOf(schema.$ref, definitions), at);
  if (schema.anyOf !== undefined) return problemWithAny(value, schema.anyOf, at);
  if (schema.const !== undefined && value !== schema.const) return wants(JSON.stringify(schema.const), value, path);
  if (schema.enum?.includes(value) === false) return wants(`one of ${schema.enum.join(', ')}`, value, path);
  if (schema.type !== undefined && !hasType(value, schema.type)) {
    return wants(typeof schema.type === 'string' ? schema.type : schema.type.join(' or '), value, path);
  }
  if (Array.isArray(value) && schema.items !== undefined) return problemInList(value, schema.items, at);
  return isRecord(value) ? problemInMembers(value, schema, at) : undefined;
}

interface At {
  readonly definitions: Definitions;
  readonly path: string;
}

/** Of several forms the one that its fixed members name is what was meant. */
function problemWithAny(value: unknown, forms: readonly Schema[], at: At): string | undefined {
  const problems = forms.map((form) => problemWith(value, form, at));
  if (problems.includes(undefined)) return undefined;
  const meant = forms.findIndex((form) => isRecord(value) && carriesConstants(value, form));
  return problems[meant] ?? wants(`one of ${forms.length} forms`, value, at.path);
}

function carriesConstants(value: Readonly<Record<string, unknown>>, { properties = {} }: Schema): boolean {
  const fixed = Object.entries(properties).filter(([, each]) => each.const !== undefined);
  return fixed.length > 0 && fixed.every(([name, each]) => value[name] === each.const);
}

function problemInList(elements: readonly unknown[], items: Schema, { definitions, path }: At): string | undefined {
  for (const [index, element] of elements.entries()) {
    const problem = problemWith(element, items, { definitions, path: `${path}[${index}]` });
    if (problem !== undefined) return problem;
  }
  return undefined;
}

/** Members that the schema does not name are passed over, unless it says what they must be. */
function problemInMembers(
  value: Readonly<Record<string, unknown>>,
  { properties = {}, required = [], additionalProperties }: Schema,
  { definitions, path }: At,
): string | undefined {
  const missing = required.find((name) => !Object.hasOwn(value, name));
  if (missing !== undefined) return `${path}.${missing} is missing`;
  const others = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  for (const [name, member] of Object.entries(value)) {
    const schema = Object.hasOwn(properties, name) ? properties[name] : others;
    const problem =
      schema === undefined ? undefined : problemWith(member, schema, { definitions, path: `${path}.${name}` });
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function definitionOf(reference: string, definitions: Definitions): Schema {
  const found = definitions[reference.replace('#/definitions/', '')];
  if (found === undefined) throw new Error(`the schema has no ${reference}`);
  return found;
}

function hasType(value: unknown, type: string | readonly string[]): boolean {
  if (typeof type !== 'string') return type.some((each) => hasType(value, each));
  if (type === 'array') return Array.isArray(value);
  if (type === 'null') return value === null;
  if (type === 'object') return isRecord(value);
  return type === 'integer' ? Number.isInteger(value) : typeof value === type;
}

function wants(wanted: string, value: unknown, path: string): string {
  return `${path}: wants ${wanted}, has ${(JSON.stringify(value) ?? 'nothing').slice(0, 60)}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
