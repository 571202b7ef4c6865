import { expect, it } from 'vitest';
import { sshRemedy } from '../../../src/rules/common/ssh-configured.ts';

it('writes a drop-in for each keyword, so that setting one of them later leaves the others as they are', () => {
  expect(sshRemedy('OpenSSH server', 'MACs hmac-sha2-256\nCiphers aes256-ctr').steps).toEqual([
    { do: 'ssh-lines', file: '/etc/ssh/sshd_config.d/00-pqready-macs.conf', lines: ['MACs hmac-sha2-256'] },
    { do: 'ssh-lines', file: '/etc/ssh/sshd_config.d/00-pqready-ciphers.conf', lines: ['Ciphers aes256-ctr'] },
  ]);
});
