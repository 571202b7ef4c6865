import { digestOf } from '../facts/canonical.ts';
import { factBase } from '../facts/fact-base.ts';
import { quote } from '../facts/quote.ts';
import { REPORT_NAMESPACE, uuidV5 } from '../facts/uuid.ts';
import { type Asset, joinAssets } from './cyclonedx/asset.ts';
import { certificateAssets } from './cyclonedx/certificates.ts';
import { declarations, type Placed, standards } from './cyclonedx/declarations.ts';
import { asEdition16 } from './cyclonedx/edition-1-6.ts';
import { protocolAssets } from './cyclonedx/protocols.ts';
import { property, softwareAssets } from './cyclonedx/software.ts';
import { storedKeyAssets } from './cyclonedx/stored-keys.ts';
import type { Everything, TargetReport, WholeFormat } from './format.ts';
import { jsonText } from './json-text.ts';

/**
 * The bill of cryptography, CycloneDX 1.7: what was seen as components with the places where, what was not seen as incomplete
 * compositions, what was judged as standards, claims and attestations.
 */
export const cyclonedx: WholeFormat = {
  id: 'cyclonedx',
  mediaType: 'application/vnd.cyclonedx+json',
  whole: (everything) => `${jsonText(document(everything), 1)}\n`,
};

/** The same for readers of CycloneDX 1.6: `cyclonedx@1.6`. */
export const cyclonedx16: WholeFormat = {
  ...cyclonedx,
  whole: (everything) => `${jsonText(asEdition16(document(everything)), 1)}\n`,
};

function document({ run, targets }: Everything): object {
  const placed = targets.map((target, index): Placed => ({ target, ref: `target-${index + 1}/` }));
  const assets = joinAssets(placed.flatMap(assetsOf));
  const body = {
    metadata: metadata({ run, targets, totals: undefined }),
    components: [...placed.map(targetComponent), ...assets.map(component)],
    dependencies: dependencies(placed, assets),
    compositions: placed.flatMap(compositions),
    definitions: { standards: standards(placed) },
    declarations: declarations(placed, `${run.tool.name} ${run.tool.version}`),
    properties: placed.flatMap(notSeen),
  };
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.7.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.7',
    serialNumber: `urn:uuid:${uuidV5(REPORT_NAMESPACE, digestOf(body))}`,
    version: 1,
    ...body,
  };
}

function metadata({ run, targets }: Pick<Everything, 'run' | 'targets'> & { readonly totals: undefined }): object {
  const [only] = targets.length === 1 ? targets : [];
  return {
    // The day that was judged: a bill of the same facts is the same bill.
    timestamp: `${run.asOf}T00:00:00Z`,
    tools: { components: [{ type: 'application', name: run.tool.name, version: run.tool.version }] },
    component: {
      type: 'application',
      'bom-ref': 'scan',
      name: only === undefined ? `scan of ${targets.length} targets` : `scan of ${quote(only.name)}`,
    },
    properties: [property('as-of', run.asOf)],
  };
}

function assetsOf({ target, ref }: Placed): readonly Asset[] {
  const system = factBase(target.facts, []).all('os.release')[0]?.value.id ?? null;
  return target.facts.flatMap((fact) => [
    ...softwareAssets({ target: target.name, prefix: ref, system }, fact),
    ...protocolAssets(target.name, ref, fact),
    ...certificateAssets(target.name, ref, fact),
    ...storedKeyAssets(target.name, ref, fact),
  ]);
}

function targetComponent({ target, ref }: Placed): object {
  const { kind, name, labels } = target;
  const shown = Object.entries(labels).map(([label, value]) => property(`label.${label}`, value));
  return {
    type: TYPES[kind],
    'bom-ref': ref,
    name: quote(name) || '(no name)',
    properties: [property('kind', kind), ...shown],
  };
}

function component({ ref, component: members, occurrences }: Asset): object {
  return {
    'bom-ref': ref,
    ...members,
    ...(members['name'] === '' ? { name: '(no name)' } : {}),
    ...(occurrences.length === 0 ? {} : { evidence: { occurrences } }),
  };
}

function dependencies(placed: readonly Placed[], assets: readonly Asset[]): readonly object[] {
  const roots = placed.map(({ ref }) => ({
    ref,
    dependsOn: assets.filter((each) => each.ref.startsWith(ref)).map((each) => each.ref),
  }));
  const between = assets
    .filter(({ dependsOn }) => dependsOn.length > 0)
    .map(({ ref, dependsOn }) => ({ ref, dependsOn }));
  return [{ ref: 'scan', dependsOn: placed.map(({ ref }) => ref) }, ...roots, ...between];
}

/** Nothing here is ever called complete: a scan sees what it looked at. */
function compositions({ target, ref }: Placed): readonly object[] {
  const failed = target.coverage.some(({ state }) => state !== 'ran');
  return [{ aggregate: target.gaps.length > 0 || failed ? 'incomplete' : 'unknown', assemblies: [ref] }];
}

function notSeen({ target }: Placed): readonly object[] {
  const words = [
    ...new Set(target.gaps.map(({ subject, why }) => `${quote(target.name)}: ${quote(subject)}: ${quote(why)}`)),
  ];
  const shown = words.slice(0, MOST_GAPS).map((each) => property('not-seen', each));
  return words.length > MOST_GAPS ? [...shown, property('not-seen', `and ${words.length - MOST_GAPS} more`)] : shown;
}

const TYPES: Readonly<Record<TargetReport['kind'], string>> = {
  host: 'operating-system',
  dir: 'operating-system',
  image: 'container',
  endpoint: 'application',
};
const MOST_GAPS = 200;
