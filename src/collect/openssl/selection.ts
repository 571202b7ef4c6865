import type { Resolution } from '../../codec/openssl/resolution.ts';
import type { Selected } from '../../facts/values/modules.ts';

/** Whether the effective configuration routes to the module that goes by these paths. */
export function selectionOf(resolution: Resolution, modulePaths: ReadonlySet<string>): Selected {
  if (resolution.outcome === 'unknown') return 'unknown';
  if (resolution.stops !== null) return 'no';
  const provider = resolution.providers.find(
    (each) => each.activated && each.modulePath !== null && modulePaths.has(each.modulePath),
  );
  if (provider === undefined) return 'no';
  const others = resolution.providers.some((each) => each.activated && each !== provider && SERVING.has(each.kind));
  if (!others || (resolution.fipsRequired && provider.kind === 'fips')) return 'enforced';
  const conditions = resolution.defaultProperties.text.split(',');
  if (conditions.includes(`provider=${provider.name}`)) return 'enforced';
  const preferred = conditions.some((each) => each === '?fips=yes' || each === `?provider=${provider.name}`);
  return preferred ? 'preferred' : 'available';
}

/** The kinds of provider that serve algorithms, and not only encodings. */
const SERVING: ReadonlySet<string> = new Set(['default', 'fips', 'legacy', 'symcrypt', 'other']);
