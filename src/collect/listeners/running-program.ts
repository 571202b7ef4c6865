import { readOpensslLibrary } from '../../codec/openssl/library.ts';
import type { MappedFile } from '../../codec/proc/mapped-files.ts';
import type { Gap, Subject } from '../../facts/fact.ts';
import { targetPath } from '../../facts/locator.ts';
import { type Evidence, evidence } from '../../facts/quote.ts';
import type { RunningFile, RunningLibrary } from '../../facts/values/listener.ts';
import type { ListeningProcess } from '../../target/listeners.ts';
import { describeHidden } from '../../target/sighting.ts';
import { withoutSecrets } from '../never-read.ts';
import type { FoundListener } from './found-listener.ts';

/** What a listener's process runs, as far as it could be seen. */
export interface RunningProgram {
  readonly executable: RunningFile | null;
  readonly libraries: readonly RunningLibrary[] | null;
  readonly evidence: readonly Evidence[];
  readonly gaps: readonly Gap[];
}

/** Looks at the program behind a listener. What a plain user cannot see of the processes of others is a gap. */
export async function runningProgram(
  { process, subject }: FoundListener,
  unseenProcesses: number,
): Promise<RunningProgram> {
  if (process === undefined) {
    const why =
      unseenProcesses > 0
        ? `which process listens could not be seen: ${unseenProcesses} of them do not show what they hold to this user`
        : 'no process that can be seen here holds this socket: it belongs to the kernel, or to another process namespace';
    return { executable: null, libraries: null, evidence: [], gaps: [gap(subject, why)] };
  }
  const { executable, libraries } = process;
  const hidden = [executable, libraries].flatMap((each) => (each.state === 'hidden' ? [describeHidden(each)] : []));
  const running = libraries.state === 'seen' ? await Promise.all(libraries.value.map(versioned(process))) : null;
  const program = executable.state === 'seen' ? executable.value : null;
  return {
    executable: program,
    libraries: running,
    evidence: [
      ...(program === null ? [] : [evidence(executable.at, wordsOf(program))]),
      ...(running === null ? [] : [evidence(libraries.at, running.map(wordsOf).join(', ') || NONE_MAPPED)]),
    ],
    gaps: hidden.map((why) => gap(subject, why)),
  };
}

/** Of a libcrypto the version is read; the file must still be the one that is mapped. */
function versioned(process: ListeningProcess): (file: MappedFile) => Promise<RunningLibrary> {
  return async (file) => {
    const isOpenssl = /\/libcrypto[^/]*$/.test(file.path);
    if (!isOpenssl || file.deleted || process.root === null) return { ...file, version: null };
    const { path, files } = process.root;
    const inside = file.path.startsWith(path) ? file.path.slice(path === '/' ? 0 : path.length) : file.path;
    const content = await withoutSecrets(files).read(targetPath(inside), LARGEST_LIBRARY);
    const read = content.state === 'seen' ? readOpensslLibrary(content.value) : undefined;
    if (read?.ok !== true) return { ...file, version: null };
    const version = read.value.generation === 'providers' ? read.value.build.version.text : read.value.version;
    return { ...file, version };
  };
}

function wordsOf({ path, deleted }: RunningFile): string {
  return deleted ? `${path} (replaced since the process began)` : path;
}

function gap(subject: Subject, why: string): Gap {
  return { kind: 'listener', subject, why };
}

const NONE_MAPPED = 'no library of cryptography is mapped';
const LARGEST_LIBRARY = 32 * 1024 * 1024;
