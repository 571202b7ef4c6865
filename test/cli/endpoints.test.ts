import { expect, it } from 'vitest';
import { pqready } from '../support/command-line.ts';
import { listening } from '../support/listening.ts';
import { speakSsh } from '../support/ssh-server.ts';

it('takes a server that cannot be reached for a target with gaps: exit 3, never 2', async () => {
  for (const target of ['ssh:127.0.0.1:1', 'ssh:[::1]:1']) {
    const { stdout, exitCode } = await pqready('scan', target, '--output', 'json');
    const [report] = JSON.parse(stdout).targets;
    expect([exitCode, report.kind, report.facts]).toEqual([3, 'endpoint', []]);
    expect(report.gaps).toMatchObject([{ kind: 'ssh.endpoint', subject: 'SSH endpoint' }]);
  }
});

it('writes one line a target, in the order in which they were named', async () => {
  const port = await listening((socket) => speakSsh(socket));
  const names = [`ssh:127.0.0.1:${port}`, 'ssh:127.0.0.1:1', `ssh:localhost:${port}`];
  const { stdout, exitCode } = await pqready('collect', ...names, '--output', 'jsonl');
  const documents = stdout.split('\n').map((line) => JSON.parse(line));
  expect(exitCode).toBe(0);
  expect(documents.map(({ targets }) => [targets[0].name, targets[0].facts.length])).toEqual([
    [names[0], 1],
    [names[1], 0],
    [names[2], 1],
  ]);
  expect(documents.every(({ schema }) => schema === 'pqready.report/1')).toBe(true);
});

it.each([
  [['scan', 'example.org:443'], 'pqready: example.org:443: does it speak TLS or SSH?\nSay tls:example.org:443 or'],
  [['scan', 'tls:10.0.0.0/16'], 'pqready: tls:10.0.0.0/16: 65,536 addresses\nSay --yes'],
  [['scan', 'host:root@example.org'], 'pqready: host:root@example.org: targets of kind host: are not there yet'],
  [['scan', 'tls:h', '--per-host', '0'], 'pqready: --per-host: wants a whole number above 0'],
  [['scan', 'tls:h', '--rate', '-1'], 'pqready: --rate: wants a number above 0'],
  [['scan', '@/nowhere/list'], 'pqready: /nowhere/list: '],
])('is a usage error: %j', async (args, words) => {
  const { stdout, stderr, exitCode } = await pqready(...args);
  expect(stderr.slice(0, words.length)).toBe(words);
  expect([stdout, exitCode]).toEqual(['', 2]);
});
