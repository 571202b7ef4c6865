import { fact } from '../facts/fact.ts';
import { targetPath } from '../facts/locator.ts';
import { evidence } from '../facts/quote.ts';
import { describeHidden } from '../target/sighting.ts';
import type { Collector } from './collector.ts';

/**
 * The marker file of dracut-fips, which programs such as cryptsetup take for "FIPS mode is wanted". It proves nothing about
 * modules. Source: fips-mode-setup(8), which deprecates it.
 */
export const fipsMarker: Collector<'files'> = {
  id: 'fips-marker',
  needs: ['files'],
  welcomes: [],
  yields: ['os.fips-marker'],
  opens: ['/etc/system-fips'],
  async collect({ files }) {
    const marker = await files.follow(targetPath('/etc/system-fips'));
    if (marker.state === 'absent') return { facts: [], gaps: [] };
    if (marker.state === 'hidden')
      return { facts: [], gaps: [{ kind: 'os.fips-marker', subject: SUBJECT, why: describeHidden(marker) }] };
    const proof = evidence(marker.at, marker.value.size === 0 ? 'exists, empty' : 'exists');
    return { facts: [fact('os.fips-marker', SUBJECT, { path: marker.value.path }, proof)], gaps: [] };
  },
};

const SUBJECT = 'operating system';
