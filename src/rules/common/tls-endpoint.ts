import type { Fact, FactKind, Subject } from '../../facts/fact.ts';
import type { FactBase } from '../../facts/fact-base.ts';
import type { Judgement } from '../rule.ts';
import { notApplicable, unknown } from './judgement.ts';

/** What was seen of one TLS endpoint; undefined: that question could not be settled. */
export interface TlsEndpointFacts {
  readonly subject: Subject;
  readonly certificates: readonly Fact<'tls.endpoint.certificate'>[];
  readonly ciphers: Fact<'tls.endpoint.ciphers'> | undefined;
  readonly groups: Fact<'tls.endpoint.groups'> | undefined;
  readonly schemes: Fact<'tls.endpoint.signature-schemes'> | undefined;
  readonly tls12: Fact<'tls.endpoint.tls12'> | undefined;
  readonly tolerance: Fact<'tls.endpoint.tolerance'> | undefined;
  readonly versions: Fact<'tls.endpoint.versions'> | undefined;
}

/**
 * Judges each TLS endpoint once: its facts carry one subject. Not asked of an endpoint that was addressed as SSH, nor of a host
 * none of whose listeners speaks TLS.
 * Rules that call this read `tls.endpoint.reached` and consult `tlsEndpointKinds`: whether a list lacks something is a
 * member of the facts, so that what was shown counts although something else could not be settled.
 */
export function judgeTlsEndpoints(
  facts: FactBase,
  judge: (endpoint: TlsEndpointFacts) => Judgement,
): readonly Judgement[] {
  const subjects = new Set(KINDS.flatMap((kind) => facts.all(kind).map(({ subject }) => subject)));
  if (subjects.size === 0) return silence(facts);
  return [...subjects].map((subject) => judge(endpointOf(facts, subject)));
}

/** The kinds that `judgeTlsEndpoints` looks at. */
export const tlsEndpointKinds: readonly FactKind[] = [
  'listener.inventory',
  'ssh.endpoint',
  'tls.endpoint.certificate',
  'tls.endpoint.ciphers',
  'tls.endpoint.groups',
  'tls.endpoint.signature-schemes',
  'tls.endpoint.tls12',
  'tls.endpoint.tolerance',
  'tls.endpoint.versions',
];

/** The kind whose gaps leave every question about TLS open: the endpoint was not reached. */
export const tlsEndpointReads: readonly FactKind[] = ['tls.endpoint.reached'];

/** Says that a kind of fact is missing, in the words of the gaps that there are. */
export function notSettled(facts: FactBase, { subject }: TlsEndpointFacts, kind: FactKind): Judgement {
  const reasons = reasonsFor(facts, subject, kind);
  return unknown(subject, reasons.length > 0 ? reasons.join('; ') : 'no handshake told it', { kind });
}

/** Why a kind of fact is missing for a subject. */
export function reasonsFor(facts: FactBase, subject: Subject, kind: FactKind): readonly string[] {
  return facts.gaps(kind).flatMap((gap) => (gap.subject === subject ? [gap.why] : []));
}

/** Whether the endpoint speaks a version: `yes`, `no`, `unknown`. */
export function speaks({ versions }: TlsEndpointFacts, version: string): 'yes' | 'no' | 'unknown' {
  if (versions?.value.supported.includes(version)) return 'yes';
  return versions?.value.notSupported.includes(version) ? 'no' : 'unknown';
}

/** Versions below TLS 1.3 that are spoken, and whether there may be more. */
export function olderVersions({ versions }: TlsEndpointFacts): {
  readonly spoken: readonly string[];
  readonly open: readonly string[];
} {
  if (versions === undefined) return { spoken: [], open: ['a version below TLSv1.3'] };
  const isOlder = (version: string): boolean => version !== 'TLSv1.3';
  return { spoken: versions.value.supported.filter(isOlder), open: versions.value.unknown.filter(isOlder) };
}

/** Nothing speaks TLS: on a host whose listeners were all asked; at an endpoint that was addressed as SSH, answering or not. */
function silence(facts: FactBase): readonly Judgement[] {
  if (facts.gaps('tls.endpoint.reached').length > 0) return [];
  if (facts.all('listener.inventory').length > 0) return [notApplicable(SUBJECT, NO_LISTENER)];
  const asked = facts.all('ssh.endpoint').length > 0 || facts.gaps('ssh.endpoint').length > 0;
  return asked ? [notApplicable(SUBJECT, SPEAKS_SSH)] : [];
}

function endpointOf(facts: FactBase, subject: Subject): TlsEndpointFacts {
  const of = <K extends FactKind>(kind: K) => facts.all(kind).filter((each) => each.subject === subject);
  return {
    subject,
    certificates: of('tls.endpoint.certificate'),
    ciphers: of('tls.endpoint.ciphers')[0],
    groups: of('tls.endpoint.groups')[0],
    schemes: of('tls.endpoint.signature-schemes')[0],
    tls12: of('tls.endpoint.tls12')[0],
    tolerance: of('tls.endpoint.tolerance')[0],
    versions: of('tls.endpoint.versions')[0],
  };
}

const KINDS = [
  'tls.endpoint.certificate',
  'tls.endpoint.ciphers',
  'tls.endpoint.groups',
  'tls.endpoint.reached',
  'tls.endpoint.signature-schemes',
  'tls.endpoint.tls12',
  'tls.endpoint.tolerance',
  'tls.endpoint.versions',
] as const;
const SUBJECT = 'TLS endpoint';
const NO_LISTENER = 'no TCP listener of this host speaks TLS';
const SPEAKS_SSH = 'this endpoint was asked about SSH';
