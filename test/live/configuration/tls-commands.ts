import fc from 'fast-check';
import { type Configuration, single, systemDefault } from './configuration.ts';
import { groupLists } from './group-lists.ts';
import { signatureLists } from './signature-lists.ts';

/** Configurations whose `system_default` section is the point: protocol bounds, levels, suites, and commands that fail. */
export function tlsCommandConfigurations(): fc.Arbitrary<Configuration> {
  return fc
    .tuple(fc.array(commands(), { minLength: 1, maxLength: 5 }), fc.constantFrom('0', '0', '1'))
    .map(([pairs, diagnostics]) =>
      single(
        'tls commands',
        systemDefault(
          pairs.map(([name, value]) => `${name} = ${value}`),
          diagnostics,
        ),
      ),
    );
}

function commands(): fc.Arbitrary<readonly [string, string]> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.tuple(fc.constantFrom('Groups', 'Curves', 'groups', '1.Groups'), groupLists()) },
    { weight: 6, arbitrary: fc.tuple(fc.constantFrom(...BOUNDS), fc.constantFrom(...VERSIONS)) },
    { weight: 3, arbitrary: fc.tuple(fc.constantFrom(...SIGNATURE_COMMANDS), signatureLists()) },
    { weight: 4, arbitrary: fc.tuple(fc.constant('CipherString'), fc.constantFrom(...CIPHER_STRINGS)) },
    { weight: 2, arbitrary: fc.tuple(fc.constant('Ciphersuites'), fc.constantFrom(...CIPHERSUITES)) },
    { weight: 2, arbitrary: fc.tuple(fc.constant('Protocol'), fc.constantFrom(...PROTOCOLS)) },
    { weight: 2, arbitrary: fc.tuple(fc.constant('Options'), fc.constantFrom(...OPTIONS)) },
    { weight: 2, arbitrary: fc.constantFrom(...OTHERS) },
  );
}

const BOUNDS = [
  ...['MinProtocol', 'MaxProtocol', 'TLS.MinProtocol', 'TLS.MaxProtocol', 'DTLS.MinProtocol', 'DTLS.MaxProtocol'],
  ...['minprotocol', 'a.b.MinProtocol', '.MinProtocol'],
] as const;
const VERSIONS = [
  ...['TLSv1.2', 'TLSv1.3', 'TLSv1.2', 'TLSv1.3', 'TLSv1', 'TLSv1.1', 'None', 'DTLSv1.2', 'DTLSv1', 'SSLv3'],
  ...['tlsv1.2', 'bogus', '', 'TLSv1.2 TLSv1.3'],
] as const;
const SIGNATURE_COMMANDS = ['SignatureAlgorithms', 'signaturealgorithms', 'ClientSignatureAlgorithms'] as const;
const CIPHER_STRINGS = [
  ...['@SECLEVEL=0', '@SECLEVEL=1', '@SECLEVEL=3', 'DEFAULT@SECLEVEL=3', 'DEFAULT:@SECLEVEL=4', 'ALL:@SECLEVEL=5'],
  ...['@SECLEVEL=2:ALL', '@SECLEVEL=9', '@SECLEVEL=', '@STRENGTH', 'HIGH', 'ECDHE+AESGCM', 'kRSA', 'aNULL', 'bogus'],
  ...['bogus:HIGH', 'PROFILE=SYSTEM', '', '@SECLEVEL=1:kEECDH:kRSA:kEDH:kPSK:-aDSS:-3DES:!DES:!RC4', 'DHE', 'PSK'],
  ...['kRSA:@SECLEVEL=1', 'TLS_AES_128_GCM_SHA256', 'HIGH:@SECLEVEL=0:!aNULL', '@SECLEVEL=3:@SECLEVEL=1:DEFAULT'],
] as const;
const CIPHERSUITES = [
  ...['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256', '', 'bogus', ':'],
  ...['bogus:TLS_AES_256_GCM_SHA384', 'TLS_SHA256_SHA256', 'TLS_AES_128_CCM_8_SHA256', 'tls_aes_128_gcm_sha256'],
  'ECDHE-RSA-AES128-GCM-SHA256',
] as const;
const PROTOCOLS = [
  ...['ALL,-TLSv1.3', '-ALL,+TLSv1.2', 'TLSv1.2', '-TLSv1.2', 'ALL', '-TLSv1.3', '-ALL', 'bogus', '-ALL, TLSv1.3', ''],
  ...['-TLSv1.2,-TLSv1.3', '-tlsv1.3', '-TLSv1.3,bogus'],
] as const;
const OPTIONS = [
  ...['PreferNoDHEKEX', '-MiddleboxCompat', 'ServerPreference,NoRenegotiation', 'bogus', 'RHNoEnforceEMSinFIPS', ''],
  ...['-SessionTicket', 'UnsafeLegacyRenegotiation, NoResumptionOnRenegotiation'],
] as const;
const OTHERS: readonly (readonly [string, string])[] = [
  ['VerifyMode', 'Peer'],
  ['VerifyMode', 'bogus'],
  ['NumTickets', '3'],
  ['NumTickets', '-1'],
  ['NumTickets', 'x'],
  ['RecordPadding', '512'],
  ['RecordPadding', '99999'],
  ['ECDHParameters', 'P-256'],
  ['ECDHParameters', 'auto'],
  ['ECDHParameters', 'P-256:P-384'],
  ['ECDHParameters', 'bogus'],
  ['DHParameters', '@DIR@/none.pem'],
  ['Certificate', '@DIR@/none.pem'],
  ['PrivateKey', '@DIR@/none.pem'],
  ['VerifyCAFile', '@DIR@/none.pem'],
  ['VerifyCAPath', '@DIR@/none'],
  ['ChainCAFile', '@DIR@/none.pem'],
  ['RequestCAFile', '@DIR@/none.pem'],
  ['Bogus', '1'],
  ['min_protocol', 'TLSv1.3'],
  ['-min_protocol', 'TLSv1.3'],
  ['no_tls1_3', ''],
  ['EncryptThenMac', 'yes'],
  ['MinProtocol.', 'TLSv1.3'],
  ['Groups.', 'X25519'],
];
