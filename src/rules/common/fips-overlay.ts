import type { FactBase } from '../../facts/fact-base.ts';
import type { Origin } from '../../facts/values/configuration.ts';

/**
 * Says where FIPS would be mounted over the file that a setting comes from: then the file does not tell what holds under
 * fips=1. Source: dracut fips-crypto-policies, fips-crypto-policy-overlay.service. Rules that call this consult
 * crypto-policy.state.
 */
export function mountedOver(facts: FactBase, origin: Origin | undefined): string | undefined {
  const waits = facts.all('crypto-policy.state').some(({ value }) => value.fipsOverlay === 'available');
  if (!waits || origin?.from !== 'policy' || origin.path.includes('/FIPS/')) return undefined;
  return `under fips=1 the FIPS policy is mounted over ${origin.path}, and what then holds was not worked out`;
}
