import type { Fact } from '../../facts/fact.ts';
import type { FactBase } from '../../facts/fact-base.ts';
import type { TlsConfigured } from '../../facts/values/configuration.ts';
import { tls13CipherSuites } from '../../vocabulary/cipher-suites.ts';
import type { Remedy } from '../remedy.ts';
import { opensslSetting } from './openssl-remedies.ts';

/** The lists of a TLS configuration that name algorithms. */
export const configuredLists = ['groups', 'signature-schemes', 'suites'] as const;
export type ConfiguredList = (typeof configuredLists)[number];

/** What is offered of a list. Suites are those of TLS 1.3: what a cipher string comes to is not expanded. */
export function configuredNames(value: TlsConfigured, of: ConfiguredList): readonly string[] {
  if (of === 'groups') return value.groups;
  return of === 'signature-schemes'
    ? value.signatureSchemes
    : value.ciphers.filter((suite) => suite.startsWith('TLS_'));
}

/** The member of `origin` that tells where a list comes from. */
export function settingOf(of: ConfiguredList): keyof TlsConfigured['origin'] {
  return ({ groups: 'groups', 'signature-schemes': 'signatureSchemes', suites: 'ciphers' } as const)[of];
}

/** The directive that leaves these names alone in a list. Names that end in `*` are no names to write. */
export function remedyForNames(
  facts: FactBase,
  fact: Fact<'tls.configured'>,
  { of, names }: { readonly of: ConfiguredList; readonly names: readonly string[] },
): Remedy {
  const directive = { groups: 'Groups', 'signature-schemes': 'SignatureAlgorithms', suites: 'Ciphersuites' }[of];
  // Ciphersuites takes the names of TLS 1.3 alone, and stops at others.
  const taken =
    of === 'suites' ? names.filter((name) => tls13CipherSuites.some((suite) => suite.name === name)) : names;
  const whole = taken.filter((name) => !name.endsWith('*')).map((name) => name.replace(/ \(draft\)$/, ''));
  return opensslSetting(facts, `${directive} = ${whole.join(':')}`, { fact, setting: settingOf(of) });
}
