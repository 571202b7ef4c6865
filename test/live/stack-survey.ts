import { admission } from '../../src/target/admission.ts';
import { openEndpoint } from '../../src/target/endpoint.ts';
import { type TlsAnswers, tlsAnswersOf } from '../stacks/answers.ts';
import { keepRecording, surveyed } from '../stacks/recorded.ts';
import type { TlsStack } from '../stacks/stack.ts';
import { recordingWire } from '../support/recorded-wire.ts';
import type { RunningServer } from './servers/program.ts';

/** Starts a stack, surveys it to its end, and keeps what it said where that is wanted. */
export async function answersOfStack(stack: TlsStack, start: () => Promise<RunningServer>): Promise<TlsAnswers> {
  const server = await start();
  try {
    const target = await openEndpoint({
      protocol: 'tls',
      startTls: stack.startTls,
      host: '127.0.0.1',
      port: server.port,
      mostConnections: MOST_CONNECTIONS,
      admission: admission({ concurrency: 1, perHost: 1 }),
    });
    if (target.views.wire === undefined) throw new Error('an endpoint has a wire');
    const { wire, recording } = recordingWire(target.views.wire);
    const harvest = await surveyed(wire);
    await keepRecording(stack.id, recording());
    return tlsAnswersOf(harvest);
  } finally {
    await server.stop();
  }
}

/** More than any stack takes: what a scan's own limit leaves out is another matter. */
const MOST_CONNECTIONS = 200;
