import type { SshSource, SshStep } from '../../codec/openssh/configuration.ts';
import { readSshConfigurationFile, readSshOptions, type SshDirective } from '../../codec/openssh/configuration-file.ts';
import { readShellAssignments, type ShellAssignment } from '../../codec/shell-assignments.ts';
import { type TargetPath, targetPath } from '../../facts/locator.ts';
import { describeHidden } from '../../target/sighting.ts';
import type { FileView } from '../../target/views.ts';
import { glob } from '../glob.ts';

/** The sources of a configuration, in the order in which they count; undefined where there is no configuration file. */
export interface SshSources {
  readonly sources: readonly SshSource[] | undefined;
  /** What could not be read: an effective value may stand there. */
  readonly hidden: readonly string[];
  readonly oddities: readonly string[];
}

/** Reads the first of the main files that exists, with all that it includes. */
export async function readSshSources(files: FileView, mainFiles: readonly string[]): Promise<SshSources> {
  const budget: Budget = { left: MOST_FILES, hidden: [] };
  for (const path of mainFiles) {
    const source = await readSource(files, targetPath(path), 0, budget);
    if (source !== undefined || budget.hidden.length > 0)
      return { sources: source === undefined ? undefined : [source], hidden: budget.hidden, oddities: [] };
  }
  return { sources: undefined, hidden: [], oddities: [] };
}

/**
 * The options that the server's unit puts on its command line, which count before any file: OPTIONS and, on RHEL 8 alone, the
 * CRYPTO_POLICY that its crypto policy's back-end holds; on Debian SSHD_OPTS. Source: sshd.service of each.
 */
export async function readServerOptions(files: FileView): Promise<SshSources> {
  const read = await Promise.all(ENVIRONMENT_FILES.map((path) => readEnvironment(files, path)));
  const assignments = read.flatMap((each) => each.assignments);
  const policies = assignments.filter(({ name }) => name === 'CRYPTO_POLICY');
  const isRhel8 = policies.some(({ path }) => !path.startsWith('/etc/sysconfig/'));
  const isOverridden = isRhel8 && policies.at(-1)?.path.startsWith('/etc/sysconfig/');
  const counting = ['OPTIONS', 'SSHD_OPTS', ...(isRhel8 ? ['CRYPTO_POLICY'] : [])].flatMap(
    (variable) => assignments.findLast(({ name }) => name === variable) ?? [],
  );
  return {
    sources: counting.map(({ value, path, line }) => ({ path, steps: readSshOptions(value, line) })),
    hidden: read.flatMap((each) => each.hidden),
    oddities: isOverridden
      ? ['CRYPTO_POLICY is set in /etc/sysconfig/sshd: the system crypto policy does not reach sshd']
      : [],
  };
}

/** What the server's command line may be made from, in the order in which the units read them. */
const ENVIRONMENT_FILES = [
  '/etc/crypto-policies/back-ends/opensshserver.config',
  '/etc/sysconfig/sshd',
  '/etc/default/ssh',
];

async function readEnvironment(
  files: FileView,
  path: string,
): Promise<{
  readonly assignments: readonly (ShellAssignment & { readonly path: string })[];
  readonly hidden: readonly string[];
}> {
  const text = await files.read(targetPath(path), 64 * 1024);
  if (text.state === 'hidden') return { assignments: [], hidden: [describeHidden(text)] };
  if (text.state === 'absent') return { assignments: [], hidden: [] };
  const assignments = readShellAssignments(new TextDecoder().decode(text.value));
  return { assignments: assignments.map((assignment) => ({ ...assignment, path })), hidden: [] };
}

interface Budget {
  left: number;
  readonly hidden: string[];
}

async function readSource(
  files: FileView,
  path: TargetPath,
  depth: number,
  budget: Budget,
): Promise<SshSource | undefined> {
  budget.left -= 1;
  if (depth > DEEPEST || budget.left < 0) {
    budget.hidden.push(`${path}: included ${depth > DEEPEST ? 'more than 16 levels deep' : 'among too many files'}`);
    return undefined;
  }
  const text = await files.read(path, 1024 * 1024);
  if (text.state === 'hidden') budget.hidden.push(describeHidden(text));
  if (text.state !== 'seen') return undefined;
  const steps: SshStep[] = [];
  for (const directive of readSshConfigurationFile(new TextDecoder().decode(text.value))) {
    const isInclude = directive.keyword === 'include' && budget.left >= 0;
    steps.push(isInclude ? { ...directive, included: await include(files, directive, depth, budget) } : directive);
  }
  return { path: text.at.in === 'file' ? text.at.path : path, steps };
}

async function include(
  files: FileView,
  directive: SshDirective,
  depth: number,
  budget: Budget,
): Promise<readonly SshSource[]> {
  const included: SshSource[] = [];
  for (const pattern of directive.arguments) {
    // A user's own files belong to no system configuration, and tokens have a value only when a connection is made.
    if (/^~|[%$]/.test(pattern)) continue;
    const found = await glob(files, pattern.startsWith('/') ? pattern : `/etc/ssh/${pattern}`);
    budget.hidden.push(...found.hidden);
    for (const path of found.paths) {
      const source = await readSource(files, path, depth + 1, budget);
      if (source !== undefined) included.push(source);
    }
  }
  return included;
}

/** Source: READCONF_MAX_DEPTH and SERVCONF_MAX_DEPTH. */
const DEEPEST = 16;
const MOST_FILES = 512;
