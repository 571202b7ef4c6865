import { expect, it } from 'vitest';
import { harvestSshEndpoint } from '../../src/collect/ssh-wire/harvest-endpoint.ts';
import { admission } from '../../src/target/admission.ts';
import { openEndpoint } from '../../src/target/endpoint.ts';
import { openssh10, sshAnswersOf } from '../stacks/openssh.ts';
import { keepRecording } from '../stacks/recorded.ts';
import { recordingWire } from '../support/recorded-wire.ts';
import { serverTree } from './servers/server-tree.ts';
import { startSshd } from './servers/ssh.ts';

it('finds OpenSSH 10 as sshd_config(5) says', async () => {
  const server = await startSshd(serverTree());
  try {
    const place = { host: '127.0.0.1', port: server.port, admission: admission({ concurrency: 1, perHost: 1 }) };
    const target = await openEndpoint({ protocol: 'ssh', startTls: null, ...place });
    if (target.views.wire === undefined) throw new Error('an endpoint has a wire');
    const { wire, recording } = recordingWire(target.views.wire);
    const harvest = await harvestSshEndpoint(wire, {
      subject: 'SSH endpoint',
      signal: AbortSignal.timeout(30_000),
    });
    await keepRecording('openssh-10', recording());
    expect(sshAnswersOf(harvest)).toEqual(openssh10);
  } finally {
    await server.stop();
  }
});
