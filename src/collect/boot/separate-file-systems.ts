import { mountAt, readMountinfo, unescapeOctal } from '../../codec/mountinfo.ts';
import { targetPath } from '../../facts/locator.ts';
import type { FileView, KernelView } from '../../target/views.ts';

/** Which of the places that booting reads are file systems of their own. */
export interface SeparateFileSystems {
  readonly hasSeparateBoot: boolean;
  /** Places that are named as mount points and are empty here: what they hold cannot be seen. */
  readonly notMounted: readonly string[];
}

/** Looks into /etc/fstab and, on the live host, into the kernel's list of mounts. Source: fstab(5). */
export async function separateFileSystems(
  files: FileView,
  kernel: KernelView | undefined,
): Promise<SeparateFileSystems> {
  const fstab = await files.read(targetPath('/etc/fstab'), 256 * 1024);
  const mountinfo = await kernel?.read('mountinfo');
  const named = fstab.state === 'seen' ? fstabMountPoints(new TextDecoder().decode(fstab.value)) : [];
  const mounts = mountinfo?.state === 'seen' ? readMountinfo(mountinfo.value) : [];
  const expected = PLACES.filter((place) => named.includes(place) && mountAt(mounts, place) === undefined);
  const empty = await Promise.all(expected.map((place) => isEmpty(files, place)));
  return {
    hasSeparateBoot: named.includes('/boot') || mountAt(mounts, '/boot') !== undefined,
    notMounted: expected.filter((_, index) => empty[index]),
  };
}

function fstabMountPoints(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .flatMap(([source = '#', mountPoint]) => (source.startsWith('#') || mountPoint === undefined ? [] : [mountPoint]))
    .map((mountPoint) => unescapeOctal(mountPoint).replace(/(.)\/+$/, '$1'));
}

async function isEmpty(files: FileView, place: string): Promise<boolean> {
  const listed = await files.list(targetPath(place));
  return listed.state === 'absent' || (listed.state === 'seen' && listed.value.length === 0);
}

const PLACES = ['/boot', '/boot/efi', '/efi'];
