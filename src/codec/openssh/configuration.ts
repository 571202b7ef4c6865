import type { SshDirective } from './configuration-file.ts';

/** A configuration file with the files that it includes put in their places. */
export interface SshSource {
  readonly path: string;
  readonly steps: readonly SshStep[];
}

/** A directive, or an Include with what it led to. */
export type SshStep = SshDirective & { readonly included?: readonly SshSource[] };

/** A value and the line that says it. */
export interface SshSetting {
  readonly keyword: string;
  readonly value: string;
  readonly path: string;
  readonly line: number;
}

/** A setting that counts only for some connections: what stands in a Host or Match block. */
export interface ConditionalSshSetting extends SshSetting {
  /** `Match user bob`, `Host *.example.org`. */
  readonly when: string;
}

/** What a configuration comes to for a connection that no condition singles out. */
export interface SshConfiguration {
  readonly settings: ReadonlyMap<string, SshSetting>;
  readonly conditional: readonly ConditionalSshSetting[];
  /** Every line with one of the keywords, whether it counts or not: a wrong one stops the program all the same. */
  readonly written: readonly SshSetting[];
  /** Why the program would not start with it. */
  readonly refusals: readonly string[];
}

/**
 * Evaluates sources in order for the keywords asked for: the first value of a keyword wins, blocks end with their file, `Match all` and
 * `Host *` hold for every connection. Where a `Match final` stands, the client reads everything a second time with
 * it in force. Source: sshd_config(5), ssh_config(5); servconf.c and readconf.c process_*_config_line_depth().
 * @param keywords in lower case
 */
export function evaluateSshConfiguration(
  role: 'server' | 'client',
  sources: readonly SshSource[],
  keywords: ReadonlySet<string>,
): SshConfiguration {
  const state: State = {
    role,
    keywords,
    final: false,
    settings: new Map(),
    conditional: new Map(),
    written: new Map(),
    refusals: new Set(),
  };
  for (const source of sources) walk(source, EVERYWHERE, state);
  if (role === 'client') for (const source of sources) walk(source, EVERYWHERE, { ...state, final: true });
  return {
    settings: state.settings,
    conditional: [...state.conditional.values()],
    written: [...state.written.values()],
    refusals: [...state.refusals],
  };
}

interface State {
  readonly role: 'server' | 'client';
  readonly keywords: ReadonlySet<string>;
  readonly final: boolean;
  readonly settings: Map<string, SshSetting>;
  readonly conditional: Map<string, ConditionalSshSetting>;
  readonly written: Map<string, SshSetting>;
  readonly refusals: Set<string>;
}

interface Scope {
  readonly active: boolean;
  /** The condition that is not met; empty where the scope is active. */
  readonly when: string;
}

const EVERYWHERE: Scope = { active: true, when: '' };

function walk(source: SshSource, outer: Scope, state: State): void {
  let scope = outer;
  for (const step of source.steps) {
    if (step.keyword === 'match' || (step.keyword === 'host' && state.role === 'client'))
      scope = enter(step, outer, state);
    else if (step.keyword === 'include') for (const inner of step.included ?? []) walk(inner, scope, state);
    else take(step, source.path, scope, state);
  }
}

function enter(step: SshStep, outer: Scope, state: State): Scope {
  const when = `${step.keyword === 'host' ? 'Host' : 'Match'} ${step.arguments.join(' ')}`;
  if (!outer.active) return { active: false, when: `${outer.when}, ${when}` };
  const criteria = step.arguments.map((argument) => argument.toLowerCase());
  const active = step.keyword === 'host' ? criteria.includes('*') : matchesAll(criteria, state);
  return active ? EVERYWHERE : { active: false, when };
}

function matchesAll(criteria: readonly string[], state: State): boolean {
  const [first, second] = criteria;
  if (criteria.length === 1) return first === 'all' || (first === 'final' && state.final);
  return state.role === 'client' && criteria.length === 2 && first === 'final' && second === 'all' && state.final;
}

function take(step: SshStep, path: string, scope: Scope, state: State): void {
  if (!state.keywords.has(step.keyword)) return;
  const place = { keyword: step.keyword, path, line: step.line };
  const value = step.arguments[0] ?? '';
  if (value === '') {
    state.refusals.add(`${path}:${step.line}: ${step.keyword} has no value`);
    return;
  }
  state.written.set(`${path}:${step.line}`, { ...place, value });
  if (scope.active) {
    if (!state.settings.has(step.keyword)) state.settings.set(step.keyword, { ...place, value });
  } else if (state.role === 'server' && GLOBAL_ONLY.has(step.keyword))
    state.refusals.add(`${path}:${step.line}: sshd does not allow ${step.keyword} inside a Match block`);
  else if (!FINAL.test(scope.when))
    state.conditional.set(`${path}:${step.line}`, { ...place, value, when: scope.when });
}

/** In the first pass such a block is not yet in force, but it holds for every connection in the second. */
const FINAL = /^Match final( all)?$/i;
/** SSHCFG_GLOBAL in servconf.c. */
const GLOBAL_ONLY: ReadonlySet<string> = new Set(['ciphers', 'hostkeyalgorithms', 'kexalgorithms', 'macs']);
