import type { Weight } from '../assess/assessment.ts';
import type { IsoDate, Severity } from '../policy/profile.ts';
import { endpointTargetName } from '../target/endpoint.ts';
import { appendTo, type BegunFile } from './begun-file.ts';
import { type ExitCode, exitCodeOf, type Gate, graver } from './exit-code.ts';
import type { Bench } from './judge.ts';
import type { Output } from './outputs.ts';
import { readEndpoint } from './targets/endpoint-name.ts';
import { UsageError } from './usage-error.ts';

/** A run that goes on from the lines that an earlier one has left. */
export interface Resumed {
  /** Appends, each line in one piece. */
  readonly output: Output;
  /**
   * Takes off the list what the file has, in step with its lines, so that it needs no memory however long both are.
   * @returns what the finished targets come to
   * @throws UsageError where the file was written of another list, day or profile
   */
  skip(named: AsyncIterator<string>, asked: Asked): Promise<ExitCode>;
}

/** What the run is asked for now; the lines that are there must have been asked for the same. */
export interface Asked {
  readonly bench: Bench | undefined;
  readonly gate: Gate;
  /** `--name`, which then says nothing of where in the list a line stands. */
  readonly name: string | undefined;
  readonly say: (words: string) => void;
}

/** Opens the one file of `--output jsonl=PATH`, and cuts off a last line that was torn. @throws UsageError */
export async function openResumed(given: readonly string[]): Promise<Resumed> {
  const [, path] = given.length === 1 ? (/^jsonl=(.+)$/s.exec(given[0] ?? '') ?? []) : [];
  if (path === undefined)
    throw new UsageError(
      '--resume: wants --output jsonl=PATH and no other\nOther formats are made of it afterwards: pqready assess PATH --output FORMAT.',
    );
  const file = await appendTo(path);
  return { output: file.output, skip: (named, asked) => skip(file, named, asked) };
}

async function skip(file: BegunFile, named: AsyncIterator<string>, asked: Asked): Promise<ExitCode> {
  let code: ExitCode = 0;
  let number = 0;
  for await (const text of file.lines()) {
    number += 1;
    const line = readLine(text);
    const place = `${file.path}:${number}`;
    if (line === undefined) throw new UsageError(`${place}: is no line that pqready has written\n${ELSEWHERE}`);
    const next = await named.next();
    if (next.done === true)
      throw new UsageError(`${place}: more targets are finished than were named\nName the same list again.`);
    const wanted = asked.name ?? nameOf(next.value);
    if (wanted !== undefined && line.name !== wanted)
      throw new UsageError(`${place}: holds ${line.name} where the list has ${wanted}\nName the same list again.`);
    checkQuestion(place, line, asked);
    if (line.findings !== undefined) code = graver(code, exitCodeOf(line.findings, asked.gate));
  }
  if (number > 0) asked.say(`${file.path}: ${number} finished targets are passed over`);
  return code;
}

/** Lines of one file are to be judged alike, or its exit code would mean nothing. */
function checkQuestion(place: string, line: StoredLine, { bench }: Asked): void {
  const profiles = bench?.profiles.map(({ profile }) => `${profile.id} ${profile.sha256}`);
  if (`${line.profiles}` !== `${profiles}`)
    throw new UsageError(`${place}: was judged by other profiles, or not at all\n${ELSEWHERE}`);
  if (bench !== undefined && line.asOf !== bench.asOf)
    throw new UsageError(
      `${place}: was judged as on ${line.asOf}, this run judges as on ${bench.asOf}\nSay --as-of ${line.asOf} to go on.`,
    );
}

/** The name that the target's report will have; undefined for this host, which names itself. */
function nameOf(argument: string): string | undefined {
  const endpoint = readEndpoint(argument);
  if (endpoint !== undefined) return endpointTargetName(endpoint);
  return argument === 'host' ? undefined : argument;
}

interface StoredLine {
  readonly name: string;
  readonly asOf: IsoDate;
  /** Undefined where it was not judged. */
  readonly profiles: readonly string[] | undefined;
  readonly findings: readonly { readonly weight: Weight; readonly severity: Severity }[] | undefined;
}

/** Our own line, of which only what is needed here is looked at. */
function readLine(text: string): StoredLine | undefined {
  const document = parsed(text) as Partial<StoredDocument> | undefined;
  const [target, ...more] = document?.schema === 'pqready.report/1' ? (document.targets ?? []) : [];
  if (document?.asOf === undefined || target === undefined || more.length > 0) return undefined;
  const { name, assessments } = target;
  return {
    name,
    asOf: document.asOf,
    profiles: assessments?.map(({ profile }) => `${profile.id} ${profile.sha256}`),
    findings: assessments?.flatMap(({ findings }) => findings),
  };
}

interface StoredDocument {
  readonly schema: string;
  readonly asOf: IsoDate;
  readonly targets: readonly {
    readonly name: string;
    readonly assessments?: readonly {
      readonly profile: { readonly id: string; readonly sha256: string };
      readonly findings: readonly { readonly weight: Weight; readonly severity: Severity }[];
    }[];
  }[];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const ELSEWHERE = 'Name another file with --output jsonl=PATH.';
