import { isDeepStrictEqual } from 'node:util';
import { type OpensshBuild, readOpensshBuild } from '../codec/openssh/built-in.ts';
import { evaluateSshConfiguration, type SshConfiguration } from '../codec/openssh/configuration.ts';
import { fact, type Gap, type Harvest, joinHarvests } from '../facts/fact.ts';
import { type TargetPath, targetPath } from '../facts/locator.ts';
import { type Evidence, evidence } from '../facts/quote.ts';
import { describeHidden } from '../target/sighting.ts';
import type { FileView } from '../target/views.ts';
import type { Collector } from './collector.ts';
import { underFipsOverlay } from './crypto-policies/under-fips-overlay.ts';
import { effectiveSsh, sshKeywords } from './ssh/effective-lists.ts';
import { readServerOptions, readSshSources, type SshSources } from './ssh/read-sources.ts';

/** Which algorithms OpenSSH's server and client of this system would offer to a peer that nothing singles out. */
export const openssh: Collector<'files', 'kernel'> = {
  id: 'openssh',
  needs: ['files'],
  welcomes: ['kernel'],
  yields: ['ssh.configured'],
  opens: [
    '/etc/crypto-policies/config',
    '/etc/crypto-policies/back-ends/openssh.config',
    '/etc/crypto-policies/back-ends/opensshserver.config',
    '/etc/default/ssh',
    '/etc/ssh/ssh_config',
    '/etc/ssh/ssh_config.d/*',
    '/etc/ssh/sshd_config',
    '/etc/ssh/sshd_config.d/*',
    '/etc/sysconfig/sshd',
    '/usr/bin/ssh',
    '/usr/etc/ssh/ssh_config',
    '/usr/etc/ssh/ssh_config.d/*',
    '/usr/etc/ssh/sshd_config',
    '/usr/etc/ssh/sshd_config.d/*',
    '/usr/lib/dracut/modules.d',
    '/usr/lib/systemd/system/fips-crypto-policy-overlay.service',
    '/usr/sbin/sshd',
    // Named by links in /etc/crypto-policies, and mounted over it.
    '/usr/share/crypto-policies/*/openssh.txt',
    '/usr/share/crypto-policies/*/opensshserver.txt',
    '/usr/share/crypto-policies/back-ends/*/openssh.config',
    '/usr/share/crypto-policies/back-ends/*/opensshserver.config',
  ],
  async collect({ files, kernel }) {
    const overlaid = (await underFipsOverlay(files, kernel)) ?? files;
    return joinHarvests(await Promise.all(PARTS.map((part) => collectPart({ files, overlaid }, part))));
  },
};

interface Part {
  readonly role: 'server' | 'client';
  readonly subject: string;
  readonly program: string;
  /** The first that exists counts: SUSE keeps the vendor's below /usr/etc. */
  readonly mainFiles: readonly string[];
}

const PARTS: readonly Part[] = [
  {
    role: 'server',
    subject: 'OpenSSH server',
    program: '/usr/sbin/sshd',
    mainFiles: ['/etc/ssh/sshd_config', '/usr/etc/ssh/sshd_config'],
  },
  {
    role: 'client',
    subject: 'OpenSSH client',
    program: '/usr/bin/ssh',
    mainFiles: ['/etc/ssh/ssh_config', '/usr/etc/ssh/ssh_config'],
  },
];

interface Places {
  readonly files: FileView;
  /** The files as they stand after a boot with fips=1. */
  readonly overlaid: FileView;
}

/** What holds by the files, and, where it differs, what holds in the kernel's FIPS mode. */
async function collectPart({ files, overlaid }: Places, part: Part): Promise<Harvest> {
  const program = await readProgram(files, part);
  const usual = await readPart(files, part, { program, inFipsMode: false });
  const subject = `${part.subject} under kernel FIPS mode`;
  const fips = await readPart(overlaid, { ...part, subject }, { program, inFipsMode: true });
  return isDeepStrictEqual(saying(usual), saying(fips)) ? usual : joinHarvests([pointing(usual), fips]);
}

