import { protocolVersion } from '../../codec/tls/numbers.ts';
import type { TlsPostQuantumPosture } from '../../facts/tls-endpoint-values.ts';
import { namedBy } from './peel.ts';
import type { Probe, Prober } from './prober.ts';
import { throwawayShare } from './throwaway-share.ts';

/** How a server behaves between one post-quantum and one classical group that it both supports. */
export interface PostureProbes {
  /** Classical first, with the classical share. */
  readonly withClassicalShare?: Probe;
  /** Post-quantum first, with the post-quantum share; it is larger than one TCP segment, and was sent in two pieces. */
  readonly withPostQuantumShare?: Probe;
}

/** What is asked about. */
export interface PostureGround {
  readonly postQuantum: number;
  readonly classical: number;
  readonly suites: readonly number[];
  readonly schemes: readonly number[];
}

/**
 * The classical group first, with its share. Together with the share of the other, and the choices from an offer of everything
 * in either order and without shares, it tells all manners apart.
 */
export async function askWithClassicalShare(prober: Prober, ground: PostureGround): Promise<PostureProbes> {
  const { postQuantum, classical } = ground;
  const probe = await askWithShare(prober, {
    ...ground,
    groups: [classical, postQuantum],
    purpose: 'posture: classical share',
  });
  return probe === undefined ? {} : { withClassicalShare: probe };
}

/** The post-quantum group first, with its share, in two pieces. */
export async function askWithPostQuantumShare(prober: Prober, ground: PostureGround): Promise<PostureProbes> {
  const { postQuantum, classical } = ground;
  const purpose = 'posture: post-quantum share';
  const probe = await askWithShare(prober, { ...ground, groups: [postQuantum, classical], purpose, pauseMs: PAUSE_MS });
  return probe === undefined ? {} : { withPostQuantumShare: probe };
}

interface ShareQuestion extends Pick<PostureGround, 'suites' | 'schemes'> {
  readonly groups: readonly [number, number];
  readonly purpose: string;
  readonly pauseMs?: number;
}

async function askWithShare(
  prober: Prober,
  { groups, suites, schemes, purpose, pauseMs }: ShareQuestion,
): Promise<Probe | undefined> {
  const [group] = groups;
  const share = await throwawayShare(prober.wire, group);
  if (share === undefined) return undefined;
  return prober.ask(purpose, { versions: [protocolVersion.tls13], groups, suites, schemes, shares: [share] }, pauseMs);
}

/** What the server settled on, whether in a ServerHello or by asking for another share. */
function settledOn(probe: Probe | undefined): number | undefined {
  if (probe === undefined) return undefined;
  const { outcome, offer } = probe;
  if (outcome.kind !== 'server-hello') return namedBy(probe)?.group;
  const { group } = outcome.hello;
  return offer.shares.some((share) => share.group === group) ? group : undefined;
}

/**
 * Reads the manner off the answers.
 * @param choices what it named from an offer of everything without shares, post-quantum first and classical first
 */
export function preferenceOf(
  probes: PostureProbes,
  choices: { readonly forward: number | undefined; readonly reversed: number | undefined },
  isPostQuantum: (group: number) => boolean,
): Pick<TlsPostQuantumPosture, 'preference' | 'possibleCauses'> {
  const [classicalShare, postQuantumShare, forward, reversed] = [
    settledOn(probes.withClassicalShare),
    settledOn(probes.withPostQuantumShare),
    choices.forward,
    choices.reversed,
  ].map((group) => (group === undefined ? '?' : isPostQuantum(group) ? 'Q' : 'c'));
  const row = `${classicalShare}${postQuantumShare}${forward}${reversed}`;
  const { preference, possibleCauses } = ROWS.find(({ pattern }) => pattern.test(row)) ?? UNTOLD;
  return { preference, possibleCauses };
}

interface Row extends Pick<TlsPostQuantumPosture, 'preference' | 'possibleCauses'> {
  /** Settled with the classical share, with the post-quantum share, without: post-quantum first, classical first. */
  readonly pattern: RegExp;
}

/** Measured on OpenSSL 3.5 to 4.0, BoringSSL, Go and rustls. */
const ROWS: readonly Row[] = [
  { pattern: /^QQQQ$/, preference: 'always', possibleCauses: [] },
  {
    pattern: /^cQQQ$/,
    preference: 'only-with-share',
    possibleCauses: [
      'does not upgrade a client that sent a classical share: CVE-2026-2673 (OpenSSL 3.5 and 3.6 with DEFAULT in the group list) behaves so',
    ],
  },
  {
    pattern: /^cQQc$/,
    preference: 'client-decides',
    possibleCauses: ['a library that follows the order of the client'],
  },
  {
    pattern: /^cQc[cQ]$/,
    preference: 'only-with-share',
    possibleCauses: [
      'classical and post-quantum groups of equal rank, the classical named first (`X25519:X25519MLKEM768`)',
    ],
  },
  {
    pattern: /^cc/,
    preference: 'classical-preferred',
    possibleCauses: ['a group list that ranks classical groups higher (`X25519/X25519MLKEM768`)'],
  },
];

const UNTOLD = { preference: 'unknown', possibleCauses: [] } as const;
/** Long enough to arrive as two pieces. */
const PAUSE_MS = 20;
