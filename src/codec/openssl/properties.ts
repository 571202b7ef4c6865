/** One condition of a property query: `fips=yes`, `?provider=x`, `-fips` (taken out of the global query). Source: property(7). */
export interface PropertyCondition {
  readonly name: string;
  readonly operator: '=' | '!=' | 'removed';
  /** Null: none stands behind the operator. */
  readonly value: string | null;
  /** `?`: a preference, which no fetch fails on. */
  readonly optional: boolean;
}

/**
 * Reads a property query; undefined where the library refuses it: broken grammar, or a name that stands twice. Names and unquoted
 * values are without case. Source: ossl_parse_query in crypto/property/property_parse.c of 3.5.7.
 */
export function readProperties(text: string): readonly PropertyCondition[] | undefined {
  const conditions: PropertyCondition[] = [];
  const query = text.trim();
  let at = 0;
  while (query !== '') {
    CONDITION.lastIndex = at;
    const found = CONDITION.exec(query);
    if (found === null || (found[1] === '-' && found[3] !== undefined)) return undefined;
    conditions.push(conditionOf(found));
    at = CONDITION.lastIndex;
    if (at === query.length) break;
    if (query[at] !== ',') return undefined;
    at += 1;
  }
  return new Set(conditions.map(({ name }) => name)).size === conditions.length ? conditions : undefined;
}

/** Prints a query back. */
export function writeProperties(conditions: readonly PropertyCondition[]): string {
  return conditions
    .map(({ name, operator, value, optional }) =>
      operator === 'removed' ? `-${name}` : `${optional ? '?' : ''}${name}${operator}${value ?? ''}`,
    )
    .join(',');
}

/** The second query laid over the first: a name that it speaks of is decided by it alone. */
export function mergeProperties(
  first: readonly PropertyCondition[],
  second: readonly PropertyCondition[],
): readonly PropertyCondition[] {
  const decided = new Set(second.map(({ name }) => name));
  return [...first.filter(({ name }) => !decided.has(name)), ...second];
}

/** Whether every fetch must find an implementation with `fips=yes`. */
export function requiresFips(conditions: readonly PropertyCondition[]): boolean {
  return conditions.some((each) => each.name === 'fips' && !each.optional && isYes(each));
}

/** Whether an implementation with these definitions may be fetched; what it does not define is `no`. */
export function satisfies(
  definitions: Readonly<Record<string, string>>,
  conditions: readonly PropertyCondition[],
): boolean {
  return conditions.every(({ name, operator, value, optional }) => {
    if (optional || operator === 'removed') return true;
    const has = (definitions[name] ?? 'no') === value;
    return operator === '=' ? has : !has;
  });
}

function isYes({ operator, value }: PropertyCondition): boolean {
  return (operator === '=' && value === 'yes') || (operator === '!=' && value === 'no');
}

function conditionOf(found: RegExpExecArray): PropertyCondition {
  const [, sign = '', name = '', operator, single, double, bare] = found;
  if (sign === '-') return { name: name.toLowerCase(), operator: 'removed', value: '', optional: false };
  // Behind an operator a missing value is taken, and equals nothing.
  const value = single ?? double ?? bare?.toLowerCase() ?? (operator === undefined ? 'yes' : null);
  return { name: name.toLowerCase(), operator: operator === '!=' ? '!=' : '=', value, optional: sign === '?' };
}

const CONDITION =
  /\s*([?-]?)\s*([A-Za-z]\w*(?:\.[A-Za-z]\w*)*)\s*(?:(!=|=)\s*(?:'([^']*)'|"([^"]*)"|([+-]?\d+|0x[\dA-Fa-f]+|[A-Za-z][!-+--~]*))?)?\s*/y;
