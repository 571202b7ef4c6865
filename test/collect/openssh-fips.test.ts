import { describe, expect, it } from 'vitest';
import { openssh } from '../../src/collect/openssh.ts';
import type { Harvest } from '../../src/facts/fact.ts';
import type { SshConfigured } from '../../src/facts/values/configuration.ts';
import { fedoraPolicies, OVERLAY_MOUNTINFO } from '../support/crypto-policies.ts';
import { harvestOf } from '../support/harvest.ts';
import { kernelOf } from '../support/kernel.ts';
import { undeclaredReads } from '../support/opened.ts';
import { RED_HAT_FIPS, redHatFipsStrings, SUSE_FIPS } from '../support/openssh-fips.ts';
import { opensshProgram } from '../support/openssh-program.ts';
import type { Tree } from '../support/tree.ts';

const IN_FIPS_MODE = 'OpenSSH server under kernel FIPS mode';
const sshd = (more: readonly string[]): Tree => ({
  '/usr/sbin/sshd': opensshProgram('server', 'OpenSSH_9.9p1', [
    ...more,
    'mlkem768nistp256-sha256',
    'mlkem1024nistp384-sha384',
  ]),
});
const RED_HAT = sshd(redHatFipsStrings('kex-merged'));
const NOT_SHOWN =
  'the built-in list for FIPS mode decides over CASignatureAlgorithms, Ciphers, HostKeyAlgorithms, KexAlgorithms, PubkeyAcceptedAlgorithms, and OpenSSH 9.9p1 does not show it';
const NONE_LEFT = 'OpenSSH 9.9p1 refuses every host key algorithm that is configured in FIPS mode';
const TAKEN = 'OpenSSH 9.9p1 takes names away from its lists in FIPS mode, and its bytes do not show which';
const INCLUDES_POLICY = {
  '/etc/ssh/sshd_config': 'Include /etc/crypto-policies/back-ends/opensshserver.config\n',
};

function configuredOf({ facts }: Harvest, subject: string): SshConfigured {
  const found = facts.find((each) => each.subject === subject);
  if (found === undefined) throw new Error(`nothing is said of ${subject}`);
  // Every fact of this collector has this kind.
  return found.value as SshConfigured;
}

function subjectsOf({ facts, gaps }: Harvest): readonly string[] {
  return [...facts.map(({ subject }) => subject), ...gaps.map(({ subject, why }) => `${subject}: ${why}`)];
}

describe('where the FIPS overlay waits for fips=1', () => {
  const tree = { ...RED_HAT, ...INCLUDES_POLICY, ...fedoraPolicies() };

  it('tells what holds once it is mounted, and where that stands', async () => {
    const harvest = await harvestOf(openssh, tree);
    expect(harvest.gaps).toEqual([]);
    expect(configuredOf(harvest, 'OpenSSH server').kex).toContain('curve25519-sha256');
    const { kex, ciphers, origin } = configuredOf(harvest, IN_FIPS_MODE);
    expect([...kex, ...ciphers].filter((name) => /25519|chacha/.test(name))).toEqual([]);
    expect(origin['KexAlgorithms']).toMatchObject({
      from: 'policy',
      path: '/usr/share/crypto-policies/back-ends/FIPS/opensshserver.config',
    });
    const proof = harvest.facts.find(({ subject }) => subject === IN_FIPS_MODE)?.evidence.map(({ at }) => at);
    expect(proof).toContainEqual(
      expect.objectContaining({ in: 'file', path: '/usr/share/crypto-policies/back-ends/FIPS/opensshserver.config' }),
    );
  });

  it('has nothing to add to a policy that is FIPS by itself', async () => {
    const fips = { ...RED_HAT, ...INCLUDES_POLICY, ...fedoraPolicies({ policy: 'FIPS' }) };
    expect(subjectsOf(await harvestOf(openssh, fips))).toEqual(['OpenSSH server']);
  });

  it.each([
    ['is there already', OVERLAY_MOUNTINFO],
    ['has not come, though the kernel runs in FIPS mode', ''],
  ])('reads the files as they stand where the mount %s', async (_, mountinfo) => {
    const kernel = kernelOf({ fips_enabled: '1\n', mountinfo });
    const { kex } = configuredOf(await harvestOf(openssh, tree, { kernel }), IN_FIPS_MODE);
    expect(kex).toContain('curve25519-sha256');
  });

  it('reads nothing that it does not declare', async () => {
    expect(await undeclaredReads(openssh, tree)).toEqual([]);
  });
});

describe('a build with other built-in lists for FIPS mode', () => {
  it('has those where nothing is configured', async () => {
    const harvest = await harvestOf(openssh, { ...RED_HAT, '/etc/ssh/sshd_config': 'MACs hmac-sha2-512\n' });
    const keys = RED_HAT_FIPS.publicKeyAlgorithms.split(',');
    expect(harvest.gaps).toEqual([]);
    expect(configuredOf(harvest, IN_FIPS_MODE)).toMatchObject({
      kex: RED_HAT_FIPS.kex.split(','),
      hostKeys: keys,
      publicKeyAlgorithms: keys,
      macs: ['hmac-sha2-512'],
      caSignatureAlgorithms: keys.filter((name) => !name.includes('-cert')),
      origin: { KexAlgorithms: { from: 'built-in', library: 'OpenSSH 9.9p1 in FIPS mode' } },
    });
  });

  it('adds to them, and drops Ed25519 where it is configured', async () => {
    const lines = 'KexAlgorithms +curve25519-sha256\nHostKeyAlgorithms ssh-ed25519,rsa-sha2-512\n';
    const harvest = await harvestOf(openssh, { ...RED_HAT, '/etc/ssh/sshd_config': lines });
    expect(configuredOf(harvest, IN_FIPS_MODE)).toMatchObject({
      kex: [...RED_HAT_FIPS.kex.split(','), 'curve25519-sha256'],
      hostKeys: ['rsa-sha2-512'],
    });
  });

  it.each<[string, Tree, string, string]>([
    ['lists that are not shown', sshd(['FIPS mode initialized']), 'MACs hmac-sha2-512', NOT_SHOWN],
    ['no host key algorithm that is left', RED_HAT, 'HostKeyAlgorithms ssh-ed25519', NONE_LEFT],
    ['names that SUSE may take away', sshd(SUSE_FIPS), 'MACs hmac-sha2-512', TAKEN],
  ])('leaves a gap for %s, never the ordinary list', async (_, program, line, why) => {
    const harvest = await harvestOf(openssh, { ...program, '/etc/ssh/sshd_config': `${line}\n` });
    expect(subjectsOf(harvest)).toEqual(['OpenSSH server', `${IN_FIPS_MODE}: ${why}`]);
  });

  it('leaves no gap where SUSE has nothing to take away', async () => {
    const lines = [
      'KexAlgorithms ecdh-sha2-nistp384',
      'HostKeyAlgorithms rsa-sha2-512',
      'PubkeyAcceptedAlgorithms rsa-sha2-512',
      'Ciphers aes256-ctr',
      'MACs hmac-sha2-512',
    ];
    const tree = { ...sshd(SUSE_FIPS), '/etc/ssh/sshd_config': lines.map((line) => `${line}\n`).join('') };
    expect(subjectsOf(await harvestOf(openssh, tree))).toEqual(['OpenSSH server']);
  });
});
