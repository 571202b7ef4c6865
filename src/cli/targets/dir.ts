import { UsageError } from '../usage-error.ts';
import { kindOfPath, noSuchPath } from './named-path.ts';
import type { TargetForm } from './target-form.ts';

/** `dir:PATH`: a root tree. */
export const dir: TargetForm = {
  id: 'dir',
  written: ['dir:PATH'],
  async open(argument) {
    if (!argument.startsWith('dir:')) return undefined;
    const path = argument.slice('dir:'.length);
    if ((await kindOfPath(path)) === 'absent') throw noSuchPath(argument, path);
    const { openDir } = await import('../../target/dir.ts');
    const target = await openDir(path);
    if (target !== undefined) return [{ ...target, name: argument }];
    throw new UsageError(`${argument}: ${path} is not a directory\nName the root directory of a tree.`);
  },
};
