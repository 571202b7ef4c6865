import { type DracutModules, readDracutConf } from '../codec/dracut-conf.ts';
import { fact, type Gap, type Harvest } from '../facts/fact.ts';
import { type TargetPath, targetPath } from '../facts/locator.ts';
import { type Evidence, evidence } from '../facts/quote.ts';
import type { InitramfsFips } from '../facts/values/system.ts';
import { describeHidden } from '../target/sighting.ts';
import type { FileView } from '../target/views.ts';
import type { Collector } from './collector.ts';
import { type Globbed, glob } from './glob.ts';

/**
 * Whether dracut is told to put its fips module into the initramfs, and whether each kernel has the HMAC that the module
 * wants. Nothing is said of systems without dracut. Source: dracut.conf(5); dracut modules.d/01fips.
 */
export const initramfs: Collector<'files'> = {
  id: 'initramfs',
  needs: ['files'],
  welcomes: [],
  yields: ['initramfs.fips'],
  opens: ['/etc/dracut.conf', '/etc/dracut.conf.d/*.conf', '/usr/lib/dracut/dracut.conf.d/*.conf'],
  async collect({ files }): Promise<Harvest> {
    const modules = await glob(files, '/usr/lib/dracut/modules.d/*fips*');
    const dracut = await files.follow(targetPath('/usr/lib/dracut'));
    const configuration = await readConfiguration(files);
    if (dracut.state === 'absent' && configuration.lines.length === 0)
      return { facts: [], gaps: configuration.hidden.map(gap) };
    const hmacs = await kernelHmacs(files);
    const hidden = [...modules.hidden, ...configuration.hidden, ...hmacs.hidden];
    const { value, proof } = judge(modules.paths, configuration.lines);
    const kernelHmac = hmacs.found.length > 0 ? { kernelHmac: hmacs.found } : {};
    const [first = evidence({ in: 'file', path: targetPath('/usr/lib/dracut') }, 'has no fips module'), ...more] =
      proof;
    return {
      facts: [fact('initramfs.fips', SUBJECT, { ...value, ...kernelHmac }, first, ...more)],
      gaps: hidden.map(gap),
    };
  },
};

interface ConfigurationLine {
  readonly path: TargetPath;
  readonly line: number;
  readonly does: 'adds' | 'omits';
  readonly module: string;
}

/** dracut.conf first, then the drop-ins by name; one in /etc replaces its namesake in /usr/lib. */
async function readConfiguration(
  files: FileView,
): Promise<{ readonly lines: readonly ConfigurationLine[]; readonly hidden: readonly string[] }> {
  const [main, own, vendor] = await Promise.all(initramfs.opens.map((pattern) => glob(files, pattern)));
  const dropIns = new Map([...(vendor?.paths ?? []), ...(own?.paths ?? [])].map((path) => [nameOf(path), path]));
  const ordered = [...(main?.paths ?? []), ...[...dropIns.keys()].sort().flatMap((name) => dropIns.get(name) ?? [])];
  const lines: ConfigurationLine[] = [];
  const hidden = [main, own, vendor].flatMap((each) => each?.hidden ?? []);
  for (const path of ordered) {
    const text = await files.read(path, 256 * 1024);
    if (text.state === 'hidden') hidden.push(describeHidden(text));
    if (text.state === 'seen') lines.push(...fipsLines(path, readDracutConf(new TextDecoder().decode(text.value))));
  }
  return { lines, hidden };
}

function fipsLines(path: TargetPath, modules: DracutModules): readonly ConfigurationLine[] {
  const of = (does: 'adds' | 'omits', list: DracutModules['added']) =>
    list.filter(({ name }) => /^fips/.test(name)).map(({ name, line }) => ({ path, line, does, module: name }));
  return [...of('adds', modules.added), ...of('omits', modules.omitted)];
}

function judge(
  modules: readonly TargetPath[],
  lines: readonly ConfigurationLine[],
): { readonly value: InitramfsFips; readonly proof: readonly Evidence[] } {
  const isOmitted = lines.some(({ does, module }) => does === 'omits' && module === 'fips');
  const isAdded = lines.some(({ does, module }) => does === 'adds' && module === 'fips');
  const isPresent = modules.some((path) => /\/\d*fips$/.test(path));
  const dracutFips = !isPresent || isOmitted ? 'missing' : isAdded ? 'configured' : 'available';
  const said = lines.map(({ path, line, does, module }) => `${path}:${line} ${does} ${module}`);
  const by = [...modules.map(String), ...said, ...(isPresent ? [] : ['dracut has no fips module here'])];
  return {
    value: { dracutFips, by },
    proof: [
      ...lines.map(({ path, line, does, module }) => evidence({ in: 'file', path, line }, `${does} ${module}`)),
      ...modules.map((path) => evidence({ in: 'file', path }, 'exists')),
    ],
  };
}

interface Hmacs {
  readonly found: NonNullable<InitramfsFips['kernelHmac']>;
  readonly hidden: readonly string[];
}

/** The HMAC lies beside its kernel under the kernel's name, with a dot before and `.hmac` behind. */
async function kernelHmacs(files: FileView): Promise<Hmacs> {
  const globbed: readonly Globbed[] = await Promise.all(
    ['/boot/vmlinuz-*', '/usr/lib/modules/*/vmlinuz'].map((pattern) => glob(files, pattern)),
  );
  const hidden = globbed.flatMap((each) => each.hidden);
  const found: Hmacs['found'][number][] = [];
  for (const kernel of globbed.flatMap(({ paths }) => paths)) {
    const slash = kernel.lastIndexOf('/');
    const hmac = await files.follow(targetPath(`${kernel.slice(0, slash)}/.${kernel.slice(slash + 1)}.hmac`));
    if (hmac.state === 'hidden') hidden.push(describeHidden(hmac));
    else
      found.push({ kernel, hmac: hmac.state === 'absent' ? 'missing' : hmac.value.size === 0 ? 'empty' : 'present' });
  }
  return { found, hidden };
}

function nameOf(path: TargetPath): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function gap(why: string): Gap {
  return { kind: 'initramfs.fips', subject: SUBJECT, why };
}

const SUBJECT = 'initramfs';
