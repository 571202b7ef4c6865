import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { quote } from '../facts/quote.ts';
import type { Admission } from '../target/admission.ts';
import { openDir } from '../target/dir.ts';
import { openHost } from '../target/host.ts';
import type { ImageForm, ImageRequest } from '../target/image/open-image.ts';
import { type PlatformChoice, readPlatformText } from '../target/image/platform.ts';
import { TargetError } from '../target/target-error.ts';
import type { Target } from '../target/views.ts';
import { looksLikeServer, readEndpoint } from './endpoint-argument.ts';
import { UsageError } from './usage-error.ts';

/** How to open what the user named. */
export interface OpenOptions {
  readonly exec: boolean;
  /** Talk to the host's own listeners. */
  readonly listeners: boolean;
  /** The gate of the run, through which every connection passes. */
  readonly admission: Admission;
  /** Which images of several. */
  readonly platforms: readonly PlatformChoice[];
}

/**
 * Opens what the command line names: `host`, `dir:PATH`, images (`oci-dir:`, `oci-archive:`, `docker-archive:`), a bare path by its
 * content, `tls:HOST`, `ssh:HOST`, a URL. A server that cannot be reached is a target all the same; of images there may be several.
 * @throws UsageError for a form that is not known, and for a path that does not exist or is none of these
 */
export async function openTargets(argument: string, options: OpenOptions): Promise<readonly Target[]> {
  if (argument === 'host')
    return [await openHost({ exec: options.exec, listeners: options.listeners ? options.admission : null })];
  const endpoint = readEndpoint(argument);
  if (endpoint !== undefined) {
    // Sockets and name resolution are loaded only where an endpoint is named.
    const { openEndpoint } = await import('../target/endpoint.ts');
    return [await openEndpoint({ ...endpoint, admission: options.admission })];
  }
  const [, kind = '', rest = ''] = /^([a-z+-]+):(.*)$/s.exec(argument) ?? [];
  if (kind === 'host') throw new UsageError(`${argument}: targets of kind ${kind}: are not there yet\n${KINDS}`);
  const form = IMAGE_FORMS.find((each) => each === kind);
  const path = form !== undefined || kind === 'dir' ? rest : argument;
  return openPath({ argument, path, form: kind === 'dir' ? 'dir' : form }, options);
}

/** What a path was said to be; undefined: its content tells. */
interface NamedPath {
  readonly argument: string;
  readonly path: string;
  readonly form: 'dir' | ImageForm | undefined;
}

async function openPath({ argument, path, form }: NamedPath, { platforms }: OpenOptions): Promise<readonly Target[]> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new UsageError(`${argument}: ${missing(path, argument)}`);
  const wants = form ?? (found.isDirectory() ? await formOfDirectory(path) : undefined);
  const isDirectory = wants === 'dir' || wants === 'oci-dir';
  const target = wants === 'dir' && found.isDirectory() ? await openDir(path) : undefined;
  if (target !== undefined) return [{ ...target, name: argument }];
  if (isDirectory !== found.isDirectory() || wants === 'dir') {
    const hint = isDirectory ? 'Name the root directory of a tree.' : 'Say oci-dir: for a layout that is a directory.';
    throw new UsageError(`${argument}: ${path} is ${isDirectory ? 'not' : ''} a directory\n${hint}`.replace('  ', ' '));
  }
  return openImage({ path, form: wants, platforms }, argument);
}

async function openImage(request: ImageRequest, argument: string): Promise<readonly Target[]> {
  const { openImages } = await import('../target/image/open-image.ts');
  try {
    const targets = await openImages(request);
    return targets.map((target) => ({ ...target, name: target.name.replace(request.path, () => argument) }));
  } catch (error) {
    throw error instanceof TargetError ? damaged(argument, error) : error;
  }
}

/** Nothing can be said of a damaged image: an error of the run, as for a path that does not exist. */
export function damaged(argument: string, { message }: TargetError): UsageError {
  return new UsageError(
    `${argument}: ${quote(message)}\nWants an OCI layout (directory or archive) or an archive of docker save, whole and unchanged.`,
  );
}

/** Reads `--platform`. @throws UsageError */
export function readPlatforms(given: readonly string[] | undefined): readonly PlatformChoice[] {
  if (given === undefined) return [undefined];
  return given.map((text) => {
    const platform = text === 'all' ? text : readPlatformText(text);
    if (platform === undefined)
      throw new UsageError(`--platform ${text}: wants OS/ARCHITECTURE[/VARIANT] or all\nFor example linux/arm64.`);
    return platform;
  });
}

async function formOfDirectory(path: string): Promise<'dir' | 'oci-dir'> {
  const marks = ['oci-layout', 'index.json'].map((name) => stat(join(path, name)).catch(() => undefined));
  return (await Promise.all(marks)).every((mark) => mark?.isFile() === true) ? 'oci-dir' : 'dir';
}

/** What is neither a path nor a known kind is most often a server whose protocol was left out. */
function missing(path: string, argument: string): string {
  if (path === argument && looksLikeServer(argument))
    return `does it speak TLS or SSH?\nSay tls:${argument} or ssh:${argument}; a mail server is tls+smtp:HOST.`;
  const [, kind] = /^([a-z+-]+):/.exec(argument) ?? [];
  if (path === argument && kind !== undefined) return `no kind of target is called ${kind}:\n${KINDS}`;
  return `there is no ${path === '' ? 'path' : path}, or it cannot be reached\nName a directory that this user can enter, or an image.`;
}

const KINDS =
  'Use host, dir:PATH, oci-dir:PATH, oci-archive:PATH, docker-archive:PATH, tls:HOST[:PORT], tls+smtp:HOST, ssh:HOST or a path.';
const IMAGE_FORMS: readonly ImageForm[] = ['oci-dir', 'oci-archive', 'docker-archive'];
