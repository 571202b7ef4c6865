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
      `    <testcase classname="vector files" name="${escaped(file)}"><error message="${escaped(why)}"/></testcase>`,
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
  const head = `  <testsuite name="${escaped(id)}" tests="${runs.length}" failures="${count('fail')}" skipped="${count('unknown')}">`;
  return [head, ...runs.map(testCase), '  </testsuite>'].join('\n');
}

function testCase(run: KatFileRun): string {
  const name = `${run.vectorSet} ${run.operation} (${run.file})`;
  const head = `    <testcase classname="${escaped(`${run.engine} ${run.algorithm}`)}" name="${escaped(name)}"`;
  const reasons = Object.entries(sumOf([run]).skippedBecause).map(([why, count]) => `${count}: ${why}`);
  switch (weightOf(run)) {
    case 'pass':
      return `${head}/>`;
    case 'fail':
      return `${head}><failure message="${escaped(failureOf(run))}"/></testcase>`;
    case 'unknown':
      return `${head}><skipped message="${escaped(reasons.join('; '))}"/></testcase>`;
  }
}

function failureOf({ failed, firstFailure }: KatFileRun): string {
  const first =
    firstFailure === null ? '' : `; first tcId ${firstFailure.tcId}, ${firstFailure.parameterSet}: ${firstFailure.why}`;
  return `${failed} failed${first}`;
}

/** Control characters have no place in XML 1.0, escaped or not. */
function escaped(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"'\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);
}
