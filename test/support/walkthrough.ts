import { spawn } from 'node:child_process';

/** A command of a transcript and what it printed, as the document shows it. */
export interface Shown {
  /** Line of the document, from 1. */
  readonly line: number;
  readonly command: string;
  readonly output: string;
}

/**
 * The commands of a Markdown document: in blocks marked `console`, a line that begins with `$ ` begins a command, `> ` goes on with
 * it, and all else is what it prints, standard error included.
 */
export function transcript(document: string): readonly Shown[] {
  const shown: { line: number; command: string[]; output: string[] }[] = [];
  let within = false;
  for (const [index, line] of document.split('\n').entries()) {
    if (line.startsWith('```')) within = !within && line === '```console';
    else if (within && line.startsWith('$ ')) shown.push({ line: index + 1, command: [line.slice(2)], output: [] });
    else if (within && line.startsWith('> ') && shown.at(-1)?.output.length === 0)
      shown.at(-1)?.command.push(line.slice(2));
    else if (within) {
      const last = shown.at(-1);
      if (last === undefined) throw new Error(`line ${index + 1}: output without a command`);
      last.output.push(line);
    }
  }
  return shown.map(({ line, command, output }) => ({ line, command: command.join('\n'), output: output.join('\n') }));
}

/** Runs commands one after the other in one shell, and gives what each printed, both streams together. */
export async function runAll(
  commands: readonly string[],
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<readonly string[]> {
  // `$?` of the next command is that of the one before: a subshell brings it back.
  const script = commands.map((each) => `${each}\nstatus=$?\nprintf '${END}'\n(exit $status)\n`).join('');
  const child = spawn('bash', ['--noprofile', '--norc', '-c', `exec 2>&1\n${script}`], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise((resolve) => child.on('close', resolve));
  return Buffer.concat(chunks).toString('utf8').split(END.replace('\\036', '\u001e')).slice(0, -1);
}

/** Whether an output is what the document shows: `...` on a line of its own stands for any lines, `[...]` for any words of a line. */
export function matches(shown: string, printed: string): boolean {
  const pattern = shown
    .trimEnd()
    .split('\n')
    .map((line) => (line === '...' ? LINES : `${line.split('[...]').map(RegExp.escape).join('[^\\n]*')}\\n`))
    .join('');
  return new RegExp(`^${pattern}$`).test(printed.trim() === '' ? '\n' : `${printed.trimEnd()}\n`);
}

/** The document with what was printed now in place of what it shows, where the two differ; elisions are lost there. */
export function withOutputs(document: string, printed: readonly string[]): string {
  const shown = transcript(document);
  const lines = document.split('\n');
  for (const [index, each] of [...shown.entries()].reverse()) {
    const now = printed[index] ?? '';
    if (matches(each.output, now)) continue;
    const from = each.line - 1 + each.command.split('\n').length;
    const old = each.output === '' ? 0 : each.output.split('\n').length;
    lines.splice(
      from,
      old,
      ...now
        .trimEnd()
        .split('\n')
        .filter((line, place, all) => line !== '' || all.length > 1 || place > 0),
    );
  }
  return lines.join('\n');
}

const END = '\\036';
const LINES = '(?:[^\\n]*\\n)*?';
