import { createHash } from 'node:crypto';
import type { Tree } from '../../support/tree.ts';

/** A stanza of /var/lib/dpkg/status. */
export interface DpkgPackage {
  readonly name: string;
  readonly version: string;
  readonly source?: string;
  readonly maintainer: string;
  readonly architecture?: string;
  readonly description: string;
  /** Files of settings, by path, as the package brought them. */
  readonly conffiles?: Readonly<Record<string, string>>;
}

/** Writes /var/lib/dpkg/status: an empty line after each stanza, continuation lines indented by one blank. */
export function dpkgStatus(packages: readonly DpkgPackage[]): string {
  return packages.map((each) => `${stanza(each)}\n`).join('');
}

function stanza(each: DpkgPackage): string {
  return `Package: ${each.name}
Status: install ok installed
Priority: optional
Section: libs
Installed-Size: 8103
Maintainer: ${each.maintainer}
Architecture: ${each.architecture ?? 'amd64'}
Multi-Arch: same
${each.source === undefined ? '' : `Source: ${each.source}\n`}Version: ${each.version}
Depends: libc6 (>= 2.38)
${conffiles(each)}Description: ${each.description}
 This text goes on for some lines, as real ones do.
 .
 Another paragraph.
`;
}

function conffiles(each: DpkgPackage): string {
  const lines = Object.entries(each.conffiles ?? {}).map(([path, content]) => ` ${path} ${md5(content)}\n`);
  return lines.length === 0 ? '' : `Conffiles:\n${lines.join('')}`;
}

/** What dpkg keeps of packages' files: MD5 digests without the leading slash. A package that owns none here has others. */
export function dpkgDigests(tree: Tree, owners: Readonly<Record<string, readonly string[]>>): Tree {
  const sums = Object.entries(owners).map(([name, paths]) => {
    const lines = paths.map((path) => `${md5(contentAt(tree, path))}  ${path.slice(1)}\n`);
    return [`/var/lib/dpkg/info/${name}.md5sums`, `${lines.join('')}${md5(name)}  usr/share/doc/${name}/copyright\n`];
  });
  return Object.fromEntries(sums);
}

function contentAt(tree: Tree, path: string): string | Uint8Array {
  const entry = tree[path];
  if (typeof entry === 'string' || entry instanceof Uint8Array) return entry;
  if (entry !== undefined && 'content' in entry) return entry.content;
  throw new Error(`${path}: owned by a package, but no file of the tree`);
}

function md5(content: string | Uint8Array): string {
  return createHash('md5').update(content).digest('hex');
}
