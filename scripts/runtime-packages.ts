import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A package that is part of what is published. */
export interface RuntimePackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly licence: string;
  /** The licence as the package brings it along. */
  readonly licenceText: string;
  /** Of the archive in the registry, hexadecimal. */
  readonly sha512: string;
  /** Whether package.json names it; the others are wanted by one of those. */
  readonly isDirect: boolean;
  /** Name and version of each package that it asks for. */
  readonly wants: readonly string[];
  /** Whether installing it would run a script of its own. */
  readonly runsScript: boolean;
}

/** The packages that the lock file holds for running, by name and version. @throws Error for one without a licence or a hash */
export function runtimePackages(root: string): readonly RuntimePackage[] {
  const lock: Lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const direct = wantedBy(lock, '');
  const found = Object.entries(lock.packages)
    .filter(([path, { dev, devOptional }]) => path !== '' && dev !== true && devOptional !== true)
    .map(([path, { version, license, integrity, hasInstallScript = false }]) => {
      const name = nameAt(path);
      if (version === undefined || license === undefined || integrity?.startsWith('sha512-') !== true)
        throw new Error(`${path}: the lock file names no version, licence or SHA-512`);
      return {
        name,
        version,
        licence: license,
        licenceText: licenceTextIn(join(root, path)),
        sha512: Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex'),
        isDirect: direct.includes(`${name}@${version}`),
        wants: wantedBy(lock, path),
        runsScript: hasInstallScript,
      };
    });
  // One may lie at several places.
  const each = new Map(found.map((one) => [`${one.name}@${one.version}`, one]));
  return [...each.values()].sort((left, right) =>
    `${left.name}@${left.version}` < `${right.name}@${right.version}` ? -1 : 1,
  );
}

/** Name and version of what a package asks for, found as Node.js finds it: beside it, or in a directory further up. */
function wantedBy(lock: Lock, path: string): readonly string[] {
  const { dependencies = {}, peerDependencies = {} } = lock.packages[path] ?? {};
  return Object.keys({ ...dependencies, ...peerDependencies })
    .map((name) => {
      for (let from = path; ; from = from.replace(/(^|\/)node_modules\/(@[^/]+\/)?[^/]+$/, '')) {
        const version = lock.packages[`${from === '' ? '' : `${from}/`}node_modules/${name}`]?.version;
        if (version !== undefined) return `${name}@${version}`;
        if (from === '') throw new Error(`${path}: ${name} is not in the lock file`);
      }
    })
    .sort();
}

function nameAt(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** The page about them: docs/DEPENDENCIES.md. */
export function dependenciesPage(packages: readonly RuntimePackage[]): string {
  const licences = Map.groupBy(packages, ({ licence }) => licence);
  const count = (licence: string) => `${licence} (${licences.get(licence)?.length})`;
  return [
    '# What pqready is built of',
    `${packages.length} packages besides its own sources, ${packages.filter(({ isDirect }) => isDirect).length} of them named in package.json; [decisions](decisions) say why. Generated from package-lock.json.`,
    `Licences: ${[...licences.keys()].sort().map(count).join(', ')}. Their texts lie in the published package (\`dist/LICENSES.txt\`). ${scripts(packages)}`,
    '- Size: `npm pack --dry-run` says what is downloaded and what it unpacks to (1.8 MB and 3.5 MB at 0.1.0). It is a bundle that holds all of these: the published package asks for no other, where their trees would come to 21 MB.',
    '- Known weaknesses: `npm audit --omit dev`, which each release runs before it is published.',
    '- Bill of materials: `npm run -s sbom` (CycloneDX); each release has one beside it. The published package carries a statement of provenance, which `npm audit signatures` checks.',
    [
      '| package | version | licence | named in package.json |\n| --- | --- | --- | --- |',
      ...packages.map(
        ({ name, version, licence, isDirect }) => `| ${name} | ${version} | ${licence} | ${isDirect ? 'yes' : ''} |`,
      ),
    ].join('\n'),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

/** All licences in one text, as they want to be passed on. */
export function licenceTexts(packages: readonly RuntimePackage[]): string {
  return packages
    .map(({ name, version, licence, licenceText }) => `${name} ${version}: ${licence}\n\n${licenceText.trim()}\n`)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function scripts(packages: readonly RuntimePackage[]): string {
  const running = packages.filter(({ runsScript }) => runsScript).map(({ name }) => name);
  return running.length === 0
    ? 'None runs a script when it is installed.'
    : `A script runs when these are installed: ${running.join(', ')}.`;
}

function licenceTextIn(directory: string): string {
  const name = existsSync(directory)
    ? readdirSync(directory).find((file) => /^(licen[cs]e|copying)/i.test(file))
    : undefined;
  return name === undefined
    ? '(The package brings no text along; https://spdx.org/licenses/ has it under that name.)'
    : readFileSync(join(directory, name), 'utf8');
}

interface Lock {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version?: string;
        readonly license?: string;
        readonly integrity?: string;
        readonly dev?: boolean;
        readonly devOptional?: boolean;
        readonly hasInstallScript?: boolean;
        readonly dependencies?: Readonly<Record<string, string>>;
        readonly peerDependencies?: Readonly<Record<string, string>>;
      }
    >
  >;
}
