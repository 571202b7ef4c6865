import { readShellAssignments } from './shell-assignments.ts';

/** The modules that one dracut configuration file adds or leaves out, and the lines that say so. Source: dracut.conf(5). */
export interface DracutModules {
  readonly added: readonly DracutModule[];
  readonly omitted: readonly DracutModule[];
}

/** A module's name and the line that names it. */
export interface DracutModule {
  readonly name: string;
  readonly line: number;
}

/** Reads add_dracutmodules, force_add_dracutmodules, dracutmodules and omit_dracutmodules; the files are sourced by bash. */
export function readDracutConf(text: string): DracutModules {
  const named = readShellAssignments(text).flatMap(({ name, value, line }) =>
    words(value).map((module) => ({ variable: name, name: module, line })),
  );
  const of = (variables: readonly string[]) =>
    named.filter(({ variable }) => variables.includes(variable)).map(({ name, line }) => ({ name, line }));
  return {
    added: of(['add_dracutmodules', 'force_add_dracutmodules', 'dracutmodules']),
    omitted: of(['omit_dracutmodules']),
  };
}

function words(value: string): readonly string[] {
  return value.split(/\s+/).filter((word) => word !== '');
}
