import { expect, it } from 'vitest';
import { openssh } from '../../src/collect/openssh.ts';
import type { SshConfigured } from '../../src/facts/values/configuration.ts';
import { opensshDefaultsOf } from '../../src/vocabulary/openssh-defaults.ts';
import { harvestOf } from '../support/harvest.ts';
import { undeclaredReads } from '../support/opened.ts';
import { opensshProgram } from '../support/openssh-program.ts';
import type { Tree } from '../support/tree.ts';

const SSHD = { '/usr/sbin/sshd': opensshProgram('server', 'OpenSSH_9.6p1 Ubuntu-3ubuntu13') };
const SSH = { '/usr/bin/ssh': opensshProgram('client', 'OpenSSH_10.0p2 Debian-7+deb13u4') };
const DEFAULTS = opensshDefaultsOf('9.6');
const POLICY = '/etc/crypto-policies/back-ends/opensshserver.config';

/** The one fact of a tree without gaps. */
async function configured(tree: Tree): Promise<SshConfigured> {
  const harvest = await harvestOf(openssh, tree);
  expect(harvest.gaps).toEqual([]);
  expect(harvest.facts.map(({ kind }) => kind)).toEqual(['ssh.configured']);
  // Checked on the line above.
  return harvest.facts[0]?.value as SshConfigured;
}

async function gapsOf(tree: Tree): Promise<readonly string[]> {
  const harvest = await harvestOf(openssh, tree);
  expect(harvest.facts).toEqual([]);
  return harvest.gaps.map(({ subject, why }) => `${subject}: ${why}`);
}

it('says nothing where OpenSSH is not installed', async () => {
  expect(await harvestOf(openssh, { '/etc/hosts': '' })).toEqual({ facts: [], gaps: [] });
});

it('reads Debian: nothing is set, so the program tells all lists', async () => {
  const builtIn = { from: 'built-in', library: 'OpenSSH 9.6p1' };
  expect(
    await configured({ ...SSHD, '/etc/ssh/sshd_config': 'Include /etc/ssh/sshd_config.d/*.conf\nUsePAM yes\n' }),
  ).toEqual({
    kex: DEFAULTS?.serverKex,
    hostKeys: DEFAULTS?.publicKeyAlgorithms,
    ciphers: DEFAULTS?.ciphers,
    macs: DEFAULTS?.macs,
    publicKeyAlgorithms: DEFAULTS?.publicKeyAlgorithms,
    requiredRsaSize: 1024,
    version: '9.6p1',
    caSignatureAlgorithms: DEFAULTS?.certificateAuthorityAlgorithms,
    conditional: [],
    oddities: [],
    origin: {
      CASignatureAlgorithms: builtIn,
      Ciphers: builtIn,
      HostKeyAlgorithms: builtIn,
      KexAlgorithms: builtIn,
      MACs: builtIn,
      PubkeyAcceptedAlgorithms: builtIn,
      RequiredRSASize: builtIn,
    },
  });
});

it('reads Fedora: the crypto policy comes in by a drop-in, and an earlier drop-in wins over it', async () => {
  const value = await configured({
    ...SSHD,
    '/etc/ssh/sshd_config': 'Include /etc/ssh/sshd_config.d/*.conf\nCiphers aes128-cbc\n',
    '/etc/ssh/sshd_config.d/10-site.conf': 'MACs hmac-sha2-512\n',
    '/etc/ssh/sshd_config.d/40-redhat-crypto-policies.conf': `Include ${POLICY}\n`,
    [POLICY]: { link: '/usr/share/crypto-policies/DEFAULT/opensshserver.txt' },
    '/usr/share/crypto-policies/DEFAULT/opensshserver.txt':
      'Ciphers aes256-gcm@openssh.com\nMACs hmac-sha2-256\nRequiredRSASize 2048\n',
  });
  expect(value).toMatchObject({ ciphers: ['aes256-gcm@openssh.com'], macs: ['hmac-sha2-512'], requiredRsaSize: 2048 });
  const policy = '/usr/share/crypto-policies/DEFAULT/opensshserver.txt';
  expect(value.origin['Ciphers']).toEqual({ from: 'policy', path: policy, line: 1 });
  expect(value.origin['RequiredRSASize']).toEqual({ from: 'policy', path: policy, line: 3 });
  expect(value.origin['MACs']).toEqual({ from: 'directive', path: '/etc/ssh/sshd_config.d/10-site.conf', line: 1 });
});

it('lets the user of a client overrule the policy that stands in Match final all', async () => {
  const value = await configured({
    ...SSH,
    '/etc/ssh/ssh_config':
      'Include ssh_config.d/*.conf\nHost *\n  KexAlgorithms -*sha1,sntrup*\nHost old\n  Ciphers +aes128-cbc\n',
    '/etc/ssh/ssh_config.d/50-redhat.conf': 'Match final all\n\tInclude policy.inc\n',
    '/etc/ssh/policy.inc': 'KexAlgorithms ecdh-sha2-nistp256\nCiphers aes256-ctr\n',
  });
  expect(value.kex).toEqual(opensshDefaultsOf('10.0')?.clientKex.filter((name) => !name.startsWith('sntrup')));
  expect(value.ciphers).toEqual(['aes256-ctr']);
  expect(value.conditional).toEqual(['Host old: Ciphers +aes128-cbc (/etc/ssh/ssh_config:5)']);
});

