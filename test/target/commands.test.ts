import { existsSync } from 'node:fs';
import { expect, it, type TestContext } from 'vitest';
import { hostCommands } from '../../src/target/commands.ts';

const commands = hostCommands();
const never = new AbortController().signal;

it('runs a program of the system itself, with a fixed environment', async (context) => {
  needs(context, '/usr/bin/openssl');
  process.env['OPENSSL_CONF'] = '/nowhere/openssl.cnf';
  const found = await commands.run(['openssl', 'version'], 10_000, never);
  delete process.env['OPENSSL_CONF'];
  expect(found).toMatchObject({
    state: 'seen',
    value: { exitCode: 0, stderr: '' },
    at: { in: 'command', argv: ['openssl', 'version'] },
  });
});

it('gives the exit code of a program that fails', async (context) => {
  needs(context, '/usr/bin/openssl');
  const found = await commands.run(['openssl', 'bogus-command'], 10_000, never);
  expect(found).toMatchObject({ state: 'seen', value: { exitCode: 1 } });
});

it('calls a program absent that this machine does not have', async (context) => {
  if (existsSync('/usr/bin/update-crypto-policies')) context.skip('this machine has it');
  expect(await commands.run(['update-crypto-policies', '--show'], 10_000, never)).toEqual({
    state: 'absent',
    at: { in: 'command', argv: ['update-crypto-policies', '--show'] },
  });
});

it('hides the answer of a program that says too much', async (context) => {
  needs(context, '/usr/bin/openssl');
  const found = await commands.run(['openssl', 'rand', '-hex', '9000000'], 20_000, never);
  expect(found).toMatchObject({ state: 'hidden', why: 'too-large' });
});

it('ends within its time although what the program started holds on to the pipes', async (context) => {
  needs(context, '/usr/bin/ssh');
  const started = performance.now();
  const found = await commands.run(['ssh', '-F', 'none', '-o', 'ProxyCommand=sleep 30', 'nowhere'], 300, never);
  expect(found).toMatchObject({ state: 'hidden', why: 'timed-out' });
  expect(performance.now() - started).toBeLessThan(10_000);
});

it('ends when the scan is stopped', async (context) => {
  needs(context, '/usr/bin/ssh');
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 100);
  const argv = ['ssh', '-F', 'none', '-o', 'ProxyCommand=sleep 30', 'nowhere'] as const;
  expect(await commands.run(argv, 25_000, stop.signal)).toMatchObject({ state: 'hidden', why: 'timed-out' });
  expect(await commands.run(argv, 25_000, stop.signal)).toMatchObject({ state: 'hidden', why: 'timed-out' });
}, 10_000);

function needs(context: TestContext, program: string): void {
  if (!existsSync(program)) context.skip(`this machine has no ${program}`);
}
