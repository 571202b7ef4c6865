import type { ByteSource } from '../../codec/byte-source.ts';
import { readManifest } from '../../codec/java/manifest.ts';
import { readZipDirectory, type ZipEntry } from '../../codec/zip/directory.ts';
import { openZipEntry } from '../../codec/zip/entry.ts';
import type { Locator, TargetPath } from '../../facts/locator.ts';
import { evidence } from '../../facts/quote.ts';
import { JAVA_PROVIDER_CLASSES, type JavaProviderClass } from '../../vocabulary/java-providers.ts';
import { byVersion, noMark, roleOf, type Sighted } from './sighted.ts';

/** What could not be looked at inside an archive. */
export type JarProblem = (why: string) => void;

/** Providers of cryptography in a jar, and in jars inside it to a depth of three (a war in an ear, a Spring Boot jar). */
export function seeJar(source: ByteSource, path: TargetPath, at: Locator, problem: JarProblem): readonly Sighted[] {
  const budget = { nested: MOST_NESTED };
  return seeLevel(source, { path, at, inside: '', depth: 0, budget, problem });
}

interface Level {
  readonly path: TargetPath;
  readonly at: Locator;
  /** `!/BOOT-INF/lib/bc-fips-2.1.0.jar`; empty for the file itself. */
  readonly inside: string;
  readonly depth: number;
  readonly budget: { nested: number };
  readonly problem: JarProblem;
}

function seeLevel(source: ByteSource, level: Level): readonly Sighted[] {
  const directory = readZipDirectory(source);
  if (!directory.ok) {
    level.problem(`${level.path}${level.inside}: ${directory.problem}`);
    return [];
  }
  for (const { what } of directory.oddities) level.problem(`${level.path}${level.inside}: ${what}`);
  const providers = JAVA_PROVIDER_CLASSES.filter(({ entry }) => directory.value.some(({ name }) => entry.test(name)));
  const own = providers.map((provider) => sighting(source, directory.value, provider, level));
  return [...own, ...directory.value.flatMap((entry) => seeNested(source, entry, level))];
}

function seeNested(source: ByteSource, entry: ZipEntry, level: Level): readonly Sighted[] {
  if (!/\.(jar|war|ear)$/.test(entry.name) || entry.name.length > LONGEST_NAME) return [];
  const name = `${level.path}${level.inside}!/${entry.name}`;
  if (level.depth >= DEEPEST || level.budget.nested <= 0) {
    level.problem(`${name}: too deep, or too many archives inside one`);
    return [];
  }
  level.budget.nested -= 1;
  const opened = openZipEntry(source, entry, LARGEST_NESTED);
  if (!opened.ok) {
    level.problem(`${level.path}${level.inside}: ${opened.problem}`);
    return [];
  }
  return seeLevel(opened.value, { ...level, inside: `${level.inside}!/${entry.name}`, depth: level.depth + 1 });
}

function sighting(
  source: ByteSource,
  entries: readonly ZipEntry[],
  provider: JavaProviderClass,
  { path, at, inside }: Level,
): Sighted {
  const { library, module } = provider;
  const version = versionOf(source, entries);
  const found = entries.find(({ name }) => provider.entry.test(name))?.name ?? '';
  return {
    subject: `${library} in ${roleOf(`${path}${inside}`)}`,
    value: {
      library,
      version,
      path,
      linkage: 'bundled',
      language: 'Java',
      fips: noMark(module === undefined ? 'no module' : 'the module checks its own jar when it starts'),
      route:
        module === undefined ? { via: 'none' } : { via: 'own-module', name: module, build: version, mode: 'unknown' },
      ...(inside === '' ? {} : { settings: { inside: inside.slice(2) } }),
      postQuantum: byVersion(library, version),
    },
    proof: evidence(at, `${inside}${inside === '' ? '' : '!/'}${found} ${version ?? 'of unknown version'}`),
  };
}

/** Of the jar as a whole: a shaded jar's own version is not that of what it holds, so it counts only where the vendor is named. */
function versionOf(source: ByteSource, entries: readonly ZipEntry[]): string | null {
  const entry = entries.find(({ name }) => name === 'META-INF/MANIFEST.MF');
  const opened = entry === undefined ? undefined : openZipEntry(source, entry, LARGEST_MANIFEST);
  if (!opened?.ok) return null;
  const attributes = readManifest(new TextDecoder().decode(opened.value.read(0, LARGEST_MANIFEST)));
  const vendor = [...attributes.entries()].some(([key, value]) => NAMING.test(key) && VENDORS.test(value));
  const version = attributes.get('Bundle-Version') ?? attributes.get('Implementation-Version') ?? null;
  return vendor && version !== null && /^\d+\.\d+[\w.+-]*$/.test(version) ? version : null;
}

const NAMING =
  /^(Implementation-Vendor(-Id)?|Extension-Name|Bundle-(SymbolicName|Name|Vendor)|Automatic-Module-Name|Implementation-Title)$/;
const VENDORS = /bouncy\s?castle|^bc(-fips|prov|tls|pkix|util)|conscrypt|netty|corretto/i;
const MOST_NESTED = 1000;
const DEEPEST = 3;
const LONGEST_NAME = 1024;
const LARGEST_NESTED = 64 * 1024 * 1024;
const LARGEST_MANIFEST = 1024 * 1024;
