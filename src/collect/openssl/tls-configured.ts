import { isDeepStrictEqual } from 'node:util';
import type { Resolution, ResolvedTls, ValueSource } from '../../codec/openssl/resolution.ts';
import { type Fact, fact } from '../../facts/fact.ts';
import { targetPath } from '../../facts/locator.ts';
import { evidence, quote } from '../../facts/quote.ts';
import type { Origin, TlsConfigured } from '../../facts/values/configuration.ts';
import { opensslDefaults } from '../../vocabulary/openssl-defaults.ts';
import { type Flag, isKnown } from './configuration-facts.ts';
import type { OpensslInstallation } from './installation.ts';
import type { Situation } from './situation.ts';

/**
 * What a TLS client of the system offers. On a live host the flag is known and only what holds under it is told; on a tree the
 * flag on gets a subject of its own where it makes a difference.
 */
export function tlsFacts(situation: Situation, actualFlag: Flag | null): readonly Fact[] {
  if (actualFlag !== null) return tlsFact(situation, actualFlag, SUBJECT);
  const off = tlsFact(situation, 'off', SUBJECT);
  const on = tlsFact(situation, 'on', `${SUBJECT} under kernel FIPS mode`);
  // Where one of them is not known there is a gap.
  if (on.length === 0 || isDeepStrictEqual(off[0]?.value, on[0]?.value)) return off;
  const pointing = off.map(({ subject, value, evidence: proof }) =>
    fact('tls.configured', subject, { ...value, otherInFipsMode: true }, ...proof),
  );
  return [...pointing, ...on];
}

function tlsFact(situation: Situation, flag: Flag, subject: string): readonly Fact<'tls.configured'>[] {
  const resolution = situation[flag];
  if (!isKnown(resolution)) return [];
  const { installation } = situation;
  const by =
    resolution.tls.origin.groups ?? resolution.tls.origin.signatureSchemes ?? resolution.tls.origin.minProtocol;
  const proof =
    by === null
      ? installation.evidence
      : evidence(
          { in: 'file', path: targetPath(by.path), line: by.line },
          resolution.tls.groups.map(({ name }) => name).join(':'),
        );
  return [fact('tls.configured', subject, tlsValue(resolution, installation), proof)];
}

function tlsValue({ tls }: Resolution, { build }: OpensslInstallation): TlsConfigured {
  const library = `OpenSSL ${build.version.text}`;
  const offers = tls.failure === null;
  const builtIn = { from: 'built-in', library } as const;
  const securityLevelKnown = tls.origin.securityLevel !== null || opensslDefaults(build.version).securityLevel !== null;
  return {
    // What is offered: the security level and the library's own bounds count as well as the directives.
    minProtocol: tls.versions.at(-1) ?? 'none',
    maxProtocol: tls.versions[0] ?? 'none',
    groups: offers ? tls.groups.map(({ name }) => name) : [],
    keyShares: offers ? tls.keyShares.map(({ name }) => name) : [],
    signatureSchemes: offers ? tls.signatureSchemes.map(({ name }) => name) : [],
    ciphers: offers ? tls.ciphers : [],
    cipherString: tls.cipherString === null ? null : quote(tls.cipherString),
    securityLevel: securityLevelKnown ? tls.securityLevel : null,
    origin: {
      minProtocol: tls.versions.at(-1) === tls.minProtocol ? originOf(tls, 'minProtocol', library) : builtIn,
      maxProtocol: tls.versions[0] === tls.maxProtocol ? originOf(tls, 'maxProtocol', library) : builtIn,
      groups: originOf(tls, 'groups', library),
      signatureSchemes: originOf(tls, 'signatureSchemes', library),
      ciphers: originOf(tls, 'ciphers', library),
      securityLevel: originOf(tls, 'securityLevel', library),
    },
  };
}

function originOf({ origin }: ResolvedTls, setting: keyof ResolvedTls['origin'], library: string): Origin {
  const source: ValueSource = origin[setting];
  if (source === null) return { from: 'built-in', library };
  const from = POLICY.test(source.path) ? 'policy' : 'directive';
  return { from, path: targetPath(source.path), line: source.line };
}

const SUBJECT = 'OpenSSL system default';
/** Fedora's and Ubuntu's generated policies. */
const POLICY = /^\/(?:etc|usr\/share)\/crypto-policies\/|^\/(?:var\/lib|usr\/share)\/crypto-config\//;
