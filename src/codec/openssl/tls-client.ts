import { tls13CipherSuite } from '../../vocabulary/cipher-suites.ts';
import { opensslDefaults } from '../../vocabulary/openssl-defaults.ts';
import { isFrom } from '../../vocabulary/openssl-version.ts';
import { type Availability, availabilityOf } from './availability.ts';
import type { OpensslBuild } from './build.ts';
import { readCipherString } from './cipher-string.ts';
import { clientOffer } from './client-offer.ts';
import { type Entry, withoutPrefix } from './configuration.ts';
import { type GroupList, readGroupList } from './group-list.ts';
import type { LibraryState } from './library-state.ts';
import type { IdleDirective, ResolvedTls } from './resolution.ts';
import { commandErrorsStop, runCommand } from './tls-commands.ts';
import type { TlsSettings } from './tls-settings.ts';

/** What a TLS client that sets nothing itself offers: the built-in settings, `system_default` over them, the filters last. */
export function resolveTlsClient(
  state: LibraryState,
  build: OpensslBuild,
  more: { readonly diagnostics: boolean; readonly systemCiphers: string | null },
): { readonly tls: ResolvedTls; readonly refused: readonly string[] } {
  const availability = availabilityOf(state, build);
  let settings = builtInSettings(availability, build, more.systemCiphers);
  const refused: string[] = [];
  const taken: Entry[] = [];
  // Without algorithms SSL_CTX_new ends before it comes to the configuration.
  const commands = availability.any ? (state.commands?.get('system_default') ?? []) : [];
  for (const entry of commands) {
    const outcome = runCommand(settings, entry, { availability, build, systemCiphers: more.systemCiphers });
    settings = outcome.settings;
    if (outcome.refused === null && !outcome.elsewhere) taken.push(entry);
    if (outcome.refused !== null && !outcome.elsewhere)
      state.idle.push({ name: entry.name, value: entry.value, at: entry.at, why: outcome.refused });
    if (outcome.refused !== null) refused.push(`${entry.name} = ${entry.value}: ${outcome.refused}`);
  }
  state.idle.push(...overtaken(taken, settings));
  const tls = clientOffer(settings, availability, build.version);
  const stops = refused.length > 0 && more.diagnostics && commandErrorsStop(build);
  return { tls: stops ? { ...tls, failure: `SSL_CTX_new fails: ${refused.join('; ')}` } : tls, refused };
}

/** A command that was taken, but whose whole effect a later one took away. */
function overtaken(taken: readonly Entry[], { origin }: TlsSettings): readonly IdleDirective[] {
  return taken.flatMap(({ name, value, at }) => {
    const setting = SETTINGS[commandNamed(name)];
    const by = setting && origin[setting];
    if (!by || by === at) return [];
    return [{ name, value, at, why: `the same command is run after it (${by.path}:${by.line})` }];
  });
}

function commandNamed(name: string): string {
  return withoutPrefix(name).toLowerCase();
}

function builtInSettings(availability: Availability, build: OpensslBuild, systemCiphers: string | null): TlsSettings {
  const defaults = opensslDefaults(build.version);
  const system = systemCiphers === null ? null : readCipherString(systemCiphers);
  return {
    groups: builtInGroups(availability, build),
    schemes: null,
    protocols: { min: null, max: null, off: new Set() },
    suites: defaults.ciphersuites
      .split(':')
      .flatMap((name) => tls13CipherSuite(name) ?? [])
      .filter((suite) => availability.suites.includes(suite)),
    cipherString: null,
    anyTls12Suite: system?.anySuite ?? true,
    anyEcdheSuite: system?.anyEcdhe ?? true,
    securityLevel: system?.securityLevel ?? defaults.securityLevel ?? USUAL_LEVEL,
    origin: {
      minProtocol: null,
      maxProtocol: null,
      groups: null,
      signatureSchemes: null,
      ciphers: null,
      securityLevel: null,
    },
  };
}

/** Before 3.5 the built-in list is no text that is read: groups without a provider are left out of it. */
function builtInGroups({ groups: available }: Availability, { version }: OpensslBuild): GroupList {
  const text = opensslDefaults(version).groups;
  if (!isFrom(version, '3.5')) {
    const groups = text.split(':').flatMap((name) => [...available.values()].filter((group) => group.name === name));
    return { groups, keyShares: null };
  }
  const list = readGroupList(text, { available, version });
  return 'taken' in list ? list.taken : { groups: [], keyShares: [] };
}

const USUAL_LEVEL = 2;
const SETTINGS: Readonly<Record<string, keyof ResolvedTls['origin']>> = {
  ciphersuites: 'ciphers',
  curves: 'groups',
  groups: 'groups',
  maxprotocol: 'maxProtocol',
  minprotocol: 'minProtocol',
  signaturealgorithms: 'signatureSchemes',
};
