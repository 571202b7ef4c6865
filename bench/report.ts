import { spawnSync } from 'node:child_process';
import type { Finding } from '../src/assess/assessment.ts';
import { fact } from '../src/facts/fact.ts';
import { targetPath } from '../src/facts/locator.ts';
import { evidence } from '../src/facts/quote.ts';
import type { TargetReport } from '../src/report/format.ts';
import { formatNames, formats } from '../src/report/index.ts';
import { written } from '../test/support/report.ts';
import { weighedHost } from '../test/support/weighed-host.ts';

/**
 * `npm run bench -- report [FORMAT...]`: 10,000 findings of every weight, each with a fact of its own, in each format, each in a
 * process of its own: seconds of the processor for the writing, and the most memory that was resident.
 */
const FINDINGS = 10_000;
const GOAL_SECONDS = 1;
const GOAL_MEBIBYTES = 300;
const [only, ...names] = process.argv.slice(2);

if (only === '--one') await measure(names[0] ?? '');
else {
  const wanted = only === undefined ? formatNames : [only, ...names];
  const codes = wanted.map((name) => {
    const argv = [process.argv[1] ?? '', 'report', '--one', name];
    return spawnSync(process.execPath, argv, { stdio: 'inherit' }).status;
  });
  process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
}

async function measure(name: string): Promise<void> {
  const [id = '', edition] = name.split('@');
  const format = await formats.find((each) => each.id === id)?.load(edition);
  if (format === undefined) throw new Error(`${name}: no such format`);
  const host = manyFindings();
  const before = cpuSeconds();
  const text = written(format, [host]);
  const seconds = cpuSeconds() - before;
  const mebibytes = process.resourceUsage().maxRSS / 1024;
  const isMet = seconds <= GOAL_SECONDS && mebibytes <= GOAL_MEBIBYTES;
  console.log(
    `${name.padEnd(20)} ${seconds.toFixed(2)} s  ${mebibytes.toFixed(0).padStart(4)} MiB  ${(text.length / 1e6).toFixed(1).padStart(5)} MB  ${isMet ? 'met' : 'MISSED'}`,
  );
  process.exitCode = isMet ? 0 : 1;
}

/** One host whose findings are copies of one of each weight, about subjects of their own. */
function manyFindings(): TargetReport {
  const host = weighedHost();
  const facts = Array.from({ length: FINDINGS }, (_, index) =>
    fact(
      'kernel.fips-mode',
      `subject ${index}`,
      { enabled: false },
      evidence({ in: 'file', path: targetPath(`/etc/ssl/${index}.cnf`), line: index }, `line ${index}`),
    ),
  );
  const assessments = (host.assessments ?? []).map((assessment) => ({
    ...assessment,
    findings: facts.map(({ id, subject }, index): Finding => {
      const model = assessment.findings[index % assessment.findings.length];
      if (model === undefined) throw new Error('a host without findings');
      return { ...model, subject, because: [id], fingerprint: index.toString(16).padStart(32, '0') };
    }),
  }));
  return { ...host, facts: [...host.facts, ...facts], assessments };
}

/** Of this process on a processor: what others do beside it does not count. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
