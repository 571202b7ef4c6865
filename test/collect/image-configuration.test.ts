import { expect, it } from 'vitest';
import { imageConfiguration } from '../../src/collect/image-configuration.ts';
import { withoutSecretWords } from '../../src/collect/secret-words.ts';
import { openedImage } from '../support/opened-image.ts';

const SECRET = 'hunter2';

async function told(config: Readonly<Record<string, unknown>>) {
  const { image } = (await openedImage({ layers: [], platform: { os: 'linux', architecture: 'arm64' }, config })).views;
  if (image === undefined) throw new Error('an image has a configuration');
  const { facts } = await imageConfiguration.collect({ image }, AbortSignal.timeout(9999));
  return facts[0];
}

it('says how processes of the image are started, and what steers their cryptography', async () => {
  const found = await told({
    Env: ['PATH=/bin', 'GODEBUG=fips140=on,tlsmlkem=0', 'OPENSSL_FORCE_FIPS_MODE=1', 'TERM=x'],
    Entrypoint: ['/bin/server'],
    Cmd: ['--port', '8443'],
    User: '65532',
    Labels: { 'org.opencontainers.image.source': 'https://example.org/x' },
  });
  expect(found?.value).toEqual({
    platform: 'linux/arm64',
    user: '65532',
    entrypoint: ['/bin/server'],
    command: ['--port', '8443'],
    environment: {
      names: ['GODEBUG', 'OPENSSL_FORCE_FIPS_MODE', 'PATH', 'TERM'],
      cryptography: [
        { name: 'GODEBUG', value: 'fips140=on,tlsmlkem=0' },
        { name: 'OPENSSL_FORCE_FIPS_MODE', value: '1' },
      ],
    },
    labels: [{ name: 'org.opencontainers.image.source', value: 'https://example.org/x' }],
  });
});

it('says of an image that says nothing no more than its platform', async () => {
  expect((await told({}))?.value).toEqual({
    platform: 'linux/arm64',
    user: null,
    entrypoint: [],
    command: [],
    environment: { names: [], cryptography: [] },
    labels: [],
  });
});

it('keeps planted secrets out of it', async () => {
  const found = await told({
    Env: [
      `DB_PASSWORD=${SECRET}`,
      `AWS_SECRET_ACCESS_KEY=${SECRET}`,
      `JAVA_TOOL_OPTIONS=-Xmx1g -Djavax.net.ssl.keyStorePassword=${SECRET} -Dx=y`,
      `NODE_OPTIONS=--max-old-space-size=1 --auth-token ${SECRET}`,
    ],
    Entrypoint: ['/bin/server', '--password', SECRET, `--api-key=${SECRET}`, `postgres://app:${SECRET}@db/x`],
    Cmd: ['sh', '-c', `TOKEN=${SECRET} run --client-secret ${SECRET}`, `-----BEGIN PRIVATE KEY-----\n${SECRET}`],
    Labels: { 'build.token': SECRET, note: `password: ${SECRET}` },
  });
  expect(JSON.stringify(found)).not.toContain(SECRET);
  expect(JSON.stringify(found)).toContain('-Xmx1g');
});

it('leaves words alone that are no secrets', () => {
  const words = [
    '--author',
    'ann',
    'https://example.org/a@b',
    '-Dhttps.protocols=TLSv1.3',
    'compass=north',
    '--port=1',
  ];
  expect(withoutSecretWords(['/bin/x', '-Dhttps.protocols=TLSv1.3', '--port=1', 'https://example.org/a@b'])).toEqual([
    '/bin/x',
    '-Dhttps.protocols=TLSv1.3',
    '--port=1',
    'https://example.org/a@b',
  ]);
  // Rather one word too many than one too few.
  expect(withoutSecretWords(words).filter((word) => word === '[removed]').length).toBe(1);
});
