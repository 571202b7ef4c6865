import { expect, it } from 'vitest';
import { build, resolveText } from '../../support/openssl-resolution.ts';

const NODE = {
  build: build('3.5.8', { openssldir: '/etc/ssl' }),
  appSection: 'nodejs_conf',
  fallsBackToOpensslConf: false,
} as const;
const SECTIONS = '[init]\nssl_conf = ssl\n[ssl]\nsystem_default = tls\n[tls]\nGroups = P-384\n';

it('takes nodejs_conf and leaves openssl_conf alone', () => {
  const own = resolveText(`nodejs_conf = init\n${SECTIONS}`, NODE);
  expect([own.outcome, own.tls.groups.map(({ name }) => name)]).toEqual(['applied', ['secp384r1']]);
});

it('does not see what is configured for everybody else', () => {
  const shared = resolveText(`openssl_conf = init\n${SECTIONS}`, NODE);
  expect(shared.tls.groups[0]?.name).toBe('X25519MLKEM768');
  expect(shared.tls.origin.groups).toBe(null);
});

it('starts with the shared section where Node.js is built or told to (--openssl-shared-config)', () => {
  const shared = resolveText(`openssl_conf = init\n${SECTIONS}`, { ...NODE, appSection: 'openssl_conf' });
  expect(shared.tls.groups.map(({ name }) => name)).toEqual(['secp384r1']);
});

it('stops Node.js at start where its section does not exist and diagnostics are on', () => {
  const broken = resolveText('config_diagnostics = 1\nnodejs_conf = nowhere\n', NODE);
  expect(broken.outcome).toBe('fails');
});
