import type { Fact, Subject } from '../facts/fact.ts';
import type { FactBase } from '../facts/fact-base.ts';
import { met, notApplicable, unknown, unmet } from './common/judgement.ts';
import { driftCause, likelyCause, remedyFor } from './common/listener-cause.ts';
import { hasMlKem } from './common/listener-go.ts';
import { mlKemIn } from './common/ml-kem-groups.ts';
import { brief } from './common/named.ts';
import { noParameters } from './common/parameters.ts';
import type { Judgement, Rule } from './rule.ts';

/**
 * Does each TLS listener of a host negotiate the groups that its configuration names, and ML-KEM where the library that it runs, or
 * that of the system, has it by default? Finite fields are left aside: Postfix sets them apart.
 */
export const listenerNegotiatesAsConfigured: Rule<null> = {
  id: 'listener-negotiates-as-configured',
  title: 'TLS listeners negotiate what is configured',
  reads: ['listener.configured'],
  consults: ['listener', 'listener.inventory', 'tls.configured', 'tls.endpoint.groups', 'tls.endpoint.versions'],
  params: noParameters,
  judge(facts) {
    const listeners = facts.all('listener').filter(({ value }) => value.speaks === 'tls');
    if (listeners.length > 0) return listeners.map((listener) => judgeListener(facts, sightOf(facts, listener)));
    const hasLooked = facts.all('listener.inventory').length > 0 && facts.gaps('listener.inventory').length === 0;
    return hasLooked ? [notApplicable('TLS listeners', 'no TCP listener of this host speaks TLS')] : [];
  },
};

/** All that was seen of one listener, and what the system's OpenSSL offers. */
interface Sight {
  readonly listener: Fact<'listener'>;
  readonly configured: Fact<'listener.configured'> | undefined;
  readonly groups: Fact<'tls.endpoint.groups'> | undefined;
  readonly versions: Fact<'tls.endpoint.versions'> | undefined;
  readonly system: Fact<'tls.configured'> | undefined;
}

function sightOf(facts: FactBase, listener: Fact<'listener'>): Sight {
  const isIts = (each: { readonly subject: Subject }): boolean => each.subject === listener.subject;
  return {
    listener,
    configured: facts.all('listener.configured').find(isIts),
    groups: facts.all('tls.endpoint.groups').find(isIts),
    versions: facts.all('tls.endpoint.versions').find(isIts),
    system: facts.all('tls.configured').find(({ subject }) => subject === 'OpenSSL system default'),
  };
}

function judgeListener(facts: FactBase, sight: Sight): Judgement {
  const { listener, configured, groups, versions } = sight;
  const { subject } = listener;
  if (configured === undefined && facts.gaps('listener.configured').some((gap) => gap.subject === subject))
    return unknown(subject, 'its configuration could not be read', { kind: 'listener.configured' });
  if (groups === undefined && versions?.value.notSupported.includes('TLSv1.3') === true) return withoutTls13(sight);
  if (groups === undefined)
    return unknown(subject, 'the groups that it negotiates could not be told', { kind: 'tls.endpoint.groups' });
  return againstOwnList(sight, groups) ?? againstLibrary(sight, groups);
}

/** Only TLS 1.3 has ML-KEM, and only its groups are compared. */
function withoutTls13(sight: Sight): Judgement {
  const { listener, configured, versions } = sight;
  const { subject } = listener;
  const promised = (configured?.value.groups ?? []).filter((name) => mlKemIn(name) > 0);
  if (promised.length === 0 || versions === undefined || configured === undefined)
    return notApplicable(subject, 'TLSv1.3 is not spoken, and only its groups are compared');
  return unmet(subject, [listener, configured, versions], {
    shortfall: `${promised.join(', ')} configured, but TLSv1.3 is not spoken, and only it has ML-KEM`,
    remedy: 'Let the server speak TLSv1.3.',
  });
}