/** The usual lists, saying that others hold in FIPS mode. */
function pointing({ facts, gaps }: Harvest): Harvest {
  const marked = facts.map((each) =>
    each.kind === 'ssh.configured'
      ? fact('ssh.configured', each.subject, { ...each.value, otherInFipsMode: true }, ...each.evidence)
      : each,
  );
  return { facts: marked, gaps };
}

function saying({ facts, gaps }: Harvest): readonly unknown[] {
  return [...facts.map(({ value }) => value), ...gaps.map(({ why }) => why)];
}

interface Reading {
  readonly program: Program;
  readonly inFipsMode: boolean;
}

async function readPart(files: FileView, part: Part, { program, inFipsMode }: Reading): Promise<Harvest> {
  const main = await readSshSources(files, part.mainFiles);
  if (program.state === 'absent' && main.sources === undefined && main.hidden.length === 0)
    return { facts: [], gaps: [] };
  const options = part.role === 'server' ? await readServerOptions(files) : NO_OPTIONS;
  const hidden = [...main.hidden, ...options.hidden];
  if (hidden.length > 0) return gaps(part, hidden);
  if (program.state === 'unreadable') return gaps(part, [program.why]);
  if (main.sources === undefined && part.role === 'server')
    return gaps(part, [`${part.program} does not start without ${part.mainFiles.join(' or ')}`]);
  const sources = [...(options.sources ?? []), ...(main.sources ?? [])];
  const configuration = evaluateSshConfiguration(part.role, sources, new Set(sshKeywords.keys()));
  const build = program.state === 'seen' ? program.build : undefined;
  const effective = effectiveSsh(configuration, { role: part.role, build, inFipsMode });
  if (!effective.ok) return gaps(part, effective.whys);
  const value = { ...effective.value, oddities: [...(effective.value.oddities ?? []), ...options.oddities] };
  const looked = evidence({ in: 'file', path: targetPath(part.mainFiles[0] ?? '/') }, 'sets no algorithm');
  const [first = looked, ...more] = proofs(configuration, program);
  return { facts: [fact('ssh.configured', part.subject, value, first, ...more)], gaps: [] };
}

const NO_OPTIONS: SshSources = { sources: [], hidden: [], oddities: [] };

type Program =
  | { readonly state: 'seen'; readonly path: TargetPath; readonly build: OpensshBuild }
  | { readonly state: 'unreadable'; readonly why: string }
  | { readonly state: 'absent' };

async function readProgram(files: FileView, part: Part): Promise<Program> {
  const bytes = await files.read(targetPath(part.program), LARGEST_PROGRAM);
  if (bytes.state === 'absent') return { state: 'absent' };
  if (bytes.state === 'hidden') return { state: 'unreadable', why: describeHidden(bytes) };
  const build = readOpensshBuild(bytes.value, part.role);
  if (build === undefined) return { state: 'unreadable', why: `${part.program}: names no version of OpenSSH` };
  return { state: 'seen', path: bytes.at.in === 'file' ? bytes.at.path : targetPath(part.program), build };
}

function proofs(configuration: SshConfiguration, program: Program): readonly Evidence[] {
  const settings = [...configuration.settings.values()].map(({ keyword, value, path, line }) =>
    evidence({ in: 'file', path: targetPath(path), line }, `${sshKeywords.get(keyword)} ${value}`),
  );
  const banner = program.state === 'seen' ? [evidence({ in: 'file', path: program.path }, program.build.banner)] : [];
  return [...settings, ...banner];
}

function gaps(part: Part, whys: readonly string[]): Harvest {
  const each: readonly Gap[] = [...new Set(whys)].map((why) => ({
    kind: 'ssh.configured',
    subject: part.subject,
    why,
  }));
  return { facts: [], gaps: each };
}

const LARGEST_PROGRAM = 16 * 1024 * 1024;
