/** One mount of a mount namespace. Source: proc_pid_mountinfo(5). */
export interface Mount {
  /** The directory of the mounted file system that is seen at `mountPoint`: `/` or, for a bind mount, a deeper one. */
  readonly root: string;
  readonly mountPoint: string;
  readonly options: readonly string[];
  readonly type: string;
  readonly source: string;
  readonly superOptions: readonly string[];
}

/** Reads mountinfo; lines that do not have its shape are passed over. A later mount on the same point hides an earlier one. */
export function readMountinfo(text: string): readonly Mount[] {
  return text.split('\n', MOST_LINES).flatMap((line) => readMount(line) ?? []);
}

/** The mount that is seen at a directory: the last one on exactly this point. */
export function mountAt(mounts: readonly Mount[], mountPoint: string): Mount | undefined {
  return mounts.findLast((mount) => mount.mountPoint === mountPoint);
}

function readMount(line: string): Mount | undefined {
  const fields = line.split(' ');
  // After the sixth field come tags in any number, ended by a lone hyphen.
  const separator = fields.indexOf('-', 6);
  const [type, source, superOptions] = separator < 0 ? [] : fields.slice(separator + 1);
  const [, , , root, mountPoint, options] = fields;
  if (root === undefined || mountPoint === undefined || options === undefined) return undefined;
  if (type === undefined || source === undefined) return undefined;
  return {
    root: unescapeOctal(root),
    mountPoint: unescapeOctal(mountPoint),
    options: options.split(','),
    type,
    source: unescapeOctal(source),
    superOptions: (superOptions ?? '').split(',').filter((option) => option !== ''),
  };
}

/** Space, tab, newline and backslash are written as `\040`, `\011`, `\012`, `\134`; fstab(5) does the same. */
export function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)));
}

const MOST_LINES = 20_000;
