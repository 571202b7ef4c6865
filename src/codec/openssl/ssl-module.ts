import { type Configuration, type Entry, sectionOf } from './configuration.ts';
import type { LibraryState, ModuleOutcome } from './library-state.ts';

/**
 * Runs `ssl_conf`: keeps the named sets of commands; `system_default` is applied later, to each SSL_CTX. An empty or missing
 * section fails the module and forgets what an earlier one kept. Source: crypto/conf/conf_ssl.c.
 */
export function runSslConf(
  state: LibraryState,
  { configuration, directive }: { readonly configuration: Configuration; readonly directive: Entry },
): ModuleOutcome {
  state.commands = null;
  const names = sectionOf(configuration, directive.value);
  if (names === undefined) return `no section [${directive.value}]`;
  if (names.length === 0) return `section [${directive.value}] is empty`;
  const sets = new Map<string, readonly Entry[]>();
  for (const { name, value } of names) {
    const commands = sectionOf(configuration, value);
    if (commands === undefined) return `${name}: no section [${value}]`;
    if (commands.length === 0) return `${name}: section [${value}] is empty`;
    sets.set(name, commands);
    state.sectionsUsed.add(value);
  }
  state.sectionsUsed.add(directive.value);
  state.commands = sets;
  return null;
}
