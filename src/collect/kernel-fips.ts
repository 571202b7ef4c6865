import { fact, type Harvest } from '../facts/fact.ts';
import { evidence } from '../facts/quote.ts';
import { describeHidden } from '../target/sighting.ts';
import type { Collector } from './collector.ts';

/**
 * Whether the running kernel is in FIPS mode. A kernel without the file was built without CONFIG_CRYPTO_FIPS and cannot be.
 * Source: crypto/fips.c; /proc/sys/crypto/fips_enabled, fips_name and fips_version.
 */
export const kernelFips: Collector<'kernel'> = {
  id: 'kernel-fips',
  needs: ['kernel'],
  welcomes: [],
  yields: ['kernel.fips-mode'],
  opens: [],
  async collect({ kernel }) {
    const enabled = await kernel.read('fips_enabled');
    if (enabled.state === 'hidden') return gap(describeHidden(enabled));
    if (enabled.state === 'absent') {
      const proof = evidence(enabled.at, 'absent: this kernel was built without FIPS mode');
      return { facts: [fact('kernel.fips-mode', SUBJECT, { enabled: false }, proof)], gaps: [] };
    }
    const value = enabled.value.trim();
    if (value !== '0' && value !== '1')
      return gap(`kernel fips_enabled: wants 0 or 1, has ${JSON.stringify(value.slice(0, 20))}`);
    const named = await Promise.all([kernel.read('fips_name'), kernel.read('fips_version')]);
    const more = named.flatMap((name) => (name.state === 'seen' ? [evidence(name.at, name.value.trim())] : []));
    const statement = { enabled: value === '1' };
    return { facts: [fact('kernel.fips-mode', SUBJECT, statement, evidence(enabled.at, value), ...more)], gaps: [] };
  },
};

function gap(why: string): Harvest {
  return { facts: [], gaps: [{ kind: 'kernel.fips-mode', subject: SUBJECT, why }] };
}

const SUBJECT = 'kernel';
