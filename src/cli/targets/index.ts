import { dir } from './dir.ts';
import { endpoint } from './endpoint.ts';
import { host } from './host.ts';
import { image } from './image.ts';
import { path } from './path.ts';
import type { TargetForm } from './target-form.ts';

/** Every form of target, in the order in which they are tried: a bare path comes last, since everything could be one. */
export const targetForms: readonly TargetForm[] = [host, dir, image, endpoint, path];

/** All that may be written, for help and errors. */
export const writtenTargets: readonly string[] = targetForms.flatMap(({ written }) => written);
