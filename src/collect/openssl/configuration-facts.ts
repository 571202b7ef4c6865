import type { Resolution, ResolvedProvider, Source } from '../../codec/openssl/resolution.ts';
import { type Fact, type FactKind, fact, type Gap } from '../../facts/fact.ts';
import { targetPath } from '../../facts/locator.ts';
import { type Evidence, evidence, quote } from '../../facts/quote.ts';
import type { Situation } from './situation.ts';

/**
 * What the configuration comes to: the file, each provider, the properties, each line without effect. What was not seen is a gap.
 * @param actualFlag of the running kernel; null: both are possible
 */
export function configurationFacts(
  situation: Situation,
  actualFlag: Flag | null,
): { readonly facts: readonly Fact[]; readonly gaps: readonly Gap[] } {
  const main = situation[actualFlag ?? 'off'];
  const gaps = (actualFlag === null ? FLAGS : [actualFlag]).flatMap((flag) => gapsOf(situation[flag]));
  const known = FLAGS.filter((flag) => isKnown(situation[flag]));
  return {
    facts: [
      ...(isKnown(main) ? [...configurationFact(situation, main), ...idleFacts(main)] : []),
      ...known.flatMap((flag) => providerFacts(situation, flag)),
      ...known.map((flag) => propertiesFact(situation, flag)),
    ],
    gaps: [...new Map(gaps.map((gap) => [`${gap.kind} ${gap.why}`, gap])).values()],
  };
}

/** The state of the kernel's FIPS flag. */
export type Flag = 'off' | 'on';

/** Whether a resolution can be asserted: everything was seen, and no value hangs on the order of a directory. */
export function isKnown({ outcome, unordered }: Resolution): boolean {
  return outcome !== 'unknown' && unordered.length === 0;
}

function configurationFact({ installation, configurationFile }: Situation, resolution: Resolution): readonly Fact[] {
  const { outcome, filesRead, why } = resolution;
  if (outcome === 'unknown') return [];
  const path = filesRead[0] === undefined ? null : targetPath(filesRead[0]);
  const proof =
    path === null ? installation.evidence : evidence({ in: 'file', path }, `read as ${configurationFile ?? path}`);
  const value = { path, section: 'openssl_conf', outcome, why: [...why, ...remarksOf(resolution)].map(quote) };
  return [fact('openssl.configuration', 'OpenSSL configuration', value, proof)];
}

/** A missing include changes nothing, but says why something else is missing. */
function remarksOf({ oddities, outcome }: Resolution): readonly string[] {
  return outcome === 'applied' || outcome === 'none'
    ? []
    : oddities.map(({ what, at }) => `${at.path}:${at.line}: ${what}`);
}

function idleFacts({ idle }: Resolution): readonly Fact[] {
  return idle.slice(0, MOST_IDLE).map(({ name, value, why, at }) => {
    const said = { directive: quote(name), value: quote(value), why: quote(why) };
    return fact('openssl.directive-without-effect', quote(name), said, evidence(locate(at), `${name} = ${value}`));
  });
}

function providerFacts({ installation, ...resolutions }: Situation, flag: Flag): readonly Fact[] {
  return resolutions[flag].providers.map((provider) => {
    const value = {
      name: quote(provider.name),
      modulePath: provider.modulePath === null ? null : targetPath(provider.modulePath),
      activated: provider.activated && resolutions[flag].stops === null,
      because: quote(provider.because),
      by: provider.by === null ? null : { path: targetPath(provider.by.path), line: provider.by.line },
      kernelFips: flag,
    };
    return fact(
      'openssl.provider',
      quote(`OpenSSL provider ${provider.name}`),
      value,
      proofOf(provider, installation.evidence),
    );
  });
}

function proofOf({ by, name, because, section }: ResolvedProvider, library: Evidence): Evidence {
  if (by === null) return library;
  const directive = section.find(({ at }) => at.path === by.path && at.line === by.line);
  return evidence(
    locate(by),
    directive === undefined ? `${name}: ${because}` : `${directive.name} = ${directive.value}`,
  );
}

function propertiesFact({ installation, ...resolutions }: Situation, flag: Flag): Fact {
  const { defaultProperties, fipsRequired } = resolutions[flag];
  const { text, by } = defaultProperties;
  const value = { defaultProperties: quote(text), fipsRequired, kernelFips: flag };
  const proof = by === null ? installation.evidence : evidence(locate(by), `default_properties = ${text}`);
  return fact('openssl.properties', 'OpenSSL default properties', value, proof);
}

function gapsOf(resolution: Resolution): readonly Gap[] {
  if (isKnown(resolution)) return [];
  const reasons = [
    ...resolution.unordered.map(({ what }) => what),
    ...(resolution.outcome === 'unknown' ? resolution.why : []),
  ];
  const why = quote(reasons.join('; '));
  return SUBJECTS.map(([kind, subject]) => ({ kind, subject, why }));
}

function locate({ path, line }: Source): Evidence['at'] {
  return { in: 'file', path: targetPath(path), line };
}

/** More lines than a reader reads: a file of thousands is not the work of an administrator. */
const MOST_IDLE = 100;
const FLAGS: readonly Flag[] = ['off', 'on'];
const SUBJECTS: readonly (readonly [FactKind, string])[] = [
  ['openssl.configuration', 'OpenSSL configuration'],
  ['openssl.directive-without-effect', 'OpenSSL configuration'],
  ['openssl.properties', 'OpenSSL default properties'],
  ['openssl.provider', 'OpenSSL provider'],
  ['tls.configured', 'OpenSSL system default'],
];
