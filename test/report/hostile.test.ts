import { describe, expect, it } from 'vitest';
import { fact } from '../../src/facts/fact.ts';
import { targetPath } from '../../src/facts/locator.ts';
import { evidence } from '../../src/facts/quote.ts';
import type { TargetReport } from '../../src/report/format.ts';
import { formatNames, formats } from '../../src/report/index.ts';
import { formatChecks } from '../support/format-checks.ts';
import { smallHost, written } from '../support/report.ts';

const HOSTILE = [
  '\u001b[31mred\u001b[0m\u0007\u009b2J',
  '</script><script>alert(1)</script><img src=x onerror=alert(1)>',
  "=cmd|' /C calc'!A0",
  '@SUM(1+1)*cmd',
  '| cell | ![x](http://evil.example/x.png) [link](javascript:alert(1)) `code` **bold** @everyone #1 :smile:',
  'abc\u202egnp.exe\u2066',
  'line one\r\nline two\u2028three\u0085four',
  '\ud800 lone surrogate \udfff and \ufffe',
  ']]> <!-- --> <?xml?> &amp; &#0; <!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
  `$(reboot) \`reboot\` ; rm -rf / {{ 7*7 }} \${{ secrets.X }}`,
  '../../../../etc/passwd',
  'x'.repeat(10_240),
  '',
];

describe.each(formatNames)('%s', (name) => {
  it.each(HOSTILE.map((words) => [words]))('shows %j harmlessly wherever it stands', async (words) => {
    const [id = '', edition] = name.split('@');
    const format = await formats.find((each) => each.id === id)?.load(edition);
    if (format === undefined) throw new Error(`${name}: no such format`);
    const text = written(format, [hostileHost(words)]);
    expect(text.isWellFormed()).toBe(true);
    // JSON keeps what was found, escaped; a terminal never sees it raw.
    expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    expect(await formatChecks[name]?.(text)).toEqual([]);
  });
});

it('checks every format', () => {
  expect(Object.keys(formatChecks).sort()).toEqual([...formatNames].sort());
});

/** Hostile words in every place that a scanned system has a say in. */
function hostileHost(words: string): TargetReport {
  const host = smallHost();
  const at = { in: 'file', path: targetPath(`/etc/${words}`), line: 3 } as const;
  const release = { id: words, versionId: words, variantId: words, idLike: [words], prettyName: words };
  const hostile = fact('os.release', words, release, evidence(at, words));
  return {
    ...host,
    name: words,
    labels: { [words]: words },
    facts: [...host.facts.filter(({ kind }) => kind !== 'os.release'), hostile],
    gaps: [...host.gaps, { kind: 'fips.module', subject: words, why: `cannot be read: ${words}`, at }],
    assessments: (host.assessments ?? []).map((assessment) => ({
      ...assessment,
      findings: assessment.findings.map((finding) => ({
        ...finding,
        subject: words,
        ...(finding.shortfall === undefined ? {} : { shortfall: `found ${words}` }),
        ...(finding.remedy === undefined ? {} : { remedy: `Change ${words}\n$ edit ${words}` }),
        notes: [words],
        because: [hostile.id],
        missing: finding.missing.map((gap) => ({ ...gap, subject: words, why: words })),
      })),
    })),
  };
}
