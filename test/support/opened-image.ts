import { targetPath } from '../../src/facts/locator.ts';
import { openImages } from '../../src/target/image/open-image.ts';
import type { Target } from '../../src/target/views.ts';
import { type ImagePlan, ociLayout, writeLayout } from './image.ts';

/** The image built, written as a layout, and opened. */
export async function openedImage(plan: ImagePlan): Promise<Target> {
  const [target] = await openImages({
    path: await writeLayout(ociLayout(plan)),
    form: 'oci-dir',
    platforms: [undefined],
  });
  if (target === undefined) throw new Error('the image is there');
  return target;
}

/** What stands at each path: the content of a file, what a link says, `dir`, `other`, or why there is no answer. */
export async function contents(target: Target, paths: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const files = target.views.files;
  if (files === undefined) throw new Error('an image has files');
  const told = paths.map(async (path) => {
    const entry = await files.look(targetPath(path));
    if (entry.state !== 'seen') return [path, entry.state] as const;
    if (entry.value.type === 'link') return [path, `-> ${entry.value.link}`] as const;
    if (entry.value.type !== 'file') return [path, entry.value.type] as const;
    const content = await files.read(targetPath(path), 1e9);
    return [path, content.state === 'seen' ? new TextDecoder().decode(content.value) : whyOf(content)] as const;
  });
  return Object.fromEntries(await Promise.all(told));
}

function whyOf(sighting: { readonly state: 'absent' } | { readonly state: 'hidden'; readonly why: string }): string {
  return sighting.state === 'hidden' ? `hidden: ${sighting.why}` : sighting.state;
}
