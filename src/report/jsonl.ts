import { summarise } from '../assess/findings.ts';
import type { ReportDocument } from './document.ts';
import { isUnreachable, type Place, type StreamedFormat, type TargetReport } from './format.ts';
import { footer, reportedTarget } from './json.ts';
import { jsonLine } from './json-text.ts';

/** The form for storing and for long lists: each line is a whole `pqready.report/1` with one target, so that any line can be judged again. */
export const jsonl: StreamedFormat = {
  id: 'jsonl',
  mediaType: 'application/jsonl',
  open: () => '',
  one: (target, _look, place) => `${jsonLine.text(documentOf(target, place))}\n`,
  close: () => '',
};

function documentOf(target: TargetReport, { run, finishedAt }: Place): ReportDocument {
  const { tool, asOf, register, startedAt } = run;
  const findings = (target.assessments ?? []).flatMap((assessment) => assessment.findings);
  return {
    schema: 'pqready.report/1',
    tool,
    asOf,
    ...(register === undefined ? {} : { register }),
    startedAt,
    targets: [reportedTarget(target)],
    ...footer({
      finishedAt,
      targets: 1,
      unreachable: isUnreachable(target) ? 1 : 0,
      byWeight: summarise(findings),
      ...(target.waivers === undefined ? {} : { waivers: target.waivers }),
    }),
  };
}
