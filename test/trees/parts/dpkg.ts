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
Description: ${each.description}
 This text goes on for some lines, as real ones do.
 .
 Another paragraph.
`;
}

/** What dpkg keeps of a package's files: their names, and MD5 digests without the leading slash. */
export function dpkgFiles(name: string, files: Readonly<Record<string, Uint8Array>>): Tree {
  const digests = Object.entries(files).map(([path, content]) => {
    return `${createHash('md5').update(content).digest('hex')}  ${path.slice(1)}\n`;
  });
  return {
    [`/var/lib/dpkg/info/${name}.list`]: `/.\n${Object.keys(files).join('\n')}\n`,
    [`/var/lib/dpkg/info/${name}.md5sums`]: digests.join(''),
  };
}
