import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openResumed } from '../../src/cli/resume.ts';
import { pqready } from '../support/command-line.ts';
import { ociLayout, writeLayout } from '../support/image.ts';
import { listening } from '../support/listening.ts';
import { speakSsh } from '../support/ssh-server.ts';

const DAY = '2026-11-22';

// Several runs of the program each: on a busy machine every one takes ten seconds.
vi.setConfig({ testTimeout: 120_000 });

it('goes on behind the last whole line of a run that was killed, and cuts what was torn', async () => {
  const { file, names, list, answer } = await sevenServers({ answering: 3 });
  const child = execa(process.execPath, [MAIN, ...scan(list, file)], { reject: false, stdin: 'ignore' });
  await linesIn(file, 2);
  child.kill('SIGKILL');
  await child;
  answer();
  await appendFile(file, '{"schema":"pqready.report/1","tool":{"name":"pqr');
  const whole = (await readFile(file, 'utf8')).split('\n').length - 1;
  const { stdout, stderr, exitCode } = await pqready(...scan(list, file));
  expect(whole).toBeLessThan(names.length);
  expect([stdout, stderr, exitCode]).toEqual(['', `pqready: ${file}: ${whole} finished targets are passed over`, 0]);
  expect(await namesIn(file)).toEqual(names);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
});

it('keeps what is finished where it is interrupted, and says so', async () => {
  const { file, list, names, answer } = await sevenServers({ answering: 1 });
  const child = execa(process.execPath, [MAIN, ...scan(list, file)], { reject: false, stdin: 'ignore' });
  await linesIn(file, 1);
  child.kill('SIGINT');
  const { stderr, exitCode } = await child;
  answer();
  expect([stderr, exitCode]).toEqual([
    'pqready: interrupted\nWhat is finished is written: the same command goes on from there.',
    2,
  ]);
  expect((await namesIn(file)).length).toBeGreaterThan(0);
  await pqready(...scan(list, file));
  expect(await namesIn(file)).toEqual(names);
});

it('connects to nothing where all is finished, and ends as the finished targets say', async () => {
  let connections = 0;
  const port = await listening((socket) => {
    connections += 1;
    speakSsh(socket);
  });
  const file = await emptyPlace();
  const args = [
    'scan',
    'ssh:127.0.0.1:1',
    `ssh:127.0.0.1:${port}`,
    '--as-of',
    DAY,
    '--resume',
    '--output',
    `jsonl=${file}`,
  ];
  const first = await pqready(...args);
  const [before, written] = [connections, await readFile(file, 'utf8')];
  const second = await pqready(...args);
  expect([first.exitCode, second.exitCode, connections]).toEqual([3, 3, before]);
  expect(await readFile(file, 'utf8')).toBe(written);
});

it('takes a list that has grown at its end', async () => {
  const file = await emptyPlace();
  await pqready('collect', 'ssh:127.0.0.1:1', '--resume', '--output', `jsonl=${file}`);
  await pqready('collect', 'ssh:127.0.0.1:1', 'tls:127.0.0.1:1', '--resume', '--output', `jsonl=${file}`);
  expect(await namesIn(file)).toEqual(['ssh:127.0.0.1:1', 'tls:127.0.0.1:1']);
});

describe('of several images at one path', () => {
  const platforms = ['amd64', 'arm64', 's390x'];
  const layout = () =>
    writeLayout(
      ociLayout(
        ...platforms.map((architecture) => ({
          layers: [{ tree: { '/etc/os-release': 'ID=debian\n' } }],
          platform: { os: 'linux', architecture },
        })),
      ),
    );

  it.each([0, 1, 2, 3, 4])('goes on behind %i of their lines', async (finished) => {
    const [path, file] = [await layout(), await emptyPlace()];
    const args = ['collect', path, 'ssh:127.0.0.1:1', '--platform', 'all', '--resume', '--output', `jsonl=${file}`];
    const names = [...platforms.map((each) => `${path} (linux/${each})`), 'ssh:127.0.0.1:1'];
    await pqready(...args);
    const lines = (await readFile(file, 'utf8')).split('\n').slice(0, finished);
    await writeFile(file, lines.map((line) => `${line}\n`).join(''));
    const { exitCode } = await pqready(...args);
    expect([exitCode, await namesIn(file)]).toEqual([0, names]);
  });

  it('finds one again that was chosen by its platform', async () => {
    const [path, file] = [await layout(), await emptyPlace()];
    const args = ['collect', path, '--platform', 'linux/arm64', '--resume', '--output', `jsonl=${file}`];
    const written = [await pqready(...args), await pqready(...args)];
    expect([written.map(({ exitCode }) => exitCode), await namesIn(file)]).toEqual([[0, 0], [`${path} (linux/arm64)`]]);
  });

  it('refuses a name that all of them would have', async () => {
    const [path, file] = [await layout(), await emptyPlace()];
    const args = ['--platform', 'all', '--name', 'x', '--resume', '--output', `jsonl=${file}`];
    const { stderr, exitCode } = await pqready('collect', path, ...args);
    expect([stderr, exitCode]).toEqual([
      `pqready: --resume: ${path} holds 3 images, which --name calls all alike\nLeave out --name, or choose one of them by --platform.`,
      2,
    ]);
  });

  it('ends with 2 where a finished one is damaged', async () => {
    const [path, file] = [await layout(), await emptyPlace()];
    const bad = await writeLayout(ociLayout({ layers: [{ bytes: Buffer.alloc(2048, 'x') }] }));
    const args = ['collect', bad, path, '--platform', 'linux/amd64', '--resume', '--output', `jsonl=${file}`];
    const codes = [(await pqready(...args)).exitCode, (await pqready(...args)).exitCode];
    expect([codes, await namesIn(file)]).toEqual([
      [2, 2],
      [bad, `${path} (linux/amd64)`],
    ]);
  });
});

