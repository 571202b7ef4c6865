import type { TlsAnswers } from './answers.ts';

/**
 * A server of which it is known beforehand what it must answer: from its configuration, its documentation and the lists that it
 * prints of itself, never from what a scan of it said.
 */
export interface TlsStack {
  /** Names its recording, too. */
  readonly id: string;
  readonly title: string;
  /** How it was configured, where that differs from what it comes with. */
  readonly configured: string;
  /** Where the expectation comes from. */
  readonly source: string;
  readonly startTls: string | null;
  readonly expected: TlsAnswers;
}

/** What most servers have in common, so that a stack names what is its own. */
export const ordinary: TlsAnswers = {
  versions: ['TLSv1.3', 'TLSv1.2'],
  groups: [],
  preferred: null,
  postQuantum: 'none',
  enforced: 'no',
  tls13Suites: ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256'],
  schemes: ['rsa_pss_rsae_sha256', 'rsa_pss_rsae_sha384', 'rsa_pss_rsae_sha512'],
  certificates: ['RSA 2048, valid, TLSv1.3 TLSv1.2'],
  older: null,
  unknown: [],
};
