import type { ConfiguredGroups } from '../../codec/servers/configured-groups.ts';
import { configuredGroupNames } from '../../codec/servers/group-names.ts';
import { fact, type Gap, type Harvest } from '../../facts/fact.ts';
import { targetPath } from '../../facts/locator.ts';
import { evidence, quote } from '../../facts/quote.ts';
import type { ListenerConfigured } from '../../facts/values/listener.ts';
import { withoutSecrets } from '../never-read.ts';
import type { FoundListener } from './found-listener.ts';
import { insideRoot, type RunningProgram } from './running-program.ts';
import { apache } from './servers/apache.ts';
import { dovecot } from './servers/dovecot.ts';
import { haproxy } from './servers/haproxy.ts';
import { nginx } from './servers/nginx.ts';
import { postfix } from './servers/postfix.ts';
import { postgresql } from './servers/postgresql.ts';
import { type ServerReader, UnreadConfiguration } from './servers/texts.ts';

/** What the configuration of a listener's server says about groups; nothing where it is a server whose files are not read here. */
export async function configuredHarvest(found: FoundListener, running: RunningProgram): Promise<Harvest> {
  const reader = readerOf(found, running);
  const { process, port, tryAt } = found;
  if (reader === undefined || process === undefined || tryAt === undefined) return NOTHING;
  if (process.root === null) return { facts: [], gaps: [gap(found, IN_CONTAINER)] };
  const files = withoutSecrets(process.root.files);
  const { executable } = running;
  const program = executable === null || executable.deleted ? null : insideRoot(executable.path, process.root.path);
  try {
    const groups = await reader.read({ files, program, process, place: { port, address: tryAt } });
    return harvestOf(found, running, { reader, groups, root: process.root.path });
  } catch (error) {
    if (error instanceof UnreadConfiguration) return { facts: [], gaps: [gap(found, error.message)] };
    throw error;
  }
}

function readerOf({ program }: FoundListener, { executable }: RunningProgram): ServerReader | undefined {
  return READERS.find(
    ({ programs, within = '' }) => programs.includes(program ?? '') && executable?.path.includes(within) === true,
  );
}

interface Told {
  readonly reader: ServerReader;
  readonly groups: ConfiguredGroups;
  readonly root: string;
}

function harvestOf(found: FoundListener, running: RunningProgram, { reader, groups, root }: Told): Harvest {
  if (groups.told === 'unknown') return { facts: [], gaps: [gap(found, groups.why)] };
  const { server } = reader;
  if (groups.told === 'left') {
    const value = { server, setting: null, written: null, from: null, groups: null, refused: null };
    const proof = evidence({ in: 'kernel', name: 'process cmdline' }, `${server} sets no groups in what it reads`);
    return { facts: [fact('listener.configured', found.subject, { ...value, otherwise: groups.to }, proof)], gaps: [] };
  }
  const { setting, written, place } = groups;
  const outside = place.file === null ? null : targetPath(`${root}/${place.file}`);
  const value: ListenerConfigured = {
    server,
    setting,
    written: quote(written),
    from: outside === null ? null : { path: outside, line: place.line },
    ...namesOf(groups, running, reader),
    otherwise: null,
  };
  const at =
    outside === null
      ? ({ in: 'kernel', name: 'process cmdline' } as const)
      : ({ in: 'file', path: outside, line: place.line } as const);
  return {
    facts: [fact('listener.configured', found.subject, value, evidence(at, `${setting} ${written}`))],
    gaps: [],
  };
}

/** What the library that runs makes of the list; where it is not known, the names alone. */
function namesOf(
  { written, meaning = written }: Extract<ConfiguredGroups, { told: 'set' }>,
  { libraries }: RunningProgram,
  { server }: ServerReader,
): Pick<ListenerConfigured, 'groups' | 'refused'> {
  const versions = (libraries ?? []).flatMap(({ version }) => version ?? []);
  const manner = server === 'Postfix' ? 'each-by-itself' : 'whole';
  const known = versions.length === 1 ? versions[0] : undefined;
  // Names mean the same in every release; what DEFAULT stands for, and which names it takes, only the library's own can tell.
  if (known === undefined && /DEFAULT/i.test(meaning)) return { groups: null, refused: null };
  const outcome = configuredGroupNames(meaning, known ?? NEWEST, manner);
  if ('refused' in outcome) return { groups: null, refused: known === undefined ? null : outcome.refused };
  return { groups: outcome.taken.groups.map(({ name }) => name), refused: null };
}

function gap({ subject }: FoundListener, why: string): Gap {
  return { kind: 'listener.configured', subject, why };
}

const READERS: readonly ServerReader[] = [apache, dovecot, haproxy, nginx, postfix, postgresql];
const NEWEST = '4.0.0';
const IN_CONTAINER = 'its root is in mounts of its own (a container), so its configuration was not read';
const NOTHING: Harvest = { facts: [], gaps: [] };
