import { fact } from '../../src/facts/fact.ts';
import { targetPath } from '../../src/facts/locator.ts';
import { evidence } from '../../src/facts/quote.ts';
import type { TargetReport } from '../../src/report/format.ts';
import { smallHost } from './report.ts';

/** What a scanned system may call itself to be taken for something else. */
export const HOSTILE: readonly string[] = [
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

/** Hostile words in every place that a scanned system has a say in. */
export function hostileHost(words: string): TargetReport {
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
