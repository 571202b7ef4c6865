/** A file that a process has mapped into its memory. */
export interface MappedFile {
  /** As the kernel names it, without ` (deleted)`. */
  readonly path: string;
  /** The file was replaced or removed since: what runs is not what lies there now. */
  readonly deleted: boolean;
}

/**
 * The files whose last component is wanted, each once, in the order of their addresses; total: what is no line of a mapping is
 * passed over. Source: proc_pid_maps(5); a line break in a name is written `\012`.
 * @param text /proc/PID/maps
 */
export function mappedFiles(text: string, isWanted: (fileName: string) => boolean): readonly MappedFile[] {
  const found = new Map<string, MappedFile>();
  for (const line of text.split('\n')) {
    const name = LINE.exec(line)?.[1];
    if (name === undefined) continue;
    const written = name.replaceAll('\\012', '\n');
    const deleted = written.endsWith(DELETED);
    const path = deleted ? written.slice(0, -DELETED.length) : written;
    if (isWanted(path.slice(path.lastIndexOf('/') + 1))) found.set(written, { path, deleted });
  }
  return [...found.values()];
}

/** address-address permissions offset device inode path */
const LINE = /^[0-9a-f]+-[0-9a-f]+ [-rwxps]{4} [0-9a-f]+ [0-9a-f]+:[0-9a-f]+ \d+ +(\/.*)$/;
const DELETED = ' (deleted)';
