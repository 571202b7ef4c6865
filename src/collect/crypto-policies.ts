import { readOsRelease } from '../codec/os-release.ts';
import { joinHarvests } from '../facts/fact.ts';
import { targetPath } from '../facts/locator.ts';
import type { FileView } from '../target/views.ts';
import type { Collector } from './collector.ts';
import { readCryptoConfig } from './crypto-policies/crypto-config.ts';
import { readFedoraPolicies } from './crypto-policies/fedora.ts';
import { ETC, readText, USR_SHARE } from './crypto-policies/places.ts';

/** The system-wide policy: what it is, whether it is applied, and what each back-end's file says. A system without one has no fact. */
export const cryptoPolicies: Collector<'files', 'kernel'> = {
  id: 'crypto-policies',
  needs: ['files'],
  welcomes: ['kernel'],
  yields: ['crypto-policy.state', 'crypto-policy.back-end'],
  opens: [
    '/etc/crypto-policies/**',
    '/etc/os-release',
    '/usr/lib/dracut/modules.d',
    '/usr/lib/os-release',
    '/usr/lib/systemd/system/fips-crypto-policy-overlay.service',
    '/usr/share/crypto-policies/**',
    '/var/lib/crypto-config/profiles/**',
  ],
  async collect({ files, kernel }) {
    const family = await familyOf(files);
    const config = await readCryptoConfig(files);
    // Ubuntu once shipped Fedora's package; nothing there reads its files.
    if (family === 'debian' || !(await hasPolicies(files))) return config;
    return joinHarvests([config, await readFedoraPolicies({ files, kernel }, family)]);
  },
};

async function familyOf(files: FileView): Promise<'fedora' | 'suse' | 'debian'> {
  const first = await readText(files, '/etc/os-release');
  const release = first.state === 'seen' ? first : await readText(files, '/usr/lib/os-release');
  if (release.state !== 'seen') return 'fedora';
  const { id, idLike } = readOsRelease(release.value);
  const names = [id, ...idLike];
  if (names.some((name) => /suse|^sle[sd]?$/.test(name))) return 'suse';
  return names.some((name) => name === 'debian' || name === 'ubuntu') ? 'debian' : 'fedora';
}

/** The directory alone is no sign: apt keeps a file of its own in back-ends. */
async function hasPolicies(files: FileView): Promise<boolean> {
  const signs = [`${ETC}/config`, `${ETC}/state`, `${USR_SHARE}/policies`, `${ETC}/back-ends/opensslcnf.config`];
  const sightings = await Promise.all(signs.map((path) => files.look(targetPath(path))));
  return sightings.some((sighting) => sighting.state !== 'absent');
}
