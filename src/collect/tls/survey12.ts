import { protocolVersion } from '../../codec/tls/numbers.ts';
import { tls12CipherSuite } from '../../vocabulary/tls12-cipher-suites.ts';
import type { Ground } from './ground.ts';
import { ask12, finishLists, noteProbe, peelSuites, peelTogether, type Tls12End, type Tls12Found } from './peel12.ts';
import type { Probe, Prober } from './prober.ts';
import { isRefusal } from './refusal.ts';

/** What TLS 1.2, or an older version, came to. */
export interface Tls12Survey extends Tls12End {
  readonly found: Tls12Found;
  /** What it chose from an offer of what is common. */
  readonly preferred: number | undefined;
  /** Whether its choices kept to another order than the client's; null: not told. */
  readonly serverPreference: boolean | null;
}

/** Surveys TLS 1.2: suites in parts side by side, curves and signature schemes along with the first. */
export async function survey12(prober: Prober, ground: Ground): Promise<Tls12Survey> {
  const found = emptyFound(protocolVersion.tls12);
  const lists = { groups: ground.tls12Groups, schemes: ground.schemes };
  const first = await ask12(prober, found, {
    ...lists,
    suites: ground.commonTls12Suites,
    compression: true,
    purpose: 'TLS 1.2 preference',
  });
  const isAbsent = refusesVersion(first.probe);
  const stopped = first.step === undefined && !isAbsent && !isRefusal(first.probe.outcome) ? [first.probe] : [];
  // Without the version there is nothing to peel: the parts would be refused likewise.
  if (stopped.length > 0 || isAbsent)
    return {
      found,
      stopped,
      groupsComplete: false,
      schemesComplete: false,
      preferred: undefined,
      serverPreference: null,
    };
  const [elliptic = [], ...others] = ground.tls12Parts;
  const [together, ...rest] = await Promise.all([
    peelTogether(prober, found, { ...lists, part: elliptic }),
    ...others.map((part) => peelSuites(prober, found, { ...lists, part })),
  ]);
  const ends = await finish(prober, found, { ...lists, together });
  return {
    found,
    stopped: [...together.stopped, ...rest.flat(), ...ends.stopped],
    groupsComplete: ends.groupsComplete,
    schemesComplete: ends.schemesComplete,
    preferred: first.step?.suite,
    serverPreference: keepsOwnOrder(found, ground.tls12Parts),
  };
}

/** Surveys the suites of TLS 1.1, 1.0 or SSL 3.0; `probe` has shown that it is spoken. */
export async function surveyOlder(
  prober: Prober,
  ground: Ground,
  { version, probe }: { readonly version: number; readonly probe: Probe },
): Promise<Tls12Survey> {
  const found = emptyFound(version);
  noteProbe(found, probe);
  const lists = { groups: ground.tls12Groups, schemes: ground.schemes };
  const parts = ground.tls12Parts;
  const stopped = await Promise.all(parts.map((part) => peelSuites(prober, found, { ...lists, part })));
  return {
    found,
    stopped: stopped.flat(),
    groupsComplete: false,
    schemesComplete: false,
    preferred: found.suites[0],
    serverPreference: keepsOwnOrder(found, parts),
  };
}

interface Finish {
  readonly groups: readonly number[];
  readonly schemes: readonly number[];
  readonly together: Tls12End;
}

/** Ends the lists of groups and schemes where the first part has not proven them whole, for each kind of certificate. */
async function finish(prober: Prober, found: Tls12Found, { together, ...lists }: Finish): Promise<Tls12End> {
  const signed = found.suites.filter((suite) => /^(ECDHE|DHE)$/.test(tls12CipherSuite(suite)?.keyExchange ?? ''));
  const kinds = [...Map.groupBy(signed, (suite) => tls12CipherSuite(suite)?.authentication ?? null).entries()];
  // A server may choose its certificate before it looks at schemes: where it has several, each is asked about by itself.
  const schemes = kinds.length > 1 || !together.schemesComplete;
  const ends = await Promise.all(
    kinds.map(([authentication, suites]) => {
      const ecdhe = suites.filter((suite) => tls12CipherSuite(suite)?.keyExchange === 'ECDHE');
      // An ECDSA certificate wants its own curve on offer, so that only other suites can tell that no other group is left.
      const groups = !together.groupsComplete && ecdhe.length > 0 && authentication !== 'ECDSA';
      const open = { groups, schemes: schemes && authentication !== null };
      return finishLists(prober, found, { ...lists, suites: ecdhe.length > 0 ? ecdhe : suites, open });
    }),
  );
  const isWhole = together.stopped.length === 0;
  const hasEcdhe = signed.some((suite) => tls12CipherSuite(suite)?.keyExchange === 'ECDHE');
  return {
    groupsComplete:
      isWhole && (together.groupsComplete || !hasEcdhe || ends.some(({ groupsComplete }) => groupsComplete)),
    schemesComplete: isWhole && (!schemes || ends.every(({ schemesComplete }) => schemesComplete)),
    stopped: ends.flatMap(({ stopped }) => stopped),
  };
}

/** Each part was offered weakest first: a server that takes them in another order has an order of its own. */
function keepsOwnOrder(found: Tls12Found, parts: readonly (readonly number[])[]): boolean | null {
  const chosen = parts.map((part) =>
    found.answers
      .filter(({ probe, suite }) => part.includes(suite) && !probe.offer.compression)
      .map(({ suite }) => suite),
  );
  const telling = parts
    .map((part, index) => ({ part, taken: chosen[index] ?? [] }))
    .filter(({ taken }) => taken.length > 1);
  if (telling.length === 0) return null;
  return telling.some(({ part, taken }) =>
    taken.some((suite, place) => part.indexOf(suite) < part.indexOf(taken[place - 1] ?? -1)),
  );
}

/** By an alert, or by an older version than the one that was asked for (RFC 5246 E.1). */
function refusesVersion({ outcome, offer }: Probe): boolean {
  if (outcome.kind === 'alert') return outcome.alert.name === 'protocol_version';
  if (outcome.kind !== 'server-hello') return false;
  return outcome.hello.version < protocolVersion.tls12 && offer.suites.includes(outcome.hello.cipherSuite);
}

function emptyFound(version: number): Tls12Found {
  return { version, probes: [], answers: [], suites: [], groups: [], schemes: [] };
}
