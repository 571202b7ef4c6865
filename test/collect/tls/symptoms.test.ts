import { expect, it } from 'vitest';
import { tlsEndpointKeyTransport } from '../../../src/rules/tls-endpoint-key-transport.ts';
import { tlsEndpointMlKemPreferred } from '../../../src/rules/tls-endpoint-ml-kem-preferred.ts';
import { tlsEndpointPostQuantumEnforced } from '../../../src/rules/tls-endpoint-post-quantum-enforced.ts';
import { readRecording, surveyed } from '../../stacks/recorded.ts';
import { replayedWire } from '../../support/recorded-wire.ts';
import { judged } from '../../support/rule-facts.ts';

it('names CVE-2026-2673 where a recorded OpenSSL 3.5.4 does not upgrade a classical share, and not at 3.5.8', async () => {
  expect([
    await findings('node-24.13-default', tlsEndpointMlKemPreferred),
    await findings('node-24', tlsEndpointMlKemPreferred),
  ]).toMatchInlineSnapshot(`
    [
      [
        "unmet TLS endpoint: a client that supports both, but sent a classical share alone, gets the classical group; one possible cause: does not upgrade a client that sent a classical share: CVE-2026-2673 (OpenSSL 3.5 and 3.6 with DEFAULT in the group list) behaves so",
      ],
      [
        "met TLS endpoint",
      ],
    ]
  `);
});

it('finds static RSA of TLS 1.2 beside the post-quantum TLS 1.3 of a recorded OpenSSL, and its classical paths', async () => {
  expect([
    await findings('openssl-3.5', tlsEndpointKeyTransport),
    await findings('openssl-3.5', tlsEndpointPostQuantumEnforced),
    await findings('openssl-3.5-pq-only', tlsEndpointPostQuantumEnforced),
    await findings('node-24.13-default', tlsEndpointKeyTransport),
  ]).toMatchInlineSnapshot(`
    [
      [
        "unmet TLS endpoint: TLSv1.2 accepts key transport by RSA (suites TLS_RSA_WITH_...), beside post-quantum key agreement in TLSv1.3",
      ],
      [
        "unmet TLS endpoint: classical key agreement is left: TLSv1.3 with x25519, secp256r1, secp384r1, secp521r1 and 3 more; TLSv1.2, even with key transport by RSA",
      ],
      [
        "met TLS endpoint",
      ],
      [
        "met TLS endpoint; no version below TLSv1.3 is spoken",
      ],
    ]
  `);
});

async function findings(stack: string, rule: Parameters<typeof judged>[0]): Promise<readonly string[]> {
  const { facts, gaps } = await surveyed(replayedWire(await readRecording(stack)));
  return judged(rule, {}, facts, gaps);
}
