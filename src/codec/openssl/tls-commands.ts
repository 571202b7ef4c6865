import { tls13CipherSuite } from '../../vocabulary/cipher-suites.ts';
import { isFrom } from '../../vocabulary/openssl-version.ts';
import type { Availability } from './availability.ts';
import type { OpensslBuild } from './build.ts';
import { NO_MATCH, readCipherString } from './cipher-string.ts';
import { type Entry, withoutPrefix } from './configuration.ts';
import { readGroupList } from './group-list.ts';
import { listElements } from './list-elements.ts';
import { readProtocolBound, readProtocolList } from './protocol-versions.ts';
import type { ResolvedTls, Source } from './resolution.ts';
import { readSignatureList } from './signature-list.ts';
import { readOptions, readVerifyMode } from './tls-options.ts';
import type { TlsSettings } from './tls-settings.ts';

/** What a command works with. */
export interface CommandContext {
  readonly availability: Availability;
  readonly build: OpensslBuild;
  /** What `PROFILE=SYSTEM` stands for in builds that know it; null: nothing. */
  readonly systemCiphers: string | null;
}

/** The settings after a command, and why it was refused; `elsewhere`: it does its work on servers or over DTLS. */
export interface CommandOutcome {
  readonly settings: TlsSettings;
  readonly refused: string | null;
  readonly elsewhere: boolean;
}

/** Runs one command on the SSL_CTX of a TLS client, as SSL_CONF_cmd does with the flags of a configuration file. Source: ssl/ssl_conf.c of 3.5.7. */
export function runCommand(settings: TlsSettings, { name, value, at }: Entry, context: CommandContext): CommandOutcome {
  const command = withoutPrefix(name).toLowerCase();
  switch (command) {
    case 'curves':
    case 'groups':
      return setGroups(settings, { value, at }, context);
    case 'signaturealgorithms':
      return setSchemes(settings, { value, at }, context);
    case 'clientsignaturealgorithms': {
      const list = readSignatureList(value, context.availability, context.build.version);
      return 'taken' in list ? { settings, refused: null, elsewhere: true } : refuse(settings, list.refused);
    }
    case 'minprotocol':
    case 'maxprotocol':
      return setBound(settings, { value, at }, command === 'minprotocol' ? 'min' : 'max');
    case 'protocol':
      return setProtocols(settings, { value, at });
    case 'cipherstring':
      return setCipherString(settings, { value, at }, context);
    case 'ciphersuites':
      return setSuites(settings, { value, at }, context);
    case 'options':
      return checked(settings, readOptions(value, context.build));
    case 'verifymode':
      return checked(settings, readVerifyMode(value));
    case 'recordpadding':
      return checked(settings, readRecordPadding(value));
    default:
      return SERVER_COMMANDS.has(command)
        ? { settings, refused: 'a command for servers, unknown on a client', elsewhere: true }
        : refuse(settings, 'unknown command');
  }
}

/** One number or two, of at most a record's length. Source: SSL_CTX_set_block_padding_ex(3). */
function readRecordPadding(value: string): string | null {
  if (!/^\d+(,\d+)?$/.test(value)) return `wants a number, has ${value}`;
  return value.split(',').some((length) => Number(length) > LONGEST_RECORD)
    ? `at most ${LONGEST_RECORD}, has ${value}`
    : null;
}

interface Given {
  readonly value: string;
  readonly at: Source;
}

function setGroups(
  settings: TlsSettings,
  { value, at }: Given,
  { availability, build }: CommandContext,
): CommandOutcome {
  const list = readGroupList(value, { available: availability.groups, version: build.version });
  return 'taken' in list ? take(settings, { groups: list.taken }, { groups: at }) : refuse(settings, list.refused);
}

function setSchemes(
  settings: TlsSettings,
  { value, at }: Given,
  { availability, build }: CommandContext,
): CommandOutcome {
  const list = readSignatureList(value, availability, build.version);
  return 'taken' in list
    ? take(settings, { schemes: list.taken }, { signatureSchemes: at })
    : refuse(settings, list.refused);
}

