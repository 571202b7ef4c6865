import type { Directive, IdleDirective } from './resolution.ts';

/** One entry of a section as the library keeps it. */
export interface Entry extends Directive {
  readonly section: string;
}

/** A configuration that was read: sections by name, their entries in the order in which modules and commands are run. */
export interface Configuration {
  readonly sections: ReadonlyMap<string, ReadonlyMap<string, Entry>>;
  /** Entries that a later one of the same section and name took the place of. */
  readonly replaced: readonly IdleDirective[];
}

/** The entries of a section in their order; undefined where there is no such section. Source: NCONF_get_section. */
export function sectionOf(configuration: Configuration, name: string): readonly Entry[] | undefined {
  const section = configuration.sections.get(name);
  return section && [...section.values()];
}

/** An entry of the default section. */
export function defaultEntry(configuration: Configuration, name: string): Entry | undefined {
  return configuration.sections.get('default')?.get(name);
}

/** The name behind the first dot: `TLS.MinProtocol` and `1.MinProtocol` both mean MinProtocol. */
export function withoutPrefix(name: string): string {
  const dot = name.indexOf('.');
  return dot < 0 ? name : name.slice(dot + 1);
}
