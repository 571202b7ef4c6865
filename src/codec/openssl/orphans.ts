import { type Configuration, type Entry, withoutPrefix } from './configuration.ts';
import type { IdleDirective } from './resolution.ts';

/** Entries that look like orders to the library, but stand in a section that nothing leads to. */
export function orphanedDirectives(
  configuration: Configuration,
  sectionsUsed: ReadonlySet<string>,
): readonly IdleDirective[] {
  return [...configuration.sections].flatMap(([section, entries]) =>
    sectionsUsed.has(section) ? [] : [...entries.values()].flatMap((entry) => orphan(entry, section)),
  );
}

function orphan({ name, value, at }: Entry, section: string): readonly IdleDirective[] {
  const command = withoutPrefix(name).toLowerCase();
  const why = WHY[command] ?? (TLS_COMMANDS.has(command) ? 'no ssl_conf leads to it' : undefined);
  return why === undefined ? [] : [{ name, value, at, why: `stands in [${section}]: ${why}` }];
}

const WHY: Readonly<Record<string, string>> = {
  activate: 'no provider names it',
  default_properties: 'no alg_section names it',
  system_default: 'no ssl_conf names it',
};
const TLS_COMMANDS = new Set([
  'cipherstring',
  'ciphersuites',
  'curves',
  'groups',
  'maxprotocol',
  'minprotocol',
  'protocol',
  'signaturealgorithms',
]);
