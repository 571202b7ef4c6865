import { protocolVersion } from '../../codec/tls/numbers.ts';
import { isAlike } from './confidence.ts';
import { type Ground, modestGround, wholeGround } from './ground.ts';
import { askTls11, type OlderGround, probeOlderVersions, type VersionAnswer } from './older-versions.ts';
import { namedBy } from './peel.ts';
import type { Probe, Prober } from './prober.ts';
import { isRefusal } from './refusal.ts';
import { askPreference12, olderSuites, survey12, surveyOlder, type Tls12Survey } from './survey12.ts';
import { type Chosen, prefersPostQuantum, survey13, type Tls13Survey } from './survey13.ts';
import { askLargeInPieces, type ToleranceProbes, toleranceOf } from './tolerance.ts';

/** Everything that probing one endpoint came to. */
export interface Survey {
  /** An offer of everything, or a modest one where that was not borne: its answer shows that the server works. */
  readonly control: Probe;
  /** The same again at the end: only where it still works do refusals in between count. */
  readonly controlAfter: Probe;
  readonly ground: Ground;
  readonly versions: readonly VersionAnswer[];
  readonly tls13: Tls13Survey | undefined;
  /** By version, newest first; those that are supported. */
  readonly older: readonly Tls12Survey[];
  readonly tolerance: ToleranceProbes;
}

/** What came instead: nothing there speaks TLS, or it does not answer. */
export interface NotSurveyed {
  readonly control: Probe;
}

/**
 * Surveys one endpoint.
 * @param last asks the control probe again; it has connections set aside for that
 */
export async function survey(prober: Prober, last: Prober): Promise<Survey | NotSurveyed> {
  const early = prober.reached.then(() => askFirst(prober, wholeGround));
  const { control, ground } = await askControl(prober);
  const spoken = 'hello' in control.outcome ? control.outcome.hello.version : undefined;
  if (spoken === undefined && !isRefusal(control.outcome)) {
    if (control.outcome.kind !== 'not-connected' && control.outcome.kind !== 'not-asked') await answered(await early);
    return { control };
  }
  // What was asked beside the control probe holds where its ground does.
  const first = ground === wholeGround ? await early : askFirst(prober, ground);
  const chosen = namedBy(control);
  const tls13Survey = chosen === undefined ? undefined : survey13(prober, ground, chosen);
  const yielding = yieldingTo(prober, Promise.resolve(tls13Survey), KEPT_FOR_TLS13);
  const hasTls12 = spoken === undefined || spoken >= protocolVersion.tls12;
  const tls12Survey = hasTls12 ? survey12(yielding, ground, first.preference12) : undefined;
  if (!hasTls12) await answered(first);
  const newer = Promise.allSettled([tls13Survey, tls12Survey]);
  const [tls13, tls12, [olderVersions, oldest]] = await Promise.all([
    tls13Survey,
    tls12Survey,
    probeOlderVersions(prober, olderGround(ground), first.tls11).then(async (told) => {
      const spokenToo = told.filter(({ answer }) => answer === 'yes');
      const patient = yieldingTo(prober, newer, KEPT_FOR_TLS12);
      return [told, await Promise.all(spokenToo.map((each) => surveyOlder(patient, ground, each)))] as const;
    }),
  ]);
  const versions = [tls13Answer(control), tls12Answer(control, tls12), ...olderVersions];
  // A server that has refused everything may refuse us, and not what we offered.
  if (versions.every(({ answer }) => answer !== 'yes')) return { control };
  const older = tls12 === undefined || tls12.found.suites.length === 0 ? oldest : [tls12, ...oldest];
  return { control, ground, versions, older, ...(await finish({ prober, last }, control, tls13)) };
}

/**
 * Asks the control probe again, with a large share and in two pieces where that changes nothing else: then one connection shows
 * that the server still works, how it stands such a hello, and what it does with the post-quantum share. Where that is not
 * answered, or otherwise, the control probe follows as it was.
 */
async function finish(
  { prober, last }: { readonly prober: Prober; readonly last: Prober },
  control: Probe,
  tls13: Tls13Survey | undefined,
): Promise<Pick<Survey, 'controlAfter' | 'tls13' | 'tolerance'>> {
  const chosen = namedBy(control);
  const large = tls13?.posture.withPostQuantumShare ?? (await askLargeInPieces(last, control, largeGroup(chosen)));
  const tolerance = await toleranceOf(prober, control, large);
  const isControl = large !== tls13?.posture.withPostQuantumShare && isAlike(control, large);
  const controlAfter = isControl ? large : await last.ask('control, at the end', control.offer);
  if (tls13 === undefined || chosen === undefined || !prefersPostQuantum(chosen))
    return { controlAfter, tls13, tolerance };
  return { controlAfter, tls13: { ...tls13, posture: { ...tls13.posture, withPostQuantumShare: large } }, tolerance };
}

