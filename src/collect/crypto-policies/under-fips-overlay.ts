import { readPolicyConfig } from '../../codec/crypto-policies/policy-name.ts';
import { type TargetPath, targetPath } from '../../facts/locator.ts';
import type { FileView, KernelView } from '../../target/views.ts';
import { fipsOverlay } from './overlay.ts';
import { ETC, readText, USR_SHARE } from './places.ts';

/**
 * The files as they stand once a boot with fips=1 has mounted the FIPS back-ends over the written ones. Undefined where no
 * such mount waits: the files for it are missing, it is there already, or the policy is FIPS (or FIPS:*) by itself.
 * Source: dracut fips-crypto-policies, fips-crypto-policy-overlay.service.
 */
export async function underFipsOverlay(files: FileView, kernel: KernelView | undefined): Promise<FileView | undefined> {
  if ((await fipsOverlay(files, kernel)) !== 'available') return undefined;
  const config = await readText(files, `${ETC}/config`);
  if (config.state === 'seen' && readPolicyConfig(config.value)?.policy === 'FIPS') return undefined;
  return {
    ...files,
    read: async (path, limit) => files.read(await mountedAt(files, path), limit),
    list: async (path) => files.list(await mountedAt(files, path)),
    look: async (path) => files.look(mapped(path)),
    follow: async (path) => files.follow(await mountedAt(files, path)),
  };
}

/** Where a path leads under the mounts: a link into the covered directory (fips_local.cnf) is followed by hand. */
async function mountedAt(files: FileView, path: TargetPath): Promise<TargetPath> {
  let place = path;
  for (let links = 0; links < MOST_LINKS; links += 1) {
    if (mapped(place) !== place) return mapped(place);
    const entry = await files.look(place);
    if (entry.state !== 'seen' || entry.value.link === undefined) return place;
    const directory = entry.value.path.slice(0, entry.value.path.lastIndexOf('/'));
    place = targetPath(entry.value.link.startsWith('/') ? entry.value.link : `${directory}/${entry.value.link}`);
  }
  return path;
}

function mapped(path: TargetPath): TargetPath {
  if (path === `${ETC}/config`) return targetPath(`${USR_SHARE}/default-fips-config`);
  const covered = `${ETC}/back-ends`;
  const isCovered = path === covered || path.startsWith(`${covered}/`);
  return isCovered ? targetPath(`${USR_SHARE}/back-ends/FIPS${path.slice(covered.length)}`) : path;
}

const MOST_LINKS = 10;
