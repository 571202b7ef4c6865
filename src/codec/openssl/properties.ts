/** One condition of a property query: `fips=yes`, `?provider=x`, `-fips` (taken out of the global query). Source: property(7). */
export interface PropertyCondition {
  readonly name: string;
  readonly operator: '=' | '!=' | 'removed';
  readonly value: string;
  /** `?`: a preference, which no fetch fails on. */
  readonly optional: boolean;
}

/** Reads a property query; undefined where its grammar is broken. Names and unquoted values are without case. */
export function readProperties(text: string): readonly PropertyCondition[] | undefined {
  if (text.trim() === '') return [];
  const conditions = text.split(',').map(readCondition);
  return conditions.every((each) => each !== undefined) ? conditions : undefined;
}

/** Prints a query back. */
export function writeProperties(conditions: readonly PropertyCondition[]): string {
  return conditions
    .map(({ name, operator, value, optional }) =>
      operator === 'removed' ? `-${name}` : `${optional ? '?' : ''}${name}${operator}${value}`,
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

function readCondition(text: string): PropertyCondition | undefined {
  const found = CONDITION.exec(text.trim());
  if (found === null) return undefined;
  const [, sign = '', name = '', operator = '=', quoted, doubleQuoted, bare] = found;
  if (sign === '-') return { name: name.toLowerCase(), operator: 'removed', value: '', optional: false };
  const value = quoted ?? doubleQuoted ?? bare?.toLowerCase() ?? 'yes';
  return { name: name.toLowerCase(), operator: operator === '!=' ? '!=' : '=', value, optional: sign === '?' };
}

const CONDITION = /^([?-]?)\s*([A-Za-z]\w*(?:\.[A-Za-z]\w*)*)\s*(?:(=|!=)\s*(?:'([^']*)'|"([^"]*)"|([^\s,'"]+)))?$/;
