import type { OpensslVersion } from './build.ts';
import type { Entry } from './configuration.ts';
import type { PropertyCondition } from './properties.ts';
import type { Directive, IdleDirective, ProviderKind, Source, ValueSource } from './resolution.ts';

/** A provider that the library was told of, and what came of it. */
export interface ProviderState {
  readonly name: string;
  /** Null: built into libcrypto. */
  readonly modulePath: string | null;
  readonly kind: ProviderKind;
  readonly active: boolean;
  readonly because: string;
  readonly by: Source | null;
  readonly section: readonly Directive[];
  /** The release of a FIPS provider's module, which need not be libcrypto's. */
  readonly fipsVersion: OpensslVersion | null;
}

/** The library's context while the modules of a configuration run. */
export interface LibraryState {
  readonly providers: Map<string, ProviderState>;
  /** Any attempt to activate a provider, successful or not, ends the automatic loading of `default`. */
  fallback: boolean;
  /** Errors stop programs, whatever config_diagnostics says. */
  forcesDiagnostics: boolean;
  properties: { readonly conditions: readonly PropertyCondition[]; readonly by: ValueSource };
  /** The commands by their set's name (`system_default`); null: no ssl_conf has taken effect. */
  commands: ReadonlyMap<string, readonly Entry[]> | null;
  readonly idle: IdleDirective[];
  readonly oddities: { readonly what: string; readonly at: Source }[];
  readonly hidden: { readonly path: string; readonly why: string }[];
  /** The sections that some module read. */
  readonly sectionsUsed: Set<string>;
}

/** A library in which nothing is configured. */
export function freshLibrary(): LibraryState {
  return {
    providers: new Map(),
    fallback: true,
    forcesDiagnostics: false,
    properties: { conditions: [], by: null },
    commands: null,
    idle: [],
    oddities: [],
    hidden: [],
    sectionsUsed: new Set(),
  };
}

/** Null: the module did its work; else why it failed. */
export type ModuleOutcome = string | null;
