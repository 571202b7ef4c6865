import type { FactBase } from '../../facts/fact-base.ts';
import type { Origin } from '../../facts/values/configuration.ts';

/**
 * Says where FIPS would be mounted over a file that settings come from: then the file does not tell what holds under
 * fips=1. Source: dracut fips-crypto-policies, fips-crypto-policy-overlay.service. Rules that call this consult
 * crypto-policy.state.
 */
export function mountedOver(facts: FactBase, origins: readonly Origin[]): string | undefined {
  const waits = facts.all('crypto-policy.state').some(({ value }) => value.fipsOverlay === 'available');
  const below = origins.find((origin) => origin.from === 'policy' && !origin.path.includes('/FIPS/'));
  if (!waits || below?.from !== 'policy') return undefined;
  return `under fips=1 the FIPS policy is mounted over ${below.path}, and what then holds was not worked out`;
}