describe('where going on would mix what is not alike', () => {
  it.each([
    [['ssh:127.0.0.1:2'], ':1: holds ssh:127.0.0.1:1 where the list has ssh:127.0.0.1:2\nName the same list again.'],
    [
      ['ssh:127.0.0.1:1', '--as-of', '2027-01-01'],
      ':1: was judged as on 2026-11-22, this run judges as on 2027-01-01\n',
    ],
    [['ssh:127.0.0.1:1', '--profile', 'fips-140-3'], ':1: was judged by other profiles, or not at all\n'],
  ])('refuses %j and leaves the file alone', async (args, words) => {
    const file = await emptyPlace();
    await pqready('scan', 'ssh:127.0.0.1:1', '--as-of', DAY, '--resume', '--output', `jsonl=${file}`);
    const before = await readFile(file, 'utf8');
    const day = args.includes('--as-of') ? [] : ['--as-of', DAY];
    const { stderr, exitCode } = await pqready('scan', ...args, ...day, '--resume', '--output', `jsonl=${file}`);
    expect(stderr.slice(0, `pqready: ${file}${words}`.length)).toBe(`pqready: ${file}${words}`);
    expect([exitCode, await readFile(file, 'utf8')]).toEqual([2, before]);
  });

  it.each(['root:x:0:0:root:/root:/bin/sh\n', '{"schema":"pqready.report/2","x":1', '\n'])(
    'refuses a file of somebody else, which keeps its end: %j',
    async (content) => {
      const file = await emptyPlace();
      await writeFile(file, content);
      await expect(openResumed([`jsonl=${file}`])).rejects.toThrow(
        `--output jsonl=${file}: is no report of pqready in JSON lines\n`,
      );
      expect(await readFile(file, 'utf8')).toBe(content);
    },
  );

  it('refuses a line in the middle that is none of ours', async () => {
    const file = await emptyPlace();
    await pqready('collect', 'ssh:127.0.0.1:1', '--resume', '--output', `jsonl=${file}`);
    await truncate(file, 200);
    await appendFile(file, '\n');
    const { stderr, exitCode } = await pqready('collect', 'ssh:127.0.0.1:1', '--resume', '--output', `jsonl=${file}`);
    expect([stderr.split('\n')[0], exitCode]).toEqual([`pqready: ${file}:1: is no line that pqready has written`, 2]);
  });
});

it.each([[[]], [['json=x.json']], [['jsonl']], [['jsonl=a', 'text']]])(
  'wants one file of JSON lines: %j',
  async (output) => {
    await expect(openResumed(output)).rejects.toThrow('--resume: wants --output jsonl=PATH and no other\n');
  },
);

/** Seven servers, of which the first ones answer, and the others when they are told to: no run can be through before. */
async function sevenServers({ answering }: { readonly answering: number }) {
  let answer = () => {};
  const told = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const ports = await Promise.all(
    Array.from({ length: 7 }, (_, index) =>
      listening((socket) => void (index < answering ? speakSsh(socket) : told.then(() => speakSsh(socket)))),
    ),
  );
  const names = ports.map((port) => `ssh:127.0.0.1:${port}`);
  const file = await emptyPlace();
  const list = `${file}.list`;
  await writeFile(list, `${names.join('\n')}\n`);
  return { file, list, names, answer };
}

function scan(list: string, file: string): readonly string[] {
  const options = ['--unknown', 'fail', '--fail-on', 'none', '--concurrency', '1', '--as-of', DAY];
  return ['scan', `@${list}`, '--resume', '--output', `jsonl=${file}`, ...options];
}

async function linesIn(file: string, count: number): Promise<void> {
  for (let waited = 0; waited < 3000; waited += 1) {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text.split('\n').length > count) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${file} never had ${count} lines`);
}

async function namesIn(file: string): Promise<readonly string[]> {
  const lines = (await readFile(file, 'utf8')).split('\n');
  expect(lines.pop()).toBe('');
  return lines.map((line) => JSON.parse(line).targets[0].name);
}

async function emptyPlace(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'pqready-resume-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  return join(directory, 'report.jsonl');
}

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');
