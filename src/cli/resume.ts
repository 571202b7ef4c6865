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
   * @returns what the finished targets come to, and the argument of which more images may follow
   * @throws UsageError where the file was written of another list, day or profile
   */
  skip(named: AsyncIterator<string>, asked: Asked): Promise<Finished>;
}

/** What the lines of an earlier run say. */
export interface Finished {
  readonly code: ExitCode;
  /** Absent: the next argument is to be looked at from its beginning. */
  readonly begun?: Begun | undefined;
}

/** An argument that stands for several images, and how many of them are finished. */
export interface Begun {
  readonly argument: string;
  readonly images: number;
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

async function skip(file: BegunFile, named: AsyncIterator<string>, asked: Asked): Promise<Finished> {
  let code: ExitCode = 0;
  let begun: Begun | undefined;
  let number = 0;
  for await (const text of file.lines()) {
    number += 1;
    const line = readLine(text);
    const place = `${file.path}:${number}`;
    if (line === undefined) throw new UsageError(`${place}: is no line that pqready has written\n${ELSEWHERE}`);
    if (begun !== undefined && isImageOf(begun.argument, line.name)) begun = { ...begun, images: begun.images + 1 };
    else begun = await nextOf(named, line, { place, name: asked.name });
    checkQuestion(place, line, asked);
    if (line.isDamaged) code = 2;
    if (line.findings !== undefined) code = graver(code, exitCodeOf(line.findings, asked.gate));
  }
  if (number > 0) asked.say(`${file.path}: ${number} finished targets are passed over`);
  return { code, begun };
}

/** Takes the argument of a line off the list. @returns it, where more images of it may follow */
async function nextOf(
  named: AsyncIterator<string>,
  line: StoredLine,
  { place, name }: { readonly place: string; readonly name: string | undefined },
): Promise<Begun | undefined> {
  const next = await named.next();
  if (next.done === true)
    throw new UsageError(`${place}: more targets are finished than were named\nName the same list again.`);
  const wanted = name ?? nameOf(next.value);
  if (wanted === undefined || line.name === wanted) return undefined;
  if (name === undefined && isImageOf(wanted, line.name)) return { argument: wanted, images: 1 };
  throw new UsageError(`${place}: holds ${line.name} where the list has ${wanted}\nName the same list again.`);
}

/** Behind the path of several images stands in brackets which of them it is. */
function isImageOf(argument: string, name: string): boolean {
  return name.startsWith(`${argument} (`) && name.endsWith(')');
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
  readonly isDamaged: boolean;
}

/** Our own line, of which only what is needed here is looked at. */
function readLine(text: string): StoredLine | undefined {
  const document = parsed(text) as Partial<StoredDocument> | undefined;
  const [target, ...more] = document?.schema === 'pqready.report/1' ? (document.targets ?? []) : [];
  if (document?.asOf === undefined || target === undefined || more.length > 0) return undefined;
  const { name, damage, assessments } = target;
  return {
    name,
    asOf: document.asOf,
    profiles: assessments?.map(({ profile }) => `${profile.id} ${profile.sha256}`),
    findings: assessments?.flatMap(({ findings }) => findings),
    isDamaged: damage !== undefined,
  };
}

interface StoredDocument {
  readonly schema: string;
  readonly asOf: IsoDate;
  readonly targets: readonly {
    readonly name: string;
    readonly damage?: string;
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
