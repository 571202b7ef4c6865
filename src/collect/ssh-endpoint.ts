import type { Collector } from './collector.ts';

/**
 * What an SSH server offers, and each of its host keys as a key exchange shows it. One connection a type of host key, eight at
 * most: OpenSSH 9.8 and later counts a second of penalty for each connection that does not log in, and refuses from 15 on.
 */
export const sshEndpoint: Collector<'wire'> = {
  id: 'ssh-endpoint',
  needs: ['wire'],
  welcomes: [],
  yields: ['ssh.endpoint'],
  opens: [],
  async collect({ wire }, signal) {
    if (wire.protocol !== 'ssh') return { facts: [], gaps: [] };
    const { harvestSshEndpoint } = await import('./ssh-wire/harvest-endpoint.ts');
    return harvestSshEndpoint(wire, { subject: 'SSH endpoint', signal });
  },
};