it('reads RHEL 8, whose policy comes by the command line and can be switched off in sysconfig', async () => {
  const tree = {
    ...SSHD,
    '/etc/ssh/sshd_config': 'Ciphers aes128-cbc\n',
    [POLICY]: "CRYPTO_POLICY='-oCiphers=aes256-ctr -oMACs=hmac-sha2-512'\n",
  };
  expect(await configured(tree)).toMatchObject({ ciphers: ['aes256-ctr'], macs: ['hmac-sha2-512'], oddities: [] });
  expect(await configured({ ...tree, '/etc/sysconfig/sshd': 'CRYPTO_POLICY=\n' })).toMatchObject({
    ciphers: ['aes128-cbc'],
    oddities: ['CRYPTO_POLICY is set in /etc/sysconfig/sshd: the system crypto policy does not reach sshd'],
  });
});

it('falls back to the configuration that SUSE keeps below /usr/etc', async () => {
  const value = await configured({ ...SSHD, '/usr/etc/ssh/sshd_config': 'MACs hmac-sha2-512\n' });
  expect(value.macs).toEqual(['hmac-sha2-512']);
});

it('needs no program where every list is set outright', async () => {
  const lines = ['KexAlgorithms', 'HostKeyAlgorithms', 'Ciphers', 'MACs', 'PubkeyAcceptedAlgorithms'];
  const value = await configured({ '/etc/ssh/sshd_config': lines.map((keyword) => `${keyword} x\n`).join('') });
  expect(value).toMatchObject({ kex: ['x'], version: null, requiredRsaSize: null, caSignatureAlgorithms: null });
});

it('never guesses a built-in list', async () => {
  expect(
    await gapsOf({ '/etc/ssh/sshd_config': 'KexAlgorithms +x\nCiphers a\nMACs b\nHostKeyAlgorithms c\n' }),
  ).toEqual([
    'OpenSSH server: the built-in list decides over CASignatureAlgorithms, KexAlgorithms, PubkeyAcceptedAlgorithms, and no program was found that holds it',
  ]);
});

it.each<[string, Tree, string]>([
  [
    'an include that cannot be read',
    {
      ...SSHD,
      '/etc/ssh/sshd_config': 'Include /etc/ssh/sshd_config.d/a.conf\n',
      '/etc/ssh/sshd_config.d/a.conf': { dir: true },
    },
    '/etc/ssh/sshd_config.d/a.conf: not a regular file (device, socket, FIFO or directory), so it was not opened',
  ],
  [
    'a name that the program does not know, even where another line wins',
    { ...SSHD, '/etc/ssh/sshd_config': 'KexAlgorithms curve25519-sha256\nKexAlgorithms mlkem768x25519-sha256\n' },
    '/etc/ssh/sshd_config:2: OpenSSH 9.6p1 knows no mlkem768x25519-sha256 and refuses its configuration',
  ],
  [
    'a global keyword in a Match block',
    { ...SSHD, '/etc/ssh/sshd_config': 'Match user bob\nMACs hmac-sha1\n' },
    '/etc/ssh/sshd_config:2: sshd does not allow macs inside a Match block',
  ],
  [
    'a program without configuration',
    SSHD,
    '/usr/sbin/sshd does not start without /etc/ssh/sshd_config or /usr/etc/ssh/sshd_config',
  ],
  [
    'a program that is not OpenSSH',
    { '/usr/sbin/sshd': 'Dropbear', '/etc/ssh/sshd_config': '' },
    '/usr/sbin/sshd: names no version of OpenSSH',
  ],
])('leaves a gap for %s', async (_, tree, why) => {
  expect(await gapsOf(tree)).toEqual([`OpenSSH server: ${why}`]);
});

it('does not hang on files that include themselves', async () => {
  const tree = { ...SSHD, '/etc/ssh/sshd_config': 'Include sshd_config\nInclude sshd_config\n' };
  const [first] = await gapsOf(tree);
  expect(first).toBe('OpenSSH server: /etc/ssh/sshd_config: included more than 16 levels deep');
});

it('reads nothing that it does not declare', async () => {
  const tree = {
    ...SSHD,
    ...SSH,
    '/etc/ssh/sshd_config': 'Include sshd_config.d/*.conf\n',
    '/etc/ssh/sshd_config.d/a.conf': `Include ${POLICY}\n`,
    [POLICY]: '',
    '/etc/ssh/ssh_config': 'Include /etc/ssh/ssh_config.d/*.conf /usr/etc/ssh/ssh_config.d/*.conf\n',
    '/usr/etc/ssh/ssh_config.d/a.conf': '',
    '/etc/default/ssh': 'SSHD_OPTS=\n',
  };
  expect(await undeclaredReads(openssh, tree)).toEqual([]);
});
