import type { OpensslBuild } from './build.ts';

/** Checks `Options`; null where every name is known on a client. None of them changes what these pages resolve. Source: cmd_Options in ssl/ssl_conf.c. */
export function readOptions(text: string, { flavour }: OpensslBuild): string | null {
  const known = flavour === 'upstream' || flavour === 'ubuntu' ? OPTIONS : [...OPTIONS, ...RED_HAT_OPTIONS];
  return unknownIn(text, known);
}

/** Checks `VerifyMode` on a client. */
export function readVerifyMode(text: string): string | null {
  return unknownIn(text, ['Peer']);
}

function unknownIn(text: string, known: readonly string[]): string | null {
  const lower = known.map((name) => name.toLowerCase());
  const unknown = text
    .split(',')
    .map((part) => part.trim())
    .find((part) => !lower.includes(part.replace(/^[+-]/, '').toLowerCase()));
  return unknown === undefined ? null : `unknown on a client: ${unknown || 'an empty element'}`;
}

const OPTIONS = [
  'AllowNoDHEKEX',
  'AntiReplay',
  'Bugs',
  'CANames',
  'ClientRenegotiation',
  'Compression',
  'EmptyFragments',
  'EncryptThenMac',
  'ExtendedMasterSecret',
  'IgnoreUnexpectedEOF',
  'KTLS',
  'KTLSTxZerocopySendfile',
  'MiddleboxCompat',
  'NoRenegotiation',
  'PreferNoDHEKEX',
  'PrioritizeChaCha',
  'RxCertificateCompression',
  'SessionTicket',
  'StrictCertCheck',
  'TxCertificateCompression',
  'UnsafeLegacyRenegotiation',
  'UnsafeLegacyServerConnect',
];
/** Fedora's "TLS: enforce EMS in TLS 1.2". */
const RED_HAT_OPTIONS = ['RHNoEnforceEMSinFIPS'];
