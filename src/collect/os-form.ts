import { type Mount, mountAt, readMountinfo } from '../codec/mountinfo.ts';
import { readOsRelease } from '../codec/os-release.ts';
import { fact, type Gap } from '../facts/fact.ts';
import { type Locator, targetPath } from '../facts/locator.ts';
import { type Evidence, evidence } from '../facts/quote.ts';
import { describeHidden } from '../target/sighting.ts';
import type { FileView, KernelView } from '../target/views.ts';
import type { Collector } from './collector.ts';

/** Whether /usr is immutable, and whether this is a container; a root tree tells only what files can. */
export const osForm: Collector<'files', 'kernel'> = {
  id: 'os-form',
  needs: ['files'],
  welcomes: ['kernel'],
  yields: ['os.form'],
  opens: ['/etc/os-release', '/run/systemd/container', '/usr/lib/os-release'],
  async collect({ files, kernel }) {
    const fromFiles = await Promise.all(FILE_MARKS.map((mark) => lookFor(files, mark)));
    const findings = [...fromFiles, await identityMarks(files), await mountMarks(kernel)];
    const marks = findings.flatMap((finding) => finding.marks);
    const gaps = findings.flatMap((finding) => finding.gaps);
    const value = {
      immutable: marks.some(({ says }) => says === 'immutable'),
      container: marks.some(({ says }) => says === 'container'),
      marks: marks.map(({ words }) => words),
    };
    const nothing = evidence(
      { in: 'file', path: targetPath('/') },
      'no mark of an image-based system or of a container',
    );
    const [first = nothing, ...more] = marks.map(({ proof }) => proof);
    return { facts: [fact('os.form', SUBJECT, value, first, ...more)], gaps };
  },
};

interface Mark {
  readonly says: 'immutable' | 'container';
  readonly words: string;
  readonly proof: Evidence;
}

interface Finding {
  readonly marks: readonly Mark[];
  readonly gaps: readonly Gap[];
}

interface FileMark {
  readonly path: string;
  readonly says: Mark['says'];
  readonly words: string;
}

/** Sources: ostree(1), bootc(8), transactional-update(8), podman-run(1), systemd's container interface. */
const FILE_MARKS: readonly FileMark[] = [
  { path: '/.dockerenv', says: 'container', words: 'Docker container (/.dockerenv)' },
  { path: '/ostree', says: 'immutable', words: 'ostree deployment (/ostree)' },
  { path: '/run/.containerenv', says: 'container', words: 'Podman container (/run/.containerenv)' },
  { path: '/run/ostree-booted', says: 'immutable', words: 'booted from an ostree deployment (/run/ostree-booted)' },
  { path: '/run/systemd/container', says: 'container', words: 'container (/run/systemd/container)' },
  { path: '/usr/lib/bootc/kargs.d', says: 'immutable', words: 'bootc image (/usr/lib/bootc/kargs.d)' },
  { path: '/usr/lib/bootc/install', says: 'immutable', words: 'bootc image (/usr/lib/bootc/install)' },
  {
    path: '/usr/sbin/transactional-update',
    says: 'immutable',
    words: 'updated by transactional-update, root read-only',
  },
];

async function lookFor(files: FileView, mark: FileMark): Promise<Finding> {
  const entry = await files.follow(targetPath(mark.path));
  if (entry.state === 'hidden') return { marks: [], gaps: [gap(describeHidden(entry))] };
  if (entry.state === 'absent') return { marks: [], gaps: [] };
  return { marks: [markOf(mark, entry.at, 'exists')], gaps: [] };
}

/** Systems whose every installation has a read-only /usr. Source: each system's own documentation. */
const IMMUTABLE_SYSTEMS: ReadonlyMap<string, string> = new Map([
  ['ID=azurecontainerlinux', '/usr is read-only with dm-verity'],
  ['ID=bottlerocket', 'the root is read-only with dm-verity'],
  ['ID=cos', 'the root is read-only with dm-verity'],
  ['ID=flatcar', '/usr is read-only with dm-verity'],
  ['ID=opensuse-microos', 'the root is a read-only snapshot'],
  ['ID=rhcos', 'ostree deployment'],
  ['ID=sl-micro', 'the root is a read-only snapshot'],
  ['ID=sle-micro', 'the root is a read-only snapshot'],
  ['ID=talos', 'the root is read-only'],
  ['VARIANT_ID=azurecontainerlinux', '/usr is read-only with dm-verity'],
  ['VARIANT_ID=coreos', 'ostree deployment'],
  ['VARIANT_ID=iot', 'ostree deployment'],
  ['VARIANT_ID=kinoite', 'ostree deployment'],
  ['VARIANT_ID=silverblue', 'ostree deployment'],
]);

async function identityMarks(files: FileView): Promise<Finding> {
  for (const path of ['/etc/os-release', '/usr/lib/os-release']) {
    const text = await files.read(targetPath(path), 64 * 1024);
    // That os-release cannot be read is said by the collector whose subject it is.
    if (text.state !== 'seen') continue;
    const release = readOsRelease(new TextDecoder().decode(text.value));
    const lines = [`ID=${release.id}`, `VARIANT_ID=${release.variantId ?? ''}`].filter((line) =>
      IMMUTABLE_SYSTEMS.has(line),
    );
    const mark = (line: string) =>
      markOf({ says: 'immutable', words: `os-release ${line}: ${IMMUTABLE_SYSTEMS.get(line)}` }, text.at, line);
    return { marks: lines.map(mark), gaps: [] };
  }
  return { marks: [], gaps: [] };
}

async function mountMarks(kernel: KernelView | undefined): Promise<Finding> {
  const text = await kernel?.read('mountinfo');
  if (text === undefined || text.state === 'absent') return { marks: [], gaps: [] };
  if (text.state === 'hidden') return { marks: [], gaps: [gap(describeHidden(text))] };
  const mounts = readMountinfo(text.value);
  const usr = mountAt(mounts, '/usr') ?? mountAt(mounts, '/');
  const readOnly = usr?.options.includes('ro') === true ? [usr] : [];
  const isOfContainer = (mount: Mount) =>
    CONTAINER_PATH.test([mount.root, mount.source, ...mount.superOptions].join(','));
  const bound = mounts.filter(({ mountPoint }) => CONTAINER_MOUNTS.includes(mountPoint)).find(isOfContainer);
  const container = bound === undefined ? [] : [bound];
  return {
    marks: [
      ...readOnly.map((mount) =>
        markOf(
          { says: 'immutable', words: `${mount.mountPoint} is mounted read-only (${mount.type})` },
          text.at,
          sayMount(mount),
        ),
      ),
      ...container.map((mount) =>
        markOf(
          { says: 'container', words: `${mount.mountPoint} comes from a container engine` },
          text.at,
          sayMount(mount),
        ),
      ),
    ],
    gaps: [],
  };
}

function markOf(mark: Pick<Mark, 'says' | 'words'>, at: Locator, quoted: string): Mark {
  return { says: mark.says, words: mark.words, proof: evidence(at, quoted) };
}

function sayMount(mount: Mount): string {
  return `${mount.mountPoint} ${mount.type} ${mount.options.join(',')} ${mount.source}`;
}

function gap(why: string): Gap {
  return { kind: 'os.form', subject: SUBJECT, why };
}

const SUBJECT = 'operating system';
/** What engines mount over the image: the root itself, or the files that name the host. */
const CONTAINER_MOUNTS = ['/', '/etc/hostname', '/etc/hosts', '/etc/resolv.conf'];
const CONTAINER_PATH = /\/(containers|docker|containerd|kubelet\/pods|crio|lxc)\//;
