import { describe, expect, it } from 'vitest';
import { tlsEndpointDhSize } from '../../../src/rules/tls-endpoint-dh-size.ts';
import { tlsEndpointMinimumVersion } from '../../../src/rules/tls-endpoint-minimum-version.ts';
import { tlsEndpointProtections } from '../../../src/rules/tls-endpoint-protections.ts';
import { harvestWire, listenScript, valuesOf, wireOf } from '../../support/endpoint.ts';
import { judged } from '../../support/rule-facts.ts';
import { type Tls12Script, tls12Server } from '../../support/tls12-server.ts';

const TLS12 = { version: 0x0303, suites: [0x009e, 0x009c] };
const WANTS = { wants: ['no-compression', 'secure-renegotiation'] };

describe('a server of TLS 1.2', () => {
  it('has what it has, so that the tests below can fail', async () => {
    const { tls12, judge } = await seen(TLS12);
    expect(tls12).toMatchObject({ secureRenegotiation: true, compression: false, dhPrimeBits: 2048 });
    expect(judge(tlsEndpointProtections, WANTS)).toEqual(['met TLS endpoint']);
    expect(judge(tlsEndpointDhSize, { atLeast: 2048 })).toEqual(['met TLS endpoint']);
  });

  it('that does not know secure renegotiation is found out', async () => {
    const { tls12, judge } = await seen({ ...TLS12, renegotiationInfo: false });
    expect(tls12).toMatchObject({ secureRenegotiation: false, compression: false });
    expect(judge(tlsEndpointProtections, WANTS)).toEqual([
      'unmet TLS endpoint: TLSv1.2: no secure renegotiation (RFC 5746)',
    ]);
  });

  it('that compresses is found out', async () => {
    const { tls12, judge } = await seen({ ...TLS12, compression: true });
    expect(tls12).toMatchObject({ secureRenegotiation: true, compression: true });
    expect(judge(tlsEndpointProtections, WANTS)).toEqual([
      'unmet TLS endpoint: TLSv1.2: compression is accepted, through which secrets leak (CRIME)',
    ]);
  });

  it('is not said to be free of compression where none of the hellos that it answered offered any', async () => {
    const { tls12, judge } = await seen({ ...TLS12, suites: [0x0013], compression: true });
    expect(tls12).toMatchObject({ compression: null });
    expect(judge(tlsEndpointProtections, WANTS)).toEqual([
      'unknown TLS endpoint: whether TLSv1.2 takes compression was not settled: no hello that was answered offered it',
    ]);
  });

  it.each([512, 768, 1023, 1024, 2048, 3072])('shows the size of its Diffie-Hellman prime: %d bits', async (bits) => {
    const { tls12, judge } = await seen({ ...TLS12, dhPrimeBits: bits });
    expect(tls12?.dhPrimeBits).toBe(bits);
    expect(judge(tlsEndpointDhSize, { atLeast: 2048 })).toEqual([
      bits < 2048 ? `unmet TLS endpoint: TLSv1.2 uses Diffie-Hellman with a prime of ${bits} bits` : 'met TLS endpoint',
    ]);
  });
});

it.each([
  [0x0302, 'TLSv1.1'],
  [0x0301, 'TLSv1'],
  [0x0300, 'SSLv3'],
])('finds a server that speaks %d alone', async (version, name) => {
  const { versions, tls12, judge } = await seen({ version, suites: [0x0039, 0x002f, 0x000a], compression: true });
  expect(versions).toEqual({
    supported: [name],
    notSupported: ['TLSv1.3', 'TLSv1.2', 'TLSv1.1', 'TLSv1', 'SSLv3'].filter((each) => each !== name),
    unknown: [],
  });
  expect(tls12).toMatchObject({ version: name, staticRsa: 'yes', dhPrimeBits: 2048, compression: null });
  expect(judge(tlsEndpointMinimumVersion, { atLeast: 'TLSv1.2' })).toEqual([
    `unmet TLS endpoint: ${name} spoken, and TLSv1.2 is the least wanted`,
  ]);
});

async function seen(script: Tls12Script) {
  const server = await listenScript(tls12Server(script));
  const { facts, gaps } = await harvestWire(await wireOf(server.port), { withinMs: 3000, inAllMs: 9000 });
  await server.stop();
  const [versions] = valuesOf({ facts, gaps }, 'tls.endpoint.versions');
  const [tls12] = valuesOf({ facts, gaps }, 'tls.endpoint.tls12');
  const judge = (rule: Parameters<typeof judged>[0], params: Readonly<Record<string, unknown>>) =>
    judged(rule, params, facts, gaps);
  return { versions, tls12, judge };
}
