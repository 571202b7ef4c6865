/** Where an `.include` looks: the environment is asked before `.pragma includedir`. Source: def_load_bio in conf_def.c. */
export interface IncludeRules {
  readonly includeDirectory: string | null;
  readonly absoluteOnly: boolean;
}

/**
 * The path that an include asks for; null where `.pragma abspath:true` refuses it. What is still relative is so to the
 * working directory of each process: callers take it from the root.
 */
export function includePath(given: string, rules: IncludeRules): string | null {
  const joined =
    rules.includeDirectory === null || given.startsWith('/')
      ? given
      : `${rules.includeDirectory.replace(/\/$/, '')}/${given}`;
  return rules.absoluteOnly && !joined.startsWith('/') ? null : joined;
}

/** Whether a file of an included directory is read: `.conf` or `.cnf`, in any case, with something before it. */
export function isIncludedName(name: string): boolean {
  return /.\.(conf|cnf)$/is.test(name);
}
