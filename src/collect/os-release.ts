import { readOsRelease } from '../codec/os-release.ts';
import { fact, type Harvest } from '../facts/fact.ts';
import { targetPath } from '../facts/locator.ts';
import { evidence } from '../facts/quote.ts';
import { describeHidden } from '../target/sighting.ts';
import type { Collector } from './collector.ts';

/** What system this is: /etc/os-release, else /usr/lib/os-release. Source: os-release(5). */
export const osRelease: Collector<'files'> = {
  id: 'os-release',
  needs: ['files'],
  welcomes: [],
  yields: ['os.release'],
  opens: ['/etc/os-release', '/usr/lib/os-release'],
  async collect({ files }) {
    for (const path of [targetPath('/etc/os-release'), targetPath('/usr/lib/os-release')]) {
      const text = await files.read(path, 64 * 1024);
      if (text.state === 'absent') continue;
      if (text.state === 'hidden') return gap(describeHidden(text));
      const release = readOsRelease(new TextDecoder().decode(text.value));
      return {
        facts: [fact('os.release', SUBJECT, release, evidence(text.at, release.prettyName ?? release.id))],
        gaps: [],
      };
    }
    return gap('neither /etc/os-release nor /usr/lib/os-release exists');
  },
};

function gap(why: string): Harvest {
  return { facts: [], gaps: [{ kind: 'os.release', subject: SUBJECT, why }] };
}

const SUBJECT = 'operating system';