function setBound(settings: TlsSettings, { value, at }: Given, end: 'min' | 'max'): CommandOutcome {
  const bound = readProtocolBound(value);
  if (bound === undefined) return refuse(settings, `wants a protocol version, has ${value}`);
  if (bound === 'dtls') return { settings, refused: null, elsewhere: true };
  const protocols = { ...settings.protocols, [end]: bound === 'none' ? null : bound };
  return take(settings, { protocols }, end === 'min' ? { minProtocol: at } : { maxProtocol: at });
}

function setProtocols(settings: TlsSettings, { value, at }: Given): CommandOutcome {
  const list = readProtocolList(value, settings.protocols.off);
  const protocols = { ...settings.protocols, off: list.off };
  const outcome = take(settings, { protocols }, { minProtocol: at, maxProtocol: at });
  return { ...outcome, refused: list.refused };
}

function setCipherString(
  settings: TlsSettings,
  { value, at }: Given,
  { systemCiphers }: CommandContext,
): CommandOutcome {
  const meant = systemCiphers === null ? value : value.replace(/^PROFILE=SYSTEM/, systemCiphers);
  const outcome = readCipherString(meant);
  const changed = {
    securityLevel: outcome.securityLevel ?? settings.securityLevel,
    // An unreadable string leaves the list as it was; one that matches nothing empties it and fails all the same.
    ...(outcome.refused === null || outcome.refused === NO_MATCH
      ? { cipherString: value, anyTls12Suite: outcome.anySuite, anyEcdheSuite: outcome.anyEcdhe }
      : {}),
  };
  const taken = take(settings, changed, {
    ...(outcome.securityLevel === null ? {} : { securityLevel: at }),
    ...(outcome.refused === null ? { ciphers: at } : {}),
  });
  return { ...taken, refused: outcome.refused };
}

function setSuites(
  settings: TlsSettings,
  { value, at }: Given,
  { availability, build }: CommandContext,
): CommandOutcome {
  const names = value === '' ? [] : listElements(value, ':').map((name) => name ?? '');
  const named = names.flatMap((name) => tls13CipherSuite(name) ?? []);
  // The name of a suite of TLS 1.2 is found too, and then does nothing for TLS 1.3.
  const known = named.some(({ since }) => isFrom(build.version, since)) || names.some((name) => TLS12_SUITE.test(name));
  if (value !== '' && !known) return refuse(settings, 'no cipher suite matches');
  return take(settings, { suites: named.filter((suite) => availability.suites.includes(suite)) }, { ciphers: at });
}

function take(
  settings: TlsSettings,
  changed: Partial<TlsSettings>,
  origin: Partial<Record<keyof ResolvedTls['origin'], Source>>,
): CommandOutcome {
  return {
    settings: { ...settings, ...changed, origin: { ...settings.origin, ...origin } },
    refused: null,
    elsewhere: false,
  };
}

function refuse(settings: TlsSettings, refused: string): CommandOutcome {
  return { settings, refused, elsewhere: false };
}

function checked(settings: TlsSettings, refused: string | null): CommandOutcome {
  return { settings, refused, elsewhere: false };
}

/** Whether the errors of `system_default` stop SSL_CTX_new where config_diagnostics is set. Source: CHANGES.md 3.4. */
export function commandErrorsStop(build: OpensslBuild): boolean {
  return isFrom(build.version, '3.4');
}

const TLS12_SUITE = /^TLS_[A-Z0-9_]{1,35}_WITH_[A-Z0-9_]{1,35}$/;
const SERVER_COMMANDS = new Set(['ecdhparameters', 'numtickets', 'dhparameters']);

/** SSL3_RT_MAX_PLAIN_LENGTH. */
const LONGEST_RECORD = 16384;
