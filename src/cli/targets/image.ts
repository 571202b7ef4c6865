import { quote } from '../../facts/quote.ts';
import type { ImageForm, ImageRequest } from '../../target/image/open-image.ts';
import { TargetError } from '../../target/target-error.ts';
import type { Target } from '../../target/views.ts';
import { UsageError } from '../usage-error.ts';
import { kindOfPath, noSuchPath } from './named-path.ts';
import type { TargetForm } from './target-form.ts';

/** `oci-dir:PATH`, `oci-archive:PATH`, `docker-archive:PATH`: the images that lie there. */
export const image: TargetForm = {
  id: 'image',
  written: ['oci-dir:PATH', 'oci-archive:PATH', 'docker-archive:PATH'],
  async open(argument, { platforms }) {
    const form = FORMS.find((each) => argument.startsWith(`${each}:`));
    if (form === undefined) return undefined;
    const path = argument.slice(form.length + 1);
    const found = await kindOfPath(path);
    if (found === 'absent') throw noSuchPath(argument, path);
    if (form === 'oci-dir' && found !== 'directory')
      throw new UsageError(`${argument}: ${path} is not a directory\nName the directory of an OCI layout.`);
    if (form !== 'oci-dir' && found === 'directory')
      throw new UsageError(`${argument}: ${path} is a directory\nSay oci-dir: for a layout that is a directory.`);
    return openImagesOf(argument, { path, form, platforms });
  },
};

/** Opens the images at a path under the name that the user gave. @throws UsageError for what is none, or a damaged one */
export async function openImagesOf(argument: string, request: ImageRequest): Promise<readonly Target[]> {
  const { openImages } = await import('../../target/image/open-image.ts');
  try {
    const targets = await openImages(request);
    return targets.map((target) => ({ ...target, name: target.name.replace(request.path, () => argument) }));
  } catch (error) {
    throw error instanceof TargetError ? damaged(argument, error, request.path) : error;
  }
}

/** Nothing can be said of a damaged image: where it is the only target, an error as for a path that does not exist. */
export class DamagedImage extends UsageError {
  /** What is wrong, in one line. */
  readonly why: string;
  readonly path: string;

  constructor(argument: string, why: string, path: string) {
    super(
      `${argument}: ${why}\nWants an OCI layout (directory or archive) or an archive of docker save, whole and unchanged.`,
    );
    this.why = why;
    this.path = path;
  }
}

/** What was found to be damaged while it was opened or read. */
export function damaged(argument: string, { message }: TargetError, path = argument): DamagedImage {
  return new DamagedImage(argument, quote(message), path);
}

const FORMS: readonly ImageForm[] = ['oci-dir', 'oci-archive', 'docker-archive'];
