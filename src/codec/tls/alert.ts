import { accepted, type Parsed, refused } from '../parsed.ts';

/** An alert. An unknown description keeps its number. Source: RFC 8446 6. */
export interface Alert {
  readonly level: 'warning' | 'fatal' | 'unknown';
  readonly description: number;
  /** `handshake_failure`; `alert 177` where the number is not registered. */
  readonly name: string;
}

/** Reads the two bytes of an alert. */
export function decodeAlert(payload: Uint8Array): Parsed<Alert> {
  const [level, description] = payload;
  if (payload.length !== 2 || description === undefined)
    return refused(`alert: wants 2 bytes, has ${payload.length}`, { offset: 0 });
  return accepted({
    level: level === 1 ? 'warning' : level === 2 ? 'fatal' : 'unknown',
    description,
    name: ALERT_NAMES[description] ?? `alert ${description}`,
  });
}

/** IANA TLS Alerts registry, with the reserved ones of older versions that servers still send. */
const ALERT_NAMES: Readonly<Record<number, string>> = {
  0: 'close_notify',
  10: 'unexpected_message',
  20: 'bad_record_mac',
  21: 'decryption_failed',
  22: 'record_overflow',
  30: 'decompression_failure',
  40: 'handshake_failure',
  41: 'no_certificate',
  42: 'bad_certificate',
  43: 'unsupported_certificate',
  44: 'certificate_revoked',
  45: 'certificate_expired',
  46: 'certificate_unknown',
  47: 'illegal_parameter',
  48: 'unknown_ca',
  49: 'access_denied',
  50: 'decode_error',
  51: 'decrypt_error',
  60: 'export_restriction',
  70: 'protocol_version',
  71: 'insufficient_security',
  80: 'internal_error',
  86: 'inappropriate_fallback',
  90: 'user_canceled',
  100: 'no_renegotiation',
  109: 'missing_extension',
  110: 'unsupported_extension',
  111: 'certificate_unobtainable',
  112: 'unrecognized_name',
  113: 'bad_certificate_status_response',
  115: 'unknown_psk_identity',
  116: 'certificate_required',
  120: 'no_application_protocol',
  121: 'ech_required',
};
