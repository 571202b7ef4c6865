import { protocolVersion } from '../../codec/tls/numbers.ts';
import { type Ground, isPostQuantum } from './ground.ts';
import { canAgree } from './key-agreement.ts';
import { type Found, namedBy, peelSuites13 } from './peel.ts';
import { peelAllGroups } from './peel-all-groups.ts';
import type { FlightPeeling } from './peel-with-flights.ts';
import { askWithClassicalShare, askWithPostQuantumShare, type PostureProbes } from './posture.ts';
import type { Probe, Prober } from './prober.ts';
import { enumerateSchemes, type SchemesFound, walkSchemes } from './signature-schemes.ts';
import type { StatedGroups } from './stated-groups.ts';

/** What TLS 1.3 came to. */
export interface Tls13Survey {
  readonly found: Found;
  /** What less common groups were taken from; undefined where all were negotiated. */
  readonly stated: StatedGroups | undefined;
  /** What is not known to be whole because of them; empty where refusals ended all lists. */
  readonly stopped: readonly Probe[];
  /** An offer in which the order is turned round; undefined where there was nothing to choose. */
  readonly reversed: Probe | undefined;
  readonly posture: PostureProbes;
  /** Undefined where no group is supported in which a key can be agreed here. */
  readonly schemes: SchemesFound | undefined;
}

/** What a server named from an offer of everything. */
export interface Chosen {
  readonly group: number;
  readonly suite: number;
}

/** Surveys TLS 1.3: groups and suites, and on the same connections certificates and signature schemes; then the posture. */
export async function survey13(prober: Prober, ground: Ground, chosen: Chosen): Promise<Tls13Survey> {
  const found: Found = { groups: [chosen.group], suites: [chosen.suite], probes: [] };
  const classical = Promise.withResolvers<number | undefined>();
  const onFound = (group: number): void => {
    if (COMMON_GROUPS.includes(group)) classical.resolve(group);
  };
  onFound(chosen.group);
  const peeled = peelAll(prober, ground, { found, onFound }).finally(() =>
    classical.resolve(found.groups.find(isClassical)),
  );
  const posture = classical.promise.then((group) =>
    postureOf(prober, ground, { chosen, classical: group, found, peeled }),
  );
  const [{ stopped, schemes, stated }, probes] = await Promise.all([peeled, posture]);
  const hasChoice = found.groups.length + found.suites.length > 2;
  const turned = turnedRound(probes.withClassicalShare, chosen);
  const reversed = turned ?? (hasChoice ? await askReversed(prober, ground) : undefined);
  return { found, stated, stopped, reversed, posture: probes, schemes };
}

interface Peeled {
  readonly stopped: readonly Probe[];
  readonly schemes: SchemesFound | undefined;
  readonly stated: StatedGroups | undefined;
}

async function peelAll(
  prober: Prober,
  ground: Ground,
  { found, onFound }: Pick<FlightPeeling, 'found' | 'onFound'>,
): Promise<Peeled> {
  const { tls13Suites, schemes } = ground;
  const walk = walkSchemes(prober, schemes);
  const { stopped, suitesWhole, stated } = await peelAllGroups(prober, ground, { found, onFound, schemes: walk });
  const suites = suitesWhole ? [] : peelSuites13(prober, { suites: tls13Suites, groups: [], schemes }, found);
  const group = found.groups.find((each) => COMMON_GROUPS.includes(each)) ?? found.groups.find(isClassical);
  const schemesFound =
    group === undefined
      ? undefined
      : enumerateSchemes(prober, { groups: [group], suites: tls13Suites }, { walk, group });
  const told = await (schemesFound ?? withOtherGroup(prober, tls13Suites, { found, walk }));
  return { stopped: [...stopped, ...(await suites)], schemes: told, stated };
}

/** Where no classical group is supported, the certificate is read in a post-quantum one. */
async function withOtherGroup(
  prober: Prober,
  suites: readonly number[],
  { found, walk }: { readonly found: Found; readonly walk: ReturnType<typeof walkSchemes> },
): Promise<SchemesFound | undefined> {
  const group = found.groups.find(canAgree);
  return group === undefined ? undefined : enumerateSchemes(prober, { groups: [group], suites }, { walk, group });
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

/**
 * A server that asks for the post-quantum group though the classical one stands first and its share is there would ask for it
 * without that share as well: where this was seen, the order need not be turned round once more.
 */
function turnedRound(withClassicalShare: Probe | undefined, { group }: Chosen): Probe | undefined {
  if (withClassicalShare === undefined || !isPostQuantum(group)) return undefined;
  return namedBy(withClassicalShare)?.group === group ? withClassicalShare : undefined;
}

interface PostureGround {
  readonly chosen: Chosen;
  readonly classical: number | undefined;
  readonly found: Found;
  readonly peeled: Promise<unknown>;
}

/** Where the server has chosen a post-quantum group, the last probe of all will be the one with its share. */
async function postureOf(
  prober: Prober,
  { tls13Suites, schemes }: Ground,
  { chosen, classical, found, peeled }: PostureGround,
): Promise<PostureProbes> {
  if (classical === undefined) return {};
  const suites = [...tls13Suites].reverse();
  if (prefersPostQuantum(chosen))
    return askWithClassicalShare(prober, { postQuantum: chosen.group, classical, suites, schemes });
  await peeled;
  const postQuantum = found.groups.find((group) => isPostQuantum(group) && canAgree(group));
  if (postQuantum === undefined) return {};
  const ground = { postQuantum, classical, suites, schemes };
  const [small, large] = await Promise.all([
    askWithClassicalShare(prober, ground),
    askWithPostQuantumShare(prober, { ...ground, suites: tls13Suites }),
  ]);
  return { ...small, ...large };
}

function isClassical(group: number): boolean {
  return !isPostQuantum(group) && canAgree(group);
}

/** Whether the choice was a post-quantum group of which a share can be made. */
export function prefersPostQuantum({ group }: Chosen): boolean {
  return isPostQuantum(group) && canAgree(group);
}

/** Whether the server keeps to its choice when the client's order is turned round; null where it had none, or did not say. */
export function keepsChoice(forward: Probe, reversed: Probe | undefined, what: 'group' | 'suite'): boolean | null {
  const [before, after] = [namedBy(forward), reversed === undefined ? undefined : namedBy(reversed)];
  return before === undefined || after === undefined ? null : before[what] === after[what];
}

/** Of what nearly every server has, what posture and certificates are asked with. x25519, secp256r1. */
const COMMON_GROUPS: readonly number[] = [0x001d, 0x0017];
