import type { Summary } from '../assess/assessment.ts';
import { summarise } from '../assess/findings.ts';
import { addUses, type WaiverUse, wordsOfUse } from '../assess/waiver-use.ts';
import { quote } from '../facts/quote.ts';
import {
  type Everything,
  isUnreachable,
  type Look,
  type RunHeader,
  type StreamedFormat,
  type TargetReport,
} from '../report/format.ts';
import { type ExitCode, exitCode, type Gate, graver } from './exit-code.ts';
import type { Output } from './outputs.ts';

/** Writes a run's reports to every output as they come, and says what the run comes to. Outputs are whole or not there. */
export async function writeReports(
  reports: AsyncIterable<TargetReport>,
  run: { readonly header: () => Promise<RunHeader>; readonly outputs: readonly Output[]; readonly gate: Gate },
): Promise<ExitCode> {
  const { outputs, gate } = run;
  let code: ExitCode = 0;
  let index = 0;
  let unreachable = 0;
  let byWeight = NOTHING;
  const wholes = outputs.some(({ format }) => 'whole' in format);
  const gathered: TargetReport[] = [];
  let waivers: readonly WaiverUse[] | undefined;
  try {
    for await (const report of reports) {
      const header = await run.header();
      // Nothing is written before there is something to say: a target that does not exist leaves no half report.
      if (index === 0) await toStreams(outputs, (format, look) => format.open(header, look));
      const place = { index, run: header, finishedAt: new Date().toISOString() };
      await toStreams(outputs, (format, look) => format.one(report, look, place));
      if (wholes) gathered.push(report);
      index += 1;
      unreachable += isUnreachable(report) ? 1 : 0;
      byWeight = add(byWeight, summarise((report.assessments ?? []).flatMap((assessment) => assessment.findings)));
      if (report.waivers !== undefined) waivers = addUses(waivers ?? [], report.waivers);
      // Not even `--unknown pass` lets it pass.
      if (report.damage !== undefined) code = 2;
      if (report.assessments !== undefined) code = graver(code, exitCode(report.assessments, gate));
    }
    const header = await run.header();
    if (index === 0) await toStreams(outputs, (format, look) => format.open(header, look));
    const all = { targets: index, unreachable, byWeight, ...(waivers === undefined ? {} : { waivers }) };
    const totals = { finishedAt: new Date().toISOString(), ...all };
    await finish(outputs, { run: header, targets: gathered, totals });
    if (!outputs.some(({ format }) => format.id === 'text')) warnOf(waivers ?? []);
    return code;
  } catch (error) {
    for (const output of outputs) await output.abandon();
    throw error;
  }
}

/** Where no text shows them: a waiver that has expired or fits nothing must not go unnoticed. */
function warnOf(waivers: readonly WaiverUse[]): void {
  for (const words of waivers.map(wordsOfUse))
    if (words !== undefined) process.stderr.write(`pqready: ${quote(words)}\n`);
}

async function toStreams(
  outputs: readonly Output[],
  text: (format: StreamedFormat, look: Look) => string,
): Promise<void> {
  for (const { format, look, write } of outputs) if (!('whole' in format)) await write(text(format, look));
}

/** Outputs take their names only when every one of them is whole. */
async function finish(outputs: readonly Output[], everything: Everything): Promise<void> {
  for (const { format, look, write } of outputs)
    await write('whole' in format ? format.whole(everything, look) : format.close(everything.totals, look));
  for (const output of outputs) await output.settle();
  for (const output of outputs) await output.finish();
}

function add(left: Summary, right: Summary): Summary {
  return {
    pass: left.pass + right.pass,
    warn: left.warn + right.warn,
    fail: left.fail + right.fail,
    unknown: left.unknown + right.unknown,
    waived: left.waived + right.waived,
    notApplicable: left.notApplicable + right.notApplicable,
  };
}

const NOTHING: Summary = { pass: 0, warn: 0, fail: 0, unknown: 0, waived: 0, notApplicable: 0 };
