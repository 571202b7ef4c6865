import { expect, it } from 'vitest';
import { harvestSshEndpoint } from '../../src/collect/ssh-wire/harvest-endpoint.ts';
import { replayedWire } from '../support/recorded-wire.ts';
import { tlsAnswersOf } from './answers.ts';
import { openssl35Servers, opensslStacks } from './debian.ts';
import { openssh10, sshAnswersOf, sshSection } from './openssh.ts';
import { debianLibraries, npmStacks } from './other-libraries.ts';
import { readRecording, surveyed } from './recorded.ts';
import type { TlsStack } from './stack.ts';
import { stacksTable, type TableRow } from './table.ts';

const stacks: readonly TlsStack[] = [...opensslStacks, ...openssl35Servers, ...debianLibraries, ...npmStacks];

it.each(stacks)('tells of the recorded $id what its configuration says', async (stack) => {
  expect((await row(stack)).answers).toEqual(stack.expected);
});

it('tells of the recorded OpenSSH what its defaults say, and that each host key is proved', async () => {
  expect(await openssh()).toEqual(openssh10);
});

it('keeps docs/STACKS.md current', async () => {
  const rows = [];
  for (const stack of stacks) rows.push(await row(stack));
  await expect(stacksTable(rows, sshSection(await openssh()))).toMatchFileSnapshot('../../docs/STACKS.md');
});

async function row(stack: TlsStack): Promise<TableRow> {
  const wire = replayedWire(await readRecording(stack.id));
  const answers = tlsAnswersOf(await surveyed(wire));
  return { stack, answers, connections: wire.connections() };
}

async function openssh() {
  const wire = replayedWire(await readRecording('openssh-10'));
  return sshAnswersOf(await harvestSshEndpoint(wire, { subject: 'SSH endpoint', signal: AbortSignal.timeout(10_000) }));
}
