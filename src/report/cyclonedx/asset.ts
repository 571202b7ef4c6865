import { describeLocator } from '../../facts/locator.ts';
import { type Evidence, quote } from '../../facts/quote.ts';
import { algorithmProperties } from '../../vocabulary/algorithm-properties.ts';
import type { NamedAlgorithm } from './algorithm-names.ts';

/** One component of the bill, before what several facts say of it is joined. */
export interface Asset {
  readonly ref: string;
  /** All members but `bom-ref` and `evidence`. */
  readonly component: Readonly<Record<string, unknown>>;
  readonly occurrences: readonly Occurrence[];
  readonly dependsOn: readonly string[];
}

/** Where it was seen. */
export interface Occurrence {
  readonly location: string;
  readonly line?: number;
  readonly additionalContext: string;
}

/** An algorithm and, for a hybrid, its parts: each an asset of its own, seen where the whole was seen. */
export function algorithmAssets(algorithm: NamedAlgorithm, occurrences: readonly Occurrence[]): readonly Asset[] {
  const parts = algorithm.parts.map((part): Asset => algorithmAsset(part, occurrences));
  const whole = algorithmAsset(algorithm.name, occurrences);
  if (parts.length === 0) return [whole];
  const component = cryptographicAsset(algorithm.name, {
    assetType: 'algorithm',
    algorithmProperties: { primitive: 'combiner', executionEnvironment: 'software-plain-ram' },
  });
  return [{ ...whole, component, dependsOn: parts.map(({ ref }) => ref) }, ...parts];
}

/** The reference of an algorithm: one for the whole bill, whatever the target. */
export function algorithmRef(name: string): string {
  return `algorithm/${quote(name)}`;
}

function algorithmAsset(name: string, occurrences: readonly Occurrence[]): Asset {
  const { primitive, family, parameterSet, curve, mode, padding, oid, classicalBits, quantumLevel } =
    algorithmProperties(name);
  const properties = {
    primitive,
    ...(family === undefined ? {} : { algorithmFamily: family }),
    ...(parameterSet === undefined ? {} : { parameterSetIdentifier: parameterSet }),
    ...(curve === undefined ? {} : { ellipticCurve: curve }),
    executionEnvironment: 'software-plain-ram',
    ...(mode === undefined ? {} : { mode }),
    ...(padding === undefined ? {} : { padding }),
    ...(classicalBits === undefined ? {} : { classicalSecurityLevel: classicalBits }),
    ...(quantumLevel === undefined ? {} : { nistQuantumSecurityLevel: quantumLevel }),
  };
  const crypto = { assetType: 'algorithm', algorithmProperties: properties, ...(oid === undefined ? {} : { oid }) };
  return { ref: algorithmRef(name), component: cryptographicAsset(name, crypto), occurrences, dependsOn: [] };
}

/** A component of type cryptographic-asset. */
export function cryptographicAsset(name: string, cryptoProperties: object): Readonly<Record<string, unknown>> {
  return { type: 'cryptographic-asset', name: quote(name), cryptoProperties };
}

/** Every place that a fact rests on, on one target. */
export function occurrencesOf(
  target: string,
  { evidence }: { readonly evidence: readonly Evidence[] },
): readonly Occurrence[] {
  return evidence.slice(0, MOST_OCCURRENCES).map((each) => occurrence(target, each));
}

function occurrence(target: string, { at, quote: words }: Evidence): Occurrence {
  const layer = at.in === 'file' && at.layer !== undefined ? ` in layer ${at.layer}` : '';
  const additionalContext = `${quote(target)}${layer}: ${words}`;
  if (at.in !== 'file') return { location: quote(describeLocator(at)), additionalContext };
  const line = at.line === undefined ? {} : { line: at.line };
  return { location: quote(at.path), ...line, additionalContext };
}

/** Joins assets of one reference: every occurrence and dependency once, in order of references. */
export function joinAssets(assets: readonly Asset[]): readonly Asset[] {
  const byRef = Map.groupBy(assets, ({ ref }) => ref);
  return [...byRef]
    .sort(([left], [right]) => (left < right ? -1 : left > right ? 1 : 0))
    .map(([ref, same]) => ({
      ref,
      component: same[0]?.component ?? {},
      occurrences: once(same.flatMap(({ occurrences }) => occurrences)).slice(0, MOST_OCCURRENCES),
      dependsOn: [...new Set(same.flatMap(({ dependsOn }) => dependsOn))].filter((each) => each !== ref).sort(),
    }));
}

function once(occurrences: readonly Occurrence[]): readonly Occurrence[] {
  return [...new Map(occurrences.map((each) => [JSON.stringify(each), each])).values()];
}

const MOST_OCCURRENCES = 100;
