import { type TargetPath, targetPath } from '../facts/locator.ts';
import { describeHidden } from '../target/sighting.ts';
import type { FileView } from '../target/views.ts';

/** What a pattern stands for in a target, and what could not be looked at on the way. */
export interface Globbed {
  readonly paths: readonly TargetPath[];
  readonly hidden: readonly string[];
}

/**
 * The paths that a pattern stands for, in byte order: `*` and `?` inside a segment; a name with a leading dot only where the
 * pattern has the dot. Links to nowhere are left out; a pattern with brackets counts as not looked at. Source: glob(7).
 */
export async function glob(files: FileView, pattern: string): Promise<Globbed> {
  let reached: Globbed = { paths: [targetPath('/')], hidden: [] };
  for (const segment of pattern.split('/').filter((part) => part !== '')) {
    const steps = await Promise.all(reached.paths.slice(0, MOST).map((path) => step(files, path, segment)));
    reached = {
      paths: steps.flatMap(({ paths }) => paths),
      hidden: [...reached.hidden, ...steps.flatMap(({ hidden }) => hidden)],
    };
  }
  return reached;
}

async function step(files: FileView, parent: TargetPath, segment: string): Promise<Globbed> {
  if (!/[*?[]/.test(segment)) return exact(files, targetPath(`${parent}/${segment}`));
  if (!isPlain(segment)) return { paths: [], hidden: [`${parent}/${segment}: this kind of pattern is not followed`] };
  const listed = await files.list(parent);
  if (listed.state === 'hidden' && listed.why !== 'not-a-directory')
    return { paths: [], hidden: [describeHidden(listed)] };
  const pattern = segmentPattern(segment);
  const names = listed.state === 'seen' ? listed.value.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)) : [];
  const found = names
    .filter((name) => pattern.test(name) && (segment.startsWith('.') || !name.startsWith('.')))
    .map((name) => exact(files, targetPath(`${parent}/${name}`)));
  const each = await Promise.all(found);
  return { paths: each.flatMap(({ paths }) => paths), hidden: each.flatMap(({ hidden }) => hidden) };
}

async function exact(files: FileView, path: TargetPath): Promise<Globbed> {
  const entry = await files.follow(path);
  if (entry.state === 'hidden') return { paths: [], hidden: [describeHidden(entry)] };
  return { paths: entry.state === 'seen' ? [path] : [], hidden: [] };
}

/** Each star multiplies the ways to match, and a bracket has a language of its own: names in configurations have neither. */
function isPlain(segment: string): boolean {
  return !segment.includes('[') && segment.split('*').length <= MOST_STARS + 1;
}

function segmentPattern(segment: string): RegExp {
  const source = segment
    .replace(/[.+^${}()|\]\\]/g, '\\$&')
    .replaceAll('?', '.')
    .replace(/\*+/g, '.*');
  return new RegExp(`^${source}$`, 's');
}

const MOST = 1000;
const MOST_STARS = 4;
