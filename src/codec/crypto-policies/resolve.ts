import {
  type AlgorithmClass,
  POLICY_ALGORITHMS,
  POLICY_ENUMS,
  POLICY_INTEGERS,
} from '../../vocabulary/crypto-policy-algorithms.ts';
import type { Directive } from './policy-source.ts';
import { selects } from './scope-selector.ts';

/** A policy as one back-end sees it. */
export interface ResolvedPolicy {
  /** Preferred first. */
  readonly enabled: Readonly<Record<AlgorithmClass, readonly string[]>>;
  readonly integers: Readonly<Record<string, number>>;
  readonly enums: Readonly<Record<string, string>>;
}

/** Evaluates the steps of a policy and its subpolicies, in order, under a back-end's scopes. */
export function resolvePolicy(directives: readonly Directive[], scopes: readonly string[]): ResolvedPolicy {
  const enabled: Record<AlgorithmClass, string[]> = {
    cipher: [],
    group: [],
    hash: [],
    key_exchange: [],
    mac: [],
    protocol: [],
    sign: [],
  };
  const integers: Record<string, number> = { ...POLICY_INTEGERS };
  const enums = Object.fromEntries(Object.entries(POLICY_ENUMS).map(([name, words]) => [name, words[0] ?? '']));
  for (const directive of directives) {
    if (!selects(directive.scope, scopes)) continue;
    if (directive.does === 'set-integer') integers[directive.of] = directive.to;
    else if (directive.does === 'set-enum') enums[directive.of] = directive.to;
    else enabled[directive.of] = step(enabled[directive.of], directive);
  }
  return { enabled, integers, enums };
}

/** The algorithms of a class that the policy leaves out, in the class's own order. */
export function disabledOf(policy: ResolvedPolicy, of: AlgorithmClass): readonly string[] {
  const enabled = new Set(policy.enabled[of]);
  return POLICY_ALGORITHMS[of].filter((name) => !enabled.has(name));
}

function step(list: string[], directive: Extract<Directive, { readonly of: AlgorithmClass }>): string[] {
  switch (directive.does) {
    case 'reset':
      return [];
    case 'append':
      return list.includes(directive.algorithm) ? list : [...list, directive.algorithm];
    case 'prepend':
      return [directive.algorithm, ...list.filter((name) => name !== directive.algorithm)];
    case 'omit':
      return list.filter((name) => name !== directive.algorithm);
  }
}
