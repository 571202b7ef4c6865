import { type Configuration, type Entry, sectionOf } from './configuration.ts';
import type { LibraryState, ModuleOutcome } from './library-state.ts';
import { mergeProperties, readProperties } from './properties.ts';
import type { Circumstances } from './resolution.ts';

/** Runs `alg_section`: the default properties of every fetch. An unknown key fails the module. Source: crypto/evp/evp_cnf.c. */
export function runAlgorithms(
  state: LibraryState,
  { build }: Circumstances,
  { configuration, directive }: { readonly configuration: Configuration; readonly directive: Entry },
): ModuleOutcome {
  const entries = sectionOf(configuration, directive.value);
  if (entries === undefined) return `no section [${directive.value}]`;
  state.sectionsUsed.add(directive.value);
  for (const entry of entries) {
    // Red Hat's and SUSE's patches know this key; upstream fails on it.
    if (entry.name === 'rh-allow-sha1-signatures' && build.flavour !== 'upstream' && build.flavour !== 'ubuntu')
      continue;
    const problem = applyEntry(state, entry);
    if (problem !== null) return problem;
  }
  return null;
}

function applyEntry(state: LibraryState, { name, value, at }: Entry): ModuleOutcome {
  if (name === 'default_properties') {
    const conditions = readProperties(value);
    if (conditions === undefined) return `default_properties: wants a property query, has ${value}`;
    // The whole query is replaced, also what the kernel flag has put in before.
    state.properties = { conditions, by: at };
    return null;
  }
  if (name !== 'fips_mode') return `unknown option ${name}`;
  if (!TRUE.has(value) && !FALSE.has(value)) return `fips_mode: wants a boolean, has ${value}`;
  const condition = TRUE.has(value)
    ? ({ name: 'fips', operator: '=', value: 'yes', optional: false } as const)
    : ({ name: 'fips', operator: 'removed', value: '', optional: false } as const);
  state.properties = { conditions: mergeProperties(state.properties.conditions, [condition]), by: at };
  return null;
}

/** Source: X509V3_get_value_bool. */
const TRUE = new Set(['TRUE', 'true', 'Y', 'y', 'YES', 'yes']);
const FALSE = new Set(['FALSE', 'false', 'N', 'n', 'NO', 'no']);
