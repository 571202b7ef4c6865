import { protocolVersion } from '../../codec/tls/numbers.ts';
import { type Ground, isPostQuantum } from './ground.ts';
import { canAgree } from './key-agreement.ts';
import { type Found, namedBy, peel } from './peel.ts';
import { type PostureProbes, probePosture } from './posture.ts';
import type { Probe, Prober } from './prober.ts';
import { enumerateSchemes, type SchemesFound } from './signature-schemes.ts';

/** What TLS 1.3 came to. */
export interface Tls13Survey {
  readonly found: Found;
  /** What is not known to be whole because of them; empty where refusals ended all lists. */
  readonly stopped: readonly Probe[];
  /** The offer of everything in reverse order; undefined where there was nothing to choose. */
  readonly reversed: Probe | undefined;
  readonly posture: PostureProbes;
  /** Undefined where no group is supported in which a key can be agreed here. */
  readonly schemes: SchemesFound | undefined;
}

/**
 * Surveys TLS 1.3. Post-quantum and classical groups are peeled side by side; certificates follow as soon as a group is
 * known in which a key can be agreed, a classical one where there is one.
 * @param chosen what the server named from an offer of everything
 */
export async function survey13(
  prober: Prober,
  ground: Ground,
  chosen: { readonly group: number; readonly suite: number },
): Promise<Tls13Survey> {
  const { schemes } = ground;
  const found: Found = { groups: [chosen.group], suites: [chosen.suite], probes: [] };
  const classicalFound = Promise.withResolvers<number | undefined>();
  const onFound = (group: number): void => {
    if (ground.classicalGroups.includes(group) && canAgree(group)) classicalFound.resolve(group);
  };
  onFound(chosen.group);
  const classical = peel(
    prober,
    { groups: ground.classicalGroups, suites: ground.tls13Suites, schemes },
    { found, onFound },
  );
  const postQuantum = peel(prober, { groups: ground.postQuantumGroups, suites: [], schemes }, { found });
  const peeled = Promise.all([classical, postQuantum]).finally(() => classicalFound.resolve(undefined));
  const certificates = certificatesIn(prober, ground, { found, classicalFound: classicalFound.promise });
  const [stopped] = [(await peeled).flat()];
  const [schemesFound, reversed, posture] = await Promise.all([
    certificates,
    found.groups.length + found.suites.length > 2 ? askReversed(prober, ground) : undefined,
    postureOf(prober, ground, found),
  ]);
  return { found, stopped, reversed, posture, schemes: schemesFound };
}

async function certificatesIn(
  prober: Prober,
  ground: Ground,
  { found, classicalFound }: { readonly found: Found; readonly classicalFound: Promise<number | undefined> },
): Promise<SchemesFound | undefined> {
  const group = (await classicalFound) ?? found.groups.find(canAgree);
  if (group === undefined) return undefined;
  return enumerateSchemes(prober, { groups: [group], suites: ground.tls13Suites, schemes: ground.schemes }, group);
}

function askReversed(prober: Prober, ground: Ground): Promise<Probe> {
  return prober.ask('TLS 1.3 order reversed', {
    versions: [protocolVersion.tls13],
    groups: [...ground.postQuantumGroups, ...ground.classicalGroups].reverse(),
    suites: [...ground.tls13Suites].reverse(),
    schemes: ground.schemes,
    shares: [],
  });
}

async function postureOf(prober: Prober, { tls13Suites, schemes }: Ground, { groups }: Found): Promise<PostureProbes> {
  const postQuantum = groups.find((group) => isPostQuantum(group) && canAgree(group));
  const classical = groups.find((group) => !isPostQuantum(group) && canAgree(group));
  if (postQuantum === undefined || classical === undefined) return {};
  return probePosture(prober, { postQuantum, classical, suites: tls13Suites, schemes });
}

/** Whether the server keeps to its choice when the client's order is turned round; null where it had none, or did not say. */
export function keepsChoice(forward: Probe, reversed: Probe | undefined, what: 'group' | 'suite'): boolean | null {
  const [before, after] = [namedBy(forward), reversed === undefined ? undefined : namedBy(reversed)];
  return before === undefined || after === undefined ? null : before[what] === after[what];
}
