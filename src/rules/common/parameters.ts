import { PolicyError } from '../../policy/profile.ts';

/** Reads one parameter; undefined: it is not what is wanted. */
export interface Parameter<T> {
  readonly wanted: string;
  readonly read: (given: unknown) => T | undefined;
  /** Taken where the parameter is left out; without it the parameter must be there. */
  readonly otherwise?: T;
}

type Parameters = Readonly<Record<string, Parameter<unknown>>>;
type ValuesOf<P extends Parameters> = { readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never };

/** Reads the parameters of a rule. @throws PolicyError that tells every parameter that is missing, unknown or wrong */
export function readParameters<const P extends Parameters>(
  given: Readonly<Record<string, unknown>>,
  parameters: P,
): ValuesOf<P> {
  const known = Object.keys(parameters);
  const strangers = Object.keys(given).filter((name) => !Object.hasOwn(parameters, name));
  const mistakes = strangers.map(
    (name) => `no parameter is called ${name}; there ${known.length === 0 ? 'are none' : `are ${known.join(', ')}`}`,
  );
  const values = Object.entries(parameters).map(([name, parameter]) => {
    const value = Object.hasOwn(given, name) ? parameter.read(given[name]) : parameter.otherwise;
    if (value === undefined)
      mistakes.push(`${name} wants ${parameter.wanted}, has ${JSON.stringify(given[name]) ?? 'nothing'}`);
    return [name, value] as const;
  });
  if (mistakes.length > 0) throw new PolicyError(mistakes.join('; '));
  // Every parameter was read by its own reader just now: that is what the cast says.
  return Object.fromEntries(values) as ValuesOf<P>;
}

/** One of these words or numbers. */
export function oneOf<const T extends string | number>(choices: readonly T[], otherwise?: T): Parameter<T> {
  const parameter = {
    wanted: `one of ${choices.join(', ')}`,
    read: (given: unknown) => choices.find((choice) => choice === given),
  };
  return otherwise === undefined ? parameter : { ...parameter, otherwise };
}

/** A list of names. */
export function names(otherwise?: readonly string[]): Parameter<readonly string[]> {
  const parameter: Parameter<readonly string[]> = {
    wanted: 'a list of names',
    read: (given) => (isNames(given) ? given : undefined),
  };
  return otherwise === undefined ? parameter : { ...parameter, otherwise };
}

/** Some of these words. */
export function someOf<const T extends string>(choices: readonly T[]): Parameter<readonly T[]> {
  return {
    wanted: `some of ${choices.join(', ')}`,
    read: (given) => {
      if (!isNames(given)) return undefined;
      const known = choices.filter((choice) => given.includes(choice));
      return known.length === given.length && known.length > 0 ? known : undefined;
    },
  };
}

/** Two or three numbers with dots, as text: `3.5`. */
export const version: Parameter<string> = {
  wanted: 'a version in quotation marks, such as "3.5"',
  read: (given) => (typeof given === 'string' && /^\d+(\.\d+){1,2}$/.test(given) ? given : undefined),
};

/** For a rule without parameters: any is a mistake. @throws PolicyError */
export function noParameters(given: Readonly<Record<string, unknown>>): null {
  readParameters(given, {});
  return null;
}

function isNames(given: unknown): given is readonly string[] {
  return Array.isArray(given) && given.every((each) => typeof each === 'string' && each !== '');
}
