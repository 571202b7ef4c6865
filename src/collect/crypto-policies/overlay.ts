import { targetPath } from '../../facts/locator.ts';
import type { FileView, KernelView } from '../../target/views.ts';
import { ETC, USR_SHARE } from './places.ts';

/** Whether the FIPS back-ends lie over the written ones, or would under fips=1; `none` too where fips=1 has come without them. */
export type FipsOverlay = 'mounted' | 'available' | 'none';

/** Looks for the boot-time overlay of Fedora 41+, RHEL 10 and Azure Linux 4: in the mounts of a live host, else by its files. */
export async function fipsOverlay(files: FileView, kernel: KernelView | undefined): Promise<FipsOverlay> {
  const mounts = await kernel?.read('mountinfo');
  if (mounts?.state === 'seen' && isMounted(mounts.value)) return 'mounted';
  if (await isInFipsMode(kernel)) return 'none';
  const ready = await files.follow(targetPath(`${USR_SHARE}/back-ends/FIPS`));
  if (ready.state !== 'seen') return 'none';
  const service = await files.follow(targetPath(SERVICE));
  if (service.state === 'seen') return 'available';
  const modules = await files.list(targetPath(DRACUT_MODULES));
  const inDracut = modules.state === 'seen' && modules.value.some(({ path }) => path.endsWith('fips-crypto-policies'));
  return inDracut ? 'available' : 'none';
}

/** It was booted with fips=1: a mount that is not there by now does not come. */
async function isInFipsMode(kernel: KernelView | undefined): Promise<boolean> {
  const flag = await kernel?.read('fips_enabled');
  return flag?.state === 'seen' && flag.value.trim() === '1';
}

/** Fields of a mountinfo line: id, parent, device, root within the file system, mount point. Source: proc_pid_mountinfo(5). */
function isMounted(mountinfo: string): boolean {
  return mountinfo.split('\n').some((line) => {
    const [, , , root = '', mountPoint] = line.split(' ');
    return mountPoint === `${ETC}/back-ends` && root.endsWith('/back-ends/FIPS');
  });
}

const SERVICE = '/usr/lib/systemd/system/fips-crypto-policy-overlay.service';
const DRACUT_MODULES = '/usr/lib/dracut/modules.d';
