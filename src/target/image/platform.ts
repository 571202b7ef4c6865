import { type Platform, platformText } from '../../codec/oci/descriptor.ts';
import { TargetError } from '../target-error.ts';
import type { FoundImage } from './found-image.ts';

/** Which images of several are meant: those for a platform (`linux/arm64`), or all of them; undefined: those for this machine. */
export type PlatformChoice = 'all' | Platform | undefined;

/** Reads `OS/ARCHITECTURE[/VARIANT]`; undefined where it is none. */
export function readPlatformText(text: string): Platform | undefined {
  const [, os, architecture, variant = null] = /^([a-z0-9]+)\/([a-z0-9]+)(?:\/([a-z0-9]+))?$/.exec(text) ?? [];
  return os === undefined || architecture === undefined ? undefined : { os, architecture, variant };
}

/**
 * The images that are meant. One that stands alone is meant by whoever asks for none; several for one platform are all meant.
 * @throws TargetError where none is for the platform
 */
export function chosenImages<T extends Pick<FoundImage, 'platform'>>(
  images: readonly T[],
  choice: PlatformChoice,
): readonly T[] {
  if (images.length === 0) throw new TargetError('it holds no image');
  if (choice === 'all' || (choice === undefined && images.length === 1)) return images;
  const wanted = choice ?? thisMachine();
  const fitting = images.filter(({ platform }) => platform === null || isFor(platform, wanted));
  if (fitting.length > 0) return fitting;
  const there = new Set(images.flatMap(({ platform }) => (platform === null ? [] : [platformText(platform)])));
  throw new TargetError(`it has no image for ${platformText(wanted)}, only for ${[...there].sort().join(', ')}`);
}

function isFor(platform: Platform, wanted: Platform): boolean {
  const isVariant = wanted.variant === null || wanted.variant === platform.variant;
  return platform.os === wanted.os && platform.architecture === wanted.architecture && isVariant;
}

/** Images are run by Linux, whatever this machine runs. */
function thisMachine(): Platform {
  return { os: 'linux', architecture: GO_NAMES[process.arch] ?? process.arch, variant: null };
}

/** Node's names of architectures in Go's words. */
const GO_NAMES: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386', ppc64: 'ppc64le' };
