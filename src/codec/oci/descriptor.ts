import { accepted, type Parsed, refused } from '../parsed.ts';
import { type JsonObject, objectOf, textOf } from './json.ts';

/** The content digest of a blob, in the only form that is ever used as a name of a file. */
export type Digest = `${'sha256' | 'sha512'}:${string}`;

/** Which machines an image is made for, in Go's words. */
export interface Platform {
  readonly os: string;
  readonly architecture: string;
  readonly variant: string | null;
}

/** Points to a blob. Source: OCI image specification, descriptor.md. */
export interface Descriptor {
  readonly mediaType: string;
  readonly digest: Digest;
  readonly size: number;
  readonly platform: Platform | null;
  readonly annotations: ReadonlyMap<string, string>;
}

/** Reads a descriptor. @param what its name in the problem */
export function readDescriptor(value: unknown, what: string): Parsed<Descriptor> {
  const object = objectOf(value);
  if (object === undefined) return refused(`${what}: wants an object`, { offset: 0 });
  const digest = readDigest(object['digest']);
  if (digest === undefined) return refused(`${what}: wants a digest of sha256 or sha512`, { offset: 0 });
  const size = object['size'];
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0)
    return refused(`${what}: wants a size in bytes`, { offset: 0 });
  return accepted({
    mediaType: textOf(object['mediaType']) ?? '',
    digest,
    size,
    platform: readPlatform(objectOf(object['platform'])),
    annotations: annotationsOf(objectOf(object['annotations'])),
  });
}

/** A digest with so many hexadecimal digits as its algorithm has; undefined for all else. */
export function readDigest(value: unknown): Digest | undefined {
  const isDigest = typeof value === 'string' && /^(sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/.test(value);
  // Just now checked.
  return isDigest ? (value as Digest) : undefined;
}

/** Reads os, architecture and variant of an object. */
export function readPlatform(object: JsonObject | undefined): Platform | null {
  const os = textOf(object?.['os']);
  const architecture = textOf(object?.['architecture']);
  return os === null || architecture === null ? null : { os, architecture, variant: textOf(object?.['variant']) };
}

/** `linux/arm64/v8`, as container engines write it. */
export function platformText({ os, architecture, variant }: Platform): string {
  return [os, architecture, ...(variant === null ? [] : [variant])].join('/');
}

function annotationsOf(object: JsonObject | undefined): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(object ?? {}).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}
