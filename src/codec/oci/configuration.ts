import { accepted, type Parsed, refused } from '../parsed.ts';
import { type Digest, type Platform, readDigest, readPlatform } from './descriptor.ts';
import { objectOf, readJson, textOf, textsOf } from './json.ts';

/** What an image says of itself and of the processes that are started from it. Source: OCI image specification, config.md. */
export interface ImageConfiguration {
  readonly platform: Platform | null;
  /** Digests of the layers when they are unpacked, the lowest first. */
  readonly diffIds: readonly Digest[];
  /** `NAME=VALUE`, the later of two of one name counts. */
  readonly environment: ReadonlyMap<string, string>;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly user: string | null;
  readonly workingDirectory: string | null;
  readonly labels: ReadonlyMap<string, string>;
}

/** Reads the configuration of an image. */
export function readImageConfiguration(bytes: Uint8Array): Parsed<ImageConfiguration> {
  const json = readJson(bytes);
  if (!json.ok) return json;
  const object = objectOf(json.value);
  if (object === undefined) return refused('wants an object', { offset: 0 });
  const diffIds = textsOf(objectOf(object['rootfs'])?.['diff_ids'])?.map(readDigest);
  if (diffIds === undefined || diffIds.includes(undefined))
    return refused('rootfs: wants the digests of the layers', { offset: 0 });
  const config = objectOf(object['config']) ?? {};
  const environment = textsOf(config['Env']);
  const entrypoint = wordsOf(config['Entrypoint']);
  const command = wordsOf(config['Cmd']);
  if (environment === undefined || entrypoint === undefined || command === undefined)
    return refused('config: wants lists of texts for Env, Entrypoint and Cmd', { offset: 0 });
  return accepted({
    platform: readPlatform(object),
    diffIds: diffIds.filter((each) => each !== undefined),
    environment: new Map(environment.map(variableOf)),
    entrypoint,
    command,
    user: textOf(config['User']),
    workingDirectory: textOf(config['WorkingDir']),
    labels: new Map(
      Object.entries(objectOf(config['Labels']) ?? {}).map(([name, value]) => [name, String(value)] as const),
    ),
  });
}

/** Old engines wrote one text where a list belongs. */
function wordsOf(value: unknown): readonly string[] | undefined {
  return typeof value === 'string' ? [value] : textsOf(value);
}

function variableOf(text: string): readonly [string, string] {
  const at = text.indexOf('=');
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