/** Undefined: what it negotiates is what its own configuration names, or that names nothing. */
function againstOwnList(sight: Sight, groups: Fact<'tls.endpoint.groups'>): Judgement | undefined {
  const { listener, configured } = sight;
  const { subject } = listener;
  if (configured === undefined || configured.value.setting === null) return undefined;
  const { setting, written, refused } = configured.value;
  const because = [listener, configured, groups] as const;
  const remedy =
    'Reload or restart the server, and see that no other file, block or service of its configuration sets the groups of this listener.';
  const said = `${setting} ${written} (${placeOf(configured)})`;
  if (refused !== null)
    return unmet(subject, because, {
      shortfall: `the library that runs would not take ${said}: ${refused}. Likely: it was changed since the server began`,
      remedy,
    });
  if (configured.value.groups === null)
    return unknown(subject, `which library reads ${said} is not known`, { kind: 'listener.configured' });
  const wanted = configured.value.groups.filter(isCompared);
  const seen = groups.value.supported.map(({ name }) => name).filter(isCompared);
  const missing = wanted.filter((name) => !seen.includes(name));
  const extra = seen.filter((name) => !wanted.includes(name));
  if (missing.length === 0 && extra.length === 0) return undefined;
  if (extra.length === 0 && !groups.value.complete)
    return unknown(subject, `${brief(missing)} not seen, but the list of groups may lack some`, {
      kind: 'tls.endpoint.groups',
    });
  const shortfall = [
    ...(missing.length > 0 ? [`${brief(missing)} configured but not negotiated`] : []),
    ...(extra.length > 0 ? [`${brief(extra)} negotiated but not configured`] : []),
  ].join('; ');
  return unmet(subject, because, {
    shortfall: `${said}: ${shortfall}. Likely: ${driftCause(listener)}`,
    remedy,
  });
}

/** What the library has by default may be lost on the way to the wire. */
function againstLibrary(sight: Sight, groups: Fact<'tls.endpoint.groups'>): Judgement {
  const { listener, configured, system } = sight;
  const { subject } = listener;
  const because = [listener, groups, ...(configured === undefined ? [] : [configured])] as const;
  if (groups.value.supported.some(({ name }) => mlKemIn(name) > 0)) return met(subject, because);
  const promise = promiseOf(sight);
  if (promise === undefined) {
    if (configured?.value.setting != null) return met(subject, because);
    return system === undefined && configured === undefined
      ? unknown(subject, 'neither its configuration nor its library is known', { kind: 'listener.configured' })
      : notApplicable(subject, 'nothing that was read promises groups for it');
  }
  if (promise.groups.length === 0)
    return configured?.value.setting == null
      ? notApplicable(subject, 'nothing that was read promises ML-KEM for it')
      : met(subject, because);
  if (!groups.value.complete)
    return unknown(subject, `${promise.groups.join(', ')} not seen, but the list of groups may lack some`, {
      kind: 'tls.endpoint.groups',
    });
  return unmet(subject, system === undefined ? because : [...because, system], {
    shortfall: `${promise.groups.join(', ')}, which ${promise.by} offers, is not negotiated. Likely: ${likelyCause(listener, configured ?? null, system ?? null)}`,
    remedy: remedyFor(listener, configured ?? null),
  });
}

/** ML-KEM that the library which runs, or Go, has by default; where that is not known, that of the system. */
function promiseOf({
  listener,
  system,
}: Sight): { readonly groups: readonly string[]; readonly by: string } | undefined {
  const version = (listener.value.libraries ?? []).map((each) => each.version).find((each) => each !== null);
  const [, major, minor] = /^(\d+)\.(\d+)\./.exec(version ?? '') ?? [];
  if (major !== undefined) {
    const has = Number(major) > 3 || (Number(major) === 3 && Number(minor) >= 5);
    if (has) return { groups: ['X25519MLKEM768'], by: `OpenSSL ${version}, which it runs,` };
  }
  const { go } = listener.value;
  if (hasMlKem(go)) return { groups: ['X25519MLKEM768'], by: `Go ${go.version}, its toolchain,` };
  if (system === undefined) return major === undefined ? undefined : { groups: [], by: '' };
  const groups = system.value.groups.filter((name) => mlKemIn(name) > 0);
  return { groups, by: 'the OpenSSL of the system' };
}

function placeOf({ value: { from } }: Fact<'listener.configured'>): string {
  return from === null ? 'on its command line' : `${from.path}:${from.line}`;
}

function isCompared(name: string): boolean {
  return !name.startsWith('ffdhe');
}
