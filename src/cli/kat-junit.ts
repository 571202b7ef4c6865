import { xmlText } from '../report/xml.ts';
import { type KatFileRun, type KatReport, sumOf, weightOf } from './kat-report.ts';

/** For CI servers: a suite an engine, a test case a run. What did not run is skipped, which no server takes for passed. */
export function katJunit({ engines, runs, files }: KatReport): string {
  const suites = engines.map((engine) =>
    suite(
      engine.id,
      runs.filter((run) => run.engine === engine.id),
    ),
  );
  const damaged = files.filter(({ state }) => state === 'damaged');
  const broken = damaged.map(
    ({ file, why }) =>
      `    <testcase classname="vector files" name="${xmlText(file)}"><error message="${xmlText(why)}"/></testcase>`,
  );
  const brokenSuite = [
    `  <testsuite name="vector files" tests="${damaged.length}" errors="${damaged.length}">`,
    ...broken,
    '  </testsuite>',
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="pqready kat">',
    ...suites,
    ...(damaged.length > 0 ? brokenSuite : []),
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(id: string, runs: readonly KatFileRun[]): string {
  const count = (weight: string) => runs.filter((run) => weightOf(run) === weight).length;
  const head = `  <testsuite name="${xmlText(id)}" tests="${runs.length}" failures="${count('fail')}" skipped="${count('unknown')}">`;
  return [head, ...runs.map(testCase), '  </testsuite>'].join('\n');
}

function testCase(run: KatFileRun): string {
  const name = `${run.vectorSet} ${run.operation} (${run.file})`;
  const head = `    <testcase classname="${xmlText(`${run.engine} ${run.algorithm}`)}" name="${xmlText(name)}"`;
  const reasons = Object.entries(sumOf([run]).skippedBecause).map(([why, count]) => `${count}: ${why}`);
  switch (weightOf(run)) {
    case 'pass':
      return `${head}/>`;
    case 'fail':
      return `${head}><failure message="${xmlText(failureOf(run))}"/></testcase>`;
    case 'unknown':
      return `${head}><skipped message="${xmlText(reasons.join('; '))}"/></testcase>`;
  }
}

function failureOf({ failed, firstFailure }: KatFileRun): string {
  const first =
    firstFailure === null ? '' : `; first tcId ${firstFailure.tcId}, ${firstFailure.parameterSet}: ${firstFailure.why}`;
  return `${failed} failed${first}`;
}
