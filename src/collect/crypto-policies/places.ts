import { type TargetPath, targetPath } from '../../facts/locator.ts';
import type { Sighting } from '../../target/sighting.ts';
import type { FileView } from '../../target/views.ts';

/** What the administrator and the tool write. */
export const ETC = '/etc/crypto-policies';
/** What the package brings. */
export const USR_SHARE = '/usr/share/crypto-policies';

/** The ready-made file of a back-end for a policy, where the package has one. */
export function readyMadePath(policy: string, backEnd: string): TargetPath {
  return targetPath(`${USR_SHARE}/${policy}/${backEnd}.txt`);
}

/** Reads a file as text; these files are small, so a large one is not one of them. */
export async function readText(files: FileView, path: string): Promise<Sighting<string>> {
  const content = await files.read(targetPath(path), LIMIT);
  return content.state === 'seen' ? { ...content, value: new TextDecoder().decode(content.value) } : content;
}

const LIMIT = 128 * 1024;
