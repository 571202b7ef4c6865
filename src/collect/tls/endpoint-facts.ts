import { type Fact, fact, type Gap, type Harvest } from '../../facts/fact.ts';
import type { Evidence } from '../../facts/quote.ts';
import type { Answered } from '../../facts/tls-endpoint-values.ts';
import { certificateFacts } from './certificate-facts.ts';
import { cipherFact, tls12Fact } from './cipher-facts.ts';
import { confidenceIn } from './confidence.ts';
import { groupsFact } from './group-facts.ts';
import type { Survey } from './survey.ts';
import { distinct, named, type Telling } from './telling.ts';
import { describeOutcome, schemeName, versionName } from './words.ts';

/** Writes a survey down as facts, and as gaps what it could not settle. */
export async function endpointFacts(survey: Survey, subject: string): Promise<Harvest> {
  const telling = { survey, subject, confidence: confidenceIn(survey) };
  const certificates = await certificateFacts(survey, subject);
  const facts = [
    versionsFact(telling),
    toleranceFact(telling),
    ...groupsFact(telling),
    ...cipherFact(telling),
    ...tls12Fact(telling),
    ...schemesFact(telling),
    ...certificates,
  ];
  const gaps = gapsOf(telling);
  return { facts, gaps: certificates.length > 0 ? gaps : [...gaps, withoutCertificate(telling)] };
}

function versionsFact({ survey, confidence, subject }: Telling): Fact {
  const told = (wanted: Answered) =>
    survey.versions.filter(({ answer }) => confidence.of(answer) === wanted).map(({ version }) => versionName(version));
  const value = { supported: told('yes'), notSupported: told('no'), unknown: told('unknown') };
  const probes = survey.versions.map(({ probe }) => probe.evidence);
  return fact(
    'tls.endpoint.versions',
    subject,
    value,
    survey.control.evidence,
    ...distinct(probes, survey.control.evidence),
  );
}

function toleranceFact({ survey: { tolerance, control }, confidence, subject }: Telling): Fact {
  const value = {
    largeClientHello: confidence.of(tolerance.large.answer),
    splitClientHello: confidence.of(tolerance.split.answer),
  };
  const probes = [...tolerance.large.probes, ...tolerance.split.probes].map(({ evidence }) => evidence);
  return fact('tls.endpoint.tolerance', subject, value, control.evidence, ...distinct(probes, control.evidence));
}

function schemesFact({ survey: { tls13 }, confidence, subject }: Telling): readonly Fact[] {
  const found = tls13?.schemes;
  const [first, ...more] = found?.evidence ?? [];
  if (found === undefined || first === undefined || found.flights.length === 0) return [];
  const value = {
    supported: found.flights
      .filter(({ check }) => check.state === 'valid')
      .map(({ scheme }) => named(scheme, schemeName)),
    used: schemeName(found.flights[0]?.scheme ?? 0),
    complete: found.stopped === undefined && confidence.refusalsCount,
    notVerified: found.flights.flatMap(({ scheme, check }) =>
      check.state === 'valid' ? [] : [{ ...named(scheme, schemeName), why: check.why }],
    ),
  };
  return [fact('tls.endpoint.signature-schemes', subject, value, first, ...more)];
}

function gapsOf({ survey, confidence, subject }: Telling): readonly Gap[] {
  const { tls13, older, versions } = survey;
  const gaps: Gap[] = [];
  const add = (kind: Gap['kind'] & string, why: string, evidence: Evidence): void => {
    if (!gaps.some((gap) => gap.kind === kind && gap.why === why)) gaps.push({ kind, subject, why, at: evidence.at });
  };
  for (const { version, answer, probe } of versions) {
    if (answer === 'unknown')
      add('tls.endpoint.versions', `${versionName(version)}: ${describeOutcome(probe.outcome)}`, probe.evidence);
  }
  for (const probe of tls13?.stopped ?? [])
    add('tls.endpoint.groups', `the list may lack some: ${describeOutcome(probe.outcome)}`, probe.evidence);
  for (const { stopped, found } of older) {
    const version = versionName(found.version);
    for (const probe of stopped)
      add(
        'tls.endpoint.ciphers',
        `${version}: the list may lack some: ${describeOutcome(probe.outcome)}`,
        probe.evidence,
      );
  }
  const schemes = tls13?.schemes;
  if (schemes?.stopped !== undefined)
    add('tls.endpoint.signature-schemes', `the list may lack some: ${schemes.stopped.why}`, schemes.stopped.evidence);
  for (const { check, evidence, scheme } of schemes?.flights ?? []) {
    if (check.state !== 'valid')
      add('tls.endpoint.signature-schemes', `${schemeName(scheme)} is ${check.state}: ${check.why}`, evidence);
  }
  if (!confidence.refusalsCount) {
    const { evidence, outcome } = survey.controlAfter;
    for (const kind of REFUSAL_KINDS)
      add(
        kind,
        `what was refused is not settled: the control probe ${confidence.whyNot}: ${describeOutcome(outcome)}`,
        evidence,
      );
  }
  return gaps;
}

/** Why there is no certificate: what stood in the way of the first handshake that should have shown one. */
function withoutCertificate({ survey: { tls13, older, control }, subject }: Telling): Gap {
  const stopped = tls13?.schemes?.stopped;
  const [first] = older[0]?.found.answers ?? [];
  const why = stopped === undefined ? first?.rest.problem : stopped.why;
  const { at } = stopped?.evidence ?? first?.probe.evidence ?? control.evidence;
  return {
    kind: 'tls.endpoint.certificate',
    subject,
    why: `no handshake could be read up to a certificate: ${why ?? 'none of the suites that were negotiated brings one'}`,
    at,
  };
}

const REFUSAL_KINDS = [
  'tls.endpoint.versions',
  'tls.endpoint.groups',
  'tls.endpoint.ciphers',
  'tls.endpoint.signature-schemes',
] as const;
