import { readOpensslLibrary } from '../../codec/openssl/library.ts';
import type { MappedFile } from '../../codec/proc/mapped-files.ts';
import type { Gap, Subject } from '../../facts/fact.ts';
import { targetPath } from '../../facts/locator.ts';
import { type Evidence, evidence } from '../../facts/quote.ts';
import type { RunningFile, RunningGo, RunningLibrary } from '../../facts/values/listener.ts';
import type { ListeningProcess } from '../../target/listeners.ts';
import { describeHidden } from '../../target/sighting.ts';
import { withoutSecrets } from '../never-read.ts';
import type { FoundListener } from './found-listener.ts';
import { runningGo } from './running-go.ts';

/** What a listener's process runs, as far as it could be seen. */
export interface RunningProgram {
  readonly executable: RunningFile | null;
  readonly libraries: readonly RunningLibrary[] | null;
  readonly go: RunningGo | null;
  readonly evidence: readonly Evidence[];
  readonly gaps: readonly Gap[];
}

/** Looks at the program behind a listener. What a plain user cannot see of the processes of others is a gap. */
export async function runningProgram(
  { process: first, holders, program: name, subject }: FoundListener,
  unseenProcesses: number,
): Promise<RunningProgram> {
  // A master may only hand its connections on: what has a library mapped is what talks.
  const process = holders.find(({ libraries }) => libraries.state === 'seen' && libraries.value.length > 0) ?? first;
  if (process === undefined || first === undefined) {
    const why =
      unseenProcesses > 0
        ? `which process listens could not be seen: ${unseenProcesses} of them do not show what they hold to this user`
        : 'no process that can be seen here holds this socket: it belongs to the kernel, or to another process namespace';
    return { executable: null, libraries: null, go: null, evidence: [], gaps: [gap(subject, why)] };
  }
  const { executable } = first;
  const { libraries } = process;
  const hidden = [executable, libraries].flatMap((each) => (each.state === 'hidden' ? [describeHidden(each)] : []));
  const handsOn = libraries.state === 'seen' && libraries.value.length === 0 && handsItsConnectionsOn(name);
  const running =
    libraries.state === 'seen' && !handsOn ? await Promise.all(libraries.value.map(versioned(process))) : null;
  const program = executable.state === 'seen' ? executable.value : null;
  const built = running?.length === 0 ? runningGo(process) : undefined;
  return {
    executable: program,
    libraries: running,
    go: built?.go ?? null,
    evidence: [
      ...(program === null ? [] : [evidence(executable.at, wordsOf(program))]),
      ...(running === null ? [] : [evidence(libraries.at, running.map(wordsOf).join(', ') || NONE_MAPPED)]),
      ...(built === undefined ? [] : [built.proof]),
    ],
    gaps: [...hidden, ...(handsOn ? [HANDS_ON] : [])].map((why) => gap(subject, why)),
  };
}

/** Whether a program of this name leaves it to others to talk. */
export function handsItsConnectionsOn(program: string | null): boolean {
  return program !== null && MASTERS.includes(program);
}

/** Of a libcrypto the version is read; the file must still be the one that is mapped. */
function versioned(process: ListeningProcess): (file: MappedFile) => Promise<RunningLibrary> {
  return async (file) => {
    const isOpenssl = /\/libcrypto[^/]*$/.test(file.path);
    if (!isOpenssl || file.deleted || process.root === null) return { ...file, version: null };
    const inside = insideRoot(file.path, process.root.path);
    const content = await withoutSecrets(process.root.files).read(targetPath(inside), LARGEST_LIBRARY);
    const read = content.state === 'seen' ? readOpensslLibrary(content.value) : undefined;
    if (read?.ok !== true) return { ...file, version: null };
    const version = read.value.generation === 'providers' ? read.value.build.version.text : read.value.version;
    return { ...file, version };
  };
}

/** A path of this machine as a process sees it that has the root. */
export function insideRoot(path: string, root: string): string {
  return root !== '/' && path.startsWith(`${root}/`) ? path.slice(root.length) : path;
}

function wordsOf({ path, deleted }: RunningFile): string {
  return deleted ? `${path} (replaced since the process began)` : path;
}

function gap(subject: Subject, why: string): Gap {
  return { kind: 'listener', subject, why };
}

const MASTERS = ['dovecot', 'inetd', 'master', 'systemd', 'xinetd'];
const HANDS_ON = 'it hands its connections on to other programs, none of which ran: what they have mapped was not seen';
const NONE_MAPPED = 'no library of cryptography is mapped';
const LARGEST_LIBRARY = 32 * 1024 * 1024;
