import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Fact } from '../../../src/facts/fact.ts';
import { listenerNegotiatesAsConfigured } from '../../../src/rules/listener-negotiates-as-configured.ts';
import { startNpmServer } from '../../live/servers/npm.ts';
import { makeCertificate } from '../../support/certificate.ts';
import { harvestPorts } from '../../support/listeners.ts';
import { judged } from '../../support/rule-facts.ts';

const PACKAGES = join(import.meta.dirname, '../../../node_modules/@esbuild');

/** What comes of esbuild's own server: a Go program of today whose go.mod has an old go line. */
async function served(GODEBUG?: string) {
  const program = join(PACKAGES, (await readdir(PACKAGES))[0] ?? '', 'bin/esbuild');
  const server = await startNpmServer({
    program,
    certificate: makeCertificate({ key: 'rsa', name: 'go.test' }),
    argv: (place, port) => [
      `--serve=127.0.0.1:${port}`,
      `--servedir=${place}`,
      `--certfile=${place}/cert.pem`,
      `--keyfile=${place}/key.pem`,
      '--watch=forever',
    ],
    ...(GODEBUG === undefined ? {} : { environment: { GODEBUG } }),
  });
  onTestFinished(() => server.stop());
  const harvest = await harvestPorts({ go: server.port });
  const listener = harvest.facts.find(({ kind }) => kind === 'listener') as Fact<'listener'> | undefined;
  const findings = judged(listenerNegotiatesAsConfigured, {}, harvest.facts, harvest.gaps);
  return { go: listener?.value.go, findings: findings.map((each) => each.replace(program, 'PROGRAM')) };
}

const BUILT = [
  'tls10server=1',
  'tls3des=1',
  'tlsmlkem=0',
  'tlsrsakex=1',
  'tlssecpmlkem=0',
  'tlssha1=1',
  'tlsunsafeekm=1',
];

it('names the go line of a real Go program that negotiates no ML-KEM', async () => {
  const { go, findings } = await served();
  expect(go).toEqual({ version: '1.26.5', built: BUILT, environment: [] });
  expect(findings).toMatchInlineSnapshot(`
    [
      "unmet listener tcp/go (esbuild): X25519MLKEM768, which Go 1.26.5, its toolchain, offers, is not negotiated. Likely: PROGRAM was built with tlsmlkem=0 (DefaultGODEBUG), which a go line before 1.24 in go.mod brings",
    ]
  `);
});

it('sees that the environment of a real Go program wins over its build', async () => {
  const { go, findings } = await served('http2client=0,tlsmlkem=1');
  expect(go).toEqual({ version: '1.26.5', built: BUILT, environment: ['tlsmlkem=1'] });
  expect(findings).toEqual(['met listener tcp/go (esbuild)']);
});
