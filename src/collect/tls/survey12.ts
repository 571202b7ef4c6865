import { protocolVersion } from '../../codec/tls/numbers.ts';
import { tls12CipherSuite } from '../../vocabulary/tls12-cipher-suites.ts';
import { finishEcdsaGroups, finishLists } from './finish12.ts';
import type { Ground } from './ground.ts';
import { noteProbe, peelSuites, type Tls12End, type Tls12Found, take12 } from './peel12.ts';
import type { Probe, Prober } from './prober.ts';
import { isRefusal } from './refusal.ts';
import { peelTogether } from './together12.ts';

/** What TLS 1.2, or an older version, came to. */
export interface Tls12Survey extends Tls12End {
  readonly found: Tls12Found;
  /** What it chose from an offer of what is common. */
  readonly preferred: number | undefined;
  /** Whether its choices kept to another order than the client's; null: not told. */
  readonly serverPreference: boolean | null;
}

/** The first question of TLS 1.2: what it chooses from what is common. */
export function askPreference12(prober: Prober, ground: Ground): Promise<Probe> {
  return prober.ask('TLS 1.2 preference', {
    versions: [protocolVersion.tls12],
    suites: ground.commonTls12Suites,
    groups: ground.tls12Groups,
    schemes: ground.schemes,
    shares: [],
    compression: true,
  });
}

/**
 * Surveys TLS 1.2: suites in parts side by side, curves and signature schemes along with the first.
 * @param preference the answer to the first question
 */
export async function survey12(prober: Prober, ground: Ground, preference: Promise<Probe>): Promise<Tls12Survey> {
  const found = emptyFound(protocolVersion.tls12);
  const lists = { groups: ground.tls12Groups, schemes: ground.schemes };
  const first = take12(found, await preference);
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
    serverPreference: keepsOwnOrder(found),
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
  return {
    found,
    stopped: await peelSuites(prober, found, { ...lists, part: olderSuites(ground) }),
    groupsComplete: false,
    schemesComplete: false,
    preferred: found.suites[0],
    serverPreference: keepsOwnOrder(found),
  };
}

/** The suites of SSL 3.0 to TLS 1.1 are those without AEAD and SHA-2 (RFC 5246 A.5); ECDHE and anonymous ones among them. */
export function olderSuites(ground: Ground): readonly number[] {
  const isOld = (suite: number) =>
    suite < 0x0067 || (suite >= 0xc001 && suite <= 0xc019) || (suite >= 0x0084 && suite <= 0x009b);
  return ground.tls12Parts.flat().filter(isOld).slice(0, 99);
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
  const elliptic = kinds.filter(([, suites]) => suites.some(isEcdhe)).map(([authentication]) => authentication);
  const isEcdsaAlone = elliptic.length === 1 && elliptic[0] === 'ECDSA';
  const [curves, ends] = await Promise.all([
    isEcdsaAlone && !together.groupsComplete
      ? finishEcdsaGroups(prober, found, { ...lists, suites: signed.filter(isEcdhe) })
      : undefined,
    Promise.all(
      kinds.map(([authentication, suites]) => {
        const ecdhe = suites.filter(isEcdhe);
        // With ECDSA its certificate's curve has to stay on offer: where there are other suites, those tell more.
        const groups = !together.groupsComplete && ecdhe.length > 0 && authentication !== 'ECDSA';
        const open = { groups, schemes: schemes && authentication !== null };
        return finishLists(prober, found, { ...lists, suites: ecdhe.length > 0 ? ecdhe : suites, open });
      }),
    ),
  ]);
  const isWhole = together.stopped.length === 0;
  return {
    groupsComplete:
      isWhole &&
      (together.groupsComplete || elliptic.length === 0 || [...ends, curves].some((end) => end?.groupsComplete)),
    schemesComplete: isWhole && (!schemes || ends.every(({ schemesComplete }) => schemesComplete)),
    stopped: [...ends, curves].flatMap((end) => end?.stopped ?? []),
  };
}

function isEcdhe(suite: number): boolean {
  return tls12CipherSuite(suite)?.keyExchange === 'ECDHE';
}

/**
 * Lists are offered weakest first: a server that ever takes another than the first of those that it has keeps to an order of
 * its own. The offer of what is common does not count: there the strongest stand first.
 */
function keepsOwnOrder({ answers, suites }: Tls12Found): boolean | null {
  const choices = answers.flatMap(({ probe, suite }) => {
    const known = probe.offer.suites.filter((each) => suites.includes(each));
    return probe.offer.compression === true || known.length < 2 ? [] : [suite === known[0]];
  });
  return choices.length === 0 ? null : choices.includes(false);
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
