import type { Outcome } from './prober.ts';

/**
 * Whether an outcome may be read as "none of what was offered": only alerts that servers send for it. Everything else (an end
 * without a word, a reset, silence, what is not TLS) says nothing about support. Measured: handshake_failure (OpenSSL,
 * BoringSSL, Go, rustls), unexpected_message (JSSE), protocol_version and insufficient_security; illegal_parameter only
 * answers a share that is malformed, and ours are well-formed or absent.
 */
export function isRefusal(outcome: Outcome): boolean {
  return outcome.kind === 'alert' && REFUSALS.includes(outcome.alert.name);
}

/**
 * Whether a server of TLS 1.2 that has chosen a suite then finds no signature scheme for it: Go looks only after its
 * ServerHello, and so does JSSE, which answers internal_error. The same question with all schemes works before and after.
 */
export function isSchemeRefusal(outcome: Outcome): boolean {
  return isRefusal(outcome) || (outcome.kind === 'alert' && outcome.alert.name === 'internal_error');
}

/** Whether it refuses a version. OpenSSL 3.0 answers internal_error where its security level leaves no digest for TLS 1.1 and older. */
export function isVersionRefusal(outcome: Outcome): boolean {
  return isRefusal(outcome) || (outcome.kind === 'alert' && outcome.alert.name === 'internal_error');
}

const REFUSALS = [
  'handshake_failure',
  'unexpected_message',
  'illegal_parameter',
  'protocol_version',
  'insufficient_security',
  'missing_extension',
];
