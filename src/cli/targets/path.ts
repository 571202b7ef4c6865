import { join } from 'node:path';
import { dir } from './dir.ts';
import { openImagesOf } from './image.ts';
import { kindOfPath } from './named-path.ts';
import type { TargetForm } from './target-form.ts';

/** A bare path: its content tells whether it is a layout, a root tree or an archive. */
export const path: TargetForm = {
  id: 'path',
  written: ['a path'],
  async open(argument, options) {
    const found = await kindOfPath(argument);
    if (found === 'absent') return undefined;
    const { platforms } = options;
    if (found === 'other') return openImagesOf(argument, { path: argument, form: undefined, platforms });
    if (await isLayout(argument)) return openImagesOf(argument, { path: argument, form: 'oci-dir', platforms });
    const targets = await dir.open(`dir:${argument}`, options);
    return targets?.map((target) => ({ ...target, name: argument }));
  },
};

async function isLayout(directory: string): Promise<boolean> {
  const marks = await Promise.all(['oci-layout', 'index.json'].map((name) => kindOfPath(join(directory, name))));
  return marks.every((mark) => mark === 'other');
}
