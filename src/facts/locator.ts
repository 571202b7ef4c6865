/** An absolute POSIX path inside a target; `/etc/hosts` of a root tree, not of the machine that scans. Made by `targetPath()`. */
export type TargetPath = string & { readonly __brand: 'TargetPath' };

/** Where a piece of evidence lies. A path is the real one inside the target: symbolic links are already followed. */
export type Locator =
  | { readonly in: 'file'; readonly path: TargetPath; readonly line?: number; readonly layer?: `sha256:${string}` }
  | { readonly in: 'wire'; readonly endpoint: string; readonly message: string; readonly offset?: number }
  | { readonly in: 'command'; readonly argv: readonly string[]; readonly line?: number }
  | { readonly in: 'kernel'; readonly name: string }
  | { readonly in: 'image'; readonly name: 'configuration' };

/**
 * Normalises a path lexically: one leading slash, no `.` or empty segments; `..` at the root stays at the root (POSIX 4.13).
 * Symbolic links are not looked at; the file view does that.
 */
export function targetPath(path: string): TargetPath {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  // What has just been normalised is absolute and has no dot segments: that is what the brand says.
  return `/${segments.join('/')}` as TargetPath;
}

/** The path of an entry of a directory, by its name: what a file system lists has no slash in it, and is neither `.` nor `..`. */
export function entryPath(dir: TargetPath, name: string): TargetPath {
  // A normalised path and one more segment are a normalised path.
  return (dir === '/' ? `/${name}` : `${dir}/${name}`) as TargetPath;
}

/** Says a place in one line, as reports print it: `/etc/ssl/openssl.cnf:12`, `kernel fips_enabled`, `openssl version -a`. */
export function describeLocator(at: Locator): string {
  switch (at.in) {
    case 'file':
      return at.line === undefined ? at.path : `${at.path}:${at.line}`;
    case 'wire':
      return `${at.endpoint} ${at.message}`;
    case 'command':
      return at.argv.join(' ');
    case 'kernel':
      return `kernel ${at.name}`;
    case 'image':
      return `image ${at.name}`;
  }
}

/** The same with the layer of an image that brought the file: `/etc/ssl/openssl.cnf:12 (layer 9c0f1d5a7b21)`. */
export function describePlace(at: Locator): string {
  const layer = at.in === 'file' ? at.layer?.slice('sha256:'.length).slice(0, 12) : undefined;
  return layer === undefined ? describeLocator(at) : `${describeLocator(at)} (layer ${layer})`;
}
