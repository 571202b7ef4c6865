import type { Gap } from '../facts/fact.ts';
import type { Locator } from '../facts/locator.ts';
import type { DirEntry } from '../target/views.ts';
import type { FileCollector, FileCollectorEntry, FileContent } from './file-collector.ts';
import { type CondaRecord, condaRecord, inCondaEnvironments, isCondaRecord } from './implementations/conda.ts';
import { seeElf } from './implementations/elf.ts';
import { gathered } from './implementations/gathered.ts';
import { seeJar } from './implementations/jar.ts';
import { type JavaProviders, readJavaProviders, seeRelease } from './implementations/java-runtime.ts';
import type { Linked, Sighted } from './implementations/sighted.ts';

const YIELDS = ['crypto.implementation', 'crypto.dependents'] as const;

/** Every program, library and archive of the tree: whose cryptography it brings or calls. */
export const implementations: FileCollectorEntry = {
  id: 'implementations',
  yields: YIELDS,
  open(): FileCollector {
    const walk: Walk = { sighted: [], linked: [], java: [], gaps: [], conda: [] };
    return {
      id: 'implementations',
      yields: YIELDS,
      mayWant: (path) => kindOf({ path, mode: EXECUTABLE }) !== undefined || isCondaRecord(path),
      wants(entry) {
        const record = isCondaRecord(entry.path) ? condaRecord(entry.path) : undefined;
        if (record !== undefined && walk.conda.length < MOST_RECORDS) walk.conda.push(record);
        return entry.size >= SMALLEST && kindOf(entry) !== undefined;
      },
      begins: (head, entry) =>
        kindOf(entry) !== 'elf' || (head[0] === 0x7f && head[1] === 0x45 && head[2] === 0x4c && head[3] === 0x46),
      see(entry, content, at) {
        see(walk, entry, { content, at });
        return { facts: [], gaps: [] };
      },
      finish: () => gathered({ ...walk, ...inCondaEnvironments(walk, walk.conda) }),
    };
  },
};

interface Walk {
  readonly sighted: Sighted[];
  readonly linked: Linked[];
  readonly java: JavaProviders[];
  readonly gaps: Gap[];
  readonly conda: CondaRecord[];
}

function see(
  walk: Walk,
  entry: DirEntry,
  { content, at }: { readonly content: FileContent; readonly at: Locator },
): void {
  const { path } = entry;
  switch (kindOf(entry)) {
    case 'elf': {
      const { sighted, linked, problem } = seeElf(content, path, at);
      if (problem !== undefined)
        walk.gaps.push({ kind: 'crypto.implementation', subject: `program ${path}`, why: `${path}: ${problem}`, at });
      walk.sighted.push(...sighted);
      walk.linked.push(...linked);
      return;
    }
    case 'jar':
      walk.sighted.push(
        ...seeJar(content, path, at, (why) =>
          walk.gaps.push({ kind: 'crypto.implementation', subject: `archives in ${path}`, why, at }),
        ),
      );
      return;
    case 'release': {
      const runtime = seeRelease(textOf(content), path, at);
      if (runtime !== undefined) walk.sighted.push(runtime);
      return;
    }
    case 'java.security':
      walk.java.push(readJavaProviders(textOf(content), path, at));
      return;
    case undefined:
      return;
  }
}

/** By name, size and mode: programs are executable, libraries are called so. Text of either kind is told by its head. */
function kindOf({
  path,
  mode,
}: Pick<DirEntry, 'path' | 'mode'>): 'elf' | 'jar' | 'release' | 'java.security' | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (JAR.test(name)) return 'jar';
  if (name === 'java.security') return 'java.security';
  if (name === 'release') return 'release';
  if (LIBRARY.test(name)) return 'elf';
  return (mode & EXECUTABLE) !== 0 && !SCRIPT.test(name) ? 'elf' : undefined;
}

function textOf(content: FileContent): string {
  return new TextDecoder().decode(content.read(0, Math.min(content.size, LARGEST_TEXT)));
}

const JAR = /\.(jar|war|ear)$/;
const LIBRARY = /\.(so|node)$|\.so\./;
const SCRIPT = /\.(sh|py|pl|rb|js|ts|go|c|h|txt|md|json|ya?ml|html|css|xml)$/;
const EXECUTABLE = 0o111;
/** An empty ELF header has 52 bytes. */
const SMALLEST = 52;
const MOST_RECORDS = 20_000;
const LARGEST_TEXT = 1024 * 1024;
