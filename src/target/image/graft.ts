import { childNamed, childOf, childrenOf, isDirectory, type Node, putChild, rareOf } from './node.ts';

/**
 * A newer layer has written below a path that an older one made a link: unpacked in order, it has written where the link leads.
 * Moves it there and leaves the link.
 * @returns the paths of files that were replaced or removed by it
 */
export function graftThrough(root: Node, node: Node, segments: readonly string[]): readonly string[] {
  const link = node.rare?.through ?? '';
  const target = resolved(root, link.startsWith('/') ? link : `${segments.slice(0, -1).join('/')}/${link}`);
  const gone: string[] = [];
  if (target !== undefined && target.node !== node) merge({ node, path: `/${segments.join('/')}` }, target, gone);
  Object.assign(node, { type: 'link', link, size: link.length, mode: 0o777, children: undefined, rare: undefined });
  return gone;
}

interface Target {
  readonly node: Node;
  readonly path: string;
}

function merge(from: Target, into: Target, gone: string[]): void {
  for (const child of childrenOf(from.node)) {
    const { name } = child;
    const path = `${into.path}/${name}`;
    const old = childNamed(into.node, name);
    if (old !== undefined && isDirectory(old) && isDirectory(child) && child.rare?.removedBy === undefined) {
      merge({ node: child, path: `${from.path}/${name}` }, { node: old, path }, gone);
      continue;
    }
    // What the target has from an even newer layer stays.
    if (old !== undefined && old.rank <= (child.rare?.removedBy ?? child.rank)) continue;
    if (old !== undefined) listFiles(old, path, gone);
    rememberPlace(child, `${from.path}/${name}`);
    putChild(into.node, child);
  }
}

/** The layer has the content under its own path. */
function rememberPlace(node: Node, path: string): void {
  if (node.type === 'file') rareOf(node).contentOf ??= path;
  for (const child of childrenOf(node)) rememberPlace(child, `${path}/${child.name}`);
}

function listFiles(node: Node, path: string, into: string[]): void {
  if (node.type === 'file') into.push(path);
  for (const child of childrenOf(node)) listFiles(child, `${path}/${child.name}`, into);
}

/** Follows a path inside the image; directories that are missing are made, as unpacking would. */
function resolved(root: Node, path: string): Target | undefined {
  const pending = path.split('/').reverse();
  const reached: Target[] = [{ node: root, path: '' }];
  let links = 0;
  for (let segment = pending.pop(); segment !== undefined; segment = pending.pop()) {
    if (segment === '..' && reached.length > 1) reached.pop();
    if (segment === '' || segment === '.' || segment === '..') continue;
    const here = reached.at(-1) ?? { node: root, path: '' };
    const next = childOf(here.node, segment, here.node.rank);
    if (next.type === 'link') {
      links += 1;
      if (links > MOST_LINKS) return undefined;
      if (next.link.startsWith('/')) reached.length = 1;
      pending.push(...next.link.split('/').reverse());
    } else if (isDirectory(next)) reached.push({ node: next, path: `${here.path}/${segment}` });
    else return undefined;
  }
  return reached.at(-1);
}

const MOST_LINKS = 40;
