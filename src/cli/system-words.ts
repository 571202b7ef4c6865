/** Why a system call failed, in plain words; of any other error its own. */
export function systemWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return ('code' in error ? WORDS.get(String(error.code)) : undefined) ?? error.message;
}

/** Source: errno(3). */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'permission denied'],
  ['EEXIST', 'it is there already'],
  ['EISDIR', 'it is a directory'],
  ['ELOOP', 'its symbolic links lead in a circle'],
  ['EMFILE', 'too many files are open'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['ENOENT', 'there is no such file or directory'],
  ['ENOSPC', 'no space is left on the device'],
  ['ENOTDIR', 'a part of its path is not a directory'],
  ['EPERM', 'the system does not permit it'],
  ['EROFS', 'the file system is read-only'],
]);