/** The one that the server has chosen, where it is large; what browsers send, where it is not. */
function largeGroup(chosen: Chosen | undefined): number | undefined {
  return chosen !== undefined && prefersPostQuantum(chosen) ? chosen.group : undefined;
}

/** A prober that leaves the last connections to others until they are done: a long list of old suites must not cost the posture. */
function yieldingTo(prober: Prober, others: Promise<unknown>, kept: number): Prober {
  return {
    ...prober,
    async ask(...question) {
      if (prober.left() <= kept) await others;
      return prober.ask(...question);
    },
  };
}

interface FirstQuestions {
  readonly preference12: Promise<Probe>;
  readonly tls11: Promise<Probe>;
}

/** What every server is asked, whatever it says to the control probe: it need not be waited for. */
function askFirst(prober: Prober, ground: Ground): FirstQuestions {
  return { preference12: askPreference12(prober, ground), tls11: askTls11(prober, olderGround(ground)) };
}

function answered({ preference12, tls11 }: FirstQuestions): Promise<unknown> {
  return Promise.all([preference12, tls11]);
}

function olderGround(ground: Ground): OlderGround {
  return { groups: ground.tls12Groups, suites: olderSuites(ground), schemes: ground.schemes };
}

/** An offer of TLS 1.3 and 1.2 with everything; a server that cannot bear it is offered what browsers send. */
async function askControl(prober: Prober): Promise<{ readonly control: Probe; readonly ground: Ground }> {
  const control = await prober.ask('control', controlOffer(wholeGround));
  const { kind } = control.outcome;
  if (kind === 'not-connected' || kind === 'not-tls' || kind === 'not-asked' || 'hello' in control.outcome)
    return { control, ground: wholeGround };
  const modest = await prober.ask('control, modest', controlOffer(modestGround));
  return 'hello' in modest.outcome ? { control: modest, ground: modestGround } : { control, ground: wholeGround };
}

/** A ClientHello of TLS 1.3 and 1.2 with everything of a ground, and no key share. */
export function controlOffer(ground: Ground) {
  return {
    versions: [protocolVersion.tls13, protocolVersion.tls12],
    suites: [...ground.tls13Suites, ...ground.commonTls12Suites],
    groups: [...ground.postQuantumGroups, ...ground.classicalGroups],
    schemes: ground.schemes,
    shares: [],
  };
}

/** A server chooses the highest version that both have (RFC 8446 4.2.1): an answer below TLS 1.3 says that it has none. */
function tls13Answer(control: Probe): VersionAnswer {
  const version = protocolVersion.tls13;
  if (refusesVersion(control)) return { version, answer: 'no', probe: control };
  if (!('hello' in control.outcome)) return { version, answer: 'unknown', probe: control };
  const { hello } = control.outcome;
  if (namedBy(control) !== undefined) return { version, answer: 'yes', probe: control };
  const isOlder = hello.version < version && control.offer.suites.includes(hello.cipherSuite);
  return { version, answer: isOlder ? 'no' : 'unknown', probe: control };
}

function tls12Answer(control: Probe, tls12: Tls12Survey | undefined): VersionAnswer {
  const version = protocolVersion.tls12;
  const [first] = tls12?.found.answers ?? [];
  if (first !== undefined) return { version, answer: 'yes', probe: first.probe };
  if (tls12 === undefined) return { version, answer: 'no', probe: control };
  const probe = tls12.stopped[0] ?? tls12.found.probes[0] ?? control;
  return { version, answer: tls12.stopped.length > 0 ? 'unknown' : 'no', probe };
}

function refusesVersion({ outcome }: Probe): boolean {
  return outcome.kind === 'alert' && outcome.alert.name === 'protocol_version';
}

/** The reversed offer, two posture probes, and what certificates may still want. */
const KEPT_FOR_TLS13 = 8;
/** What is left of TLS 1.3 and 1.2 when older versions begin: their lists are whole before those of the older ones. */
const KEPT_FOR_TLS12 = 45;
