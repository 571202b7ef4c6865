import { readProperties } from '../../codec/java/properties.ts';
import type { Locator, TargetPath } from '../../facts/locator.ts';
import { evidence } from '../../facts/quote.ts';
import { byVersion, noMark, type Sighted } from './sighted.ts';

/** A Java runtime by its `release` file; undefined where the file is of something else. */
export function seeRelease(text: string, path: TargetPath, at: Locator): Sighted | undefined {
  const properties = new Map(readProperties(text).map(({ key, value }) => [key, value.replace(/^"(.*)"$/, '$1')]));
  const version = properties.get('JAVA_VERSION');
  if (version === undefined) return undefined;
  const vendor = properties.get('IMPLEMENTOR');
  return {
    subject: `Java runtime in ${homeOf(path)}`,
    value: {
      library: 'JDK',
      version,
      path,
      linkage: 'bundled',
      language: 'Java',
      fips: noMark('its own providers (SunJCE, SunEC) are part of no module'),
      route: { via: 'none' },
      ...(vendor === undefined ? {} : { settings: { IMPLEMENTOR: vendor } }),
      postQuantum: byVersion('JDK', version),
    },
    proof: evidence(at, `JAVA_VERSION="${version}"`),
  };
}

/** The providers that a `java.security` lists, in order, and those for FIPS mode, which Red Hat's build takes when the kernel's flag is on. */
export interface JavaProviders {
  readonly path: TargetPath;
  readonly usual: readonly string[];
  readonly fips: readonly string[];
  /** Red Hat's switch for the crypto policy and FIPS mode. */
  readonly systemProperties: boolean;
  readonly at: Locator;
  readonly quote: string;
}

/** Reads `conf/security/java.security`. */
export function readJavaProviders(text: string, path: TargetPath, at: Locator): JavaProviders {
  const properties = readProperties(text);
  const list = (prefix: string) =>
    properties
      .filter(({ key }) => key.startsWith(prefix) && /^\d+$/.test(key.slice(prefix.length)))
      .toSorted((left, right) => Number(left.key.slice(prefix.length)) - Number(right.key.slice(prefix.length)));
  const [usual, fips] = [list('security.provider.'), list('fips.provider.')];
  const first = fips[0] ?? usual[0];
  const line = first === undefined || at.in !== 'file' ? at : { ...at, line: first.line };
  return {
    path,
    usual: usual.map(({ value }) => value),
    fips: fips.map(({ value }) => value),
    systemProperties: properties.some(
      ({ key, value }) => key === 'security.useSystemPropertiesFile' && value === 'true',
    ),
    at: line,
    quote: first === undefined ? 'no provider is listed' : `${first.key}=${first.value}`,
  };
}

/** Whether the first provider of a list is one of a FIPS module. */
export function leadsWithBouncyCastleFips(providers: readonly string[]): boolean {
  return /BouncyCastleFipsProvider|^BCFIPS\b/.test(providers[0] ?? '');
}

function homeOf(path: TargetPath): string {
  return path.slice(0, path.lastIndexOf('/'));
}
