import { expect, it } from 'vitest';
import { summarise } from '../../src/assess/findings.ts';
import type { TargetReport } from '../../src/report/format.ts';
import { html } from '../../src/report/html.ts';
import { checkHtml } from '../support/html-check.ts';
import { smallHost, waivedHost, written } from '../support/report.ts';
import { day } from '../support/requirement.ts';

it('says the verdict, then each finding with its evidence, remedy and clause', () => {
  expect(wordsOf(section(written(html, [smallHost()]), 'verdict'))).toMatchInlineSnapshot(`
    "Verdict
    FAIL
    At least one requirement is not met. One target was looked at.
    How 4 findings divide: Fail 1, Unknown 1, Warn 0, Waived 0, Pass 1, Not applicable 1
    Fail 1
    Unknown 1
    Warn 0
    Waived 0
    Pass 1
    Not applicable 1
    Targets and what each comes to
    Target Kind Verdict Fail Unknown Warn Waived Pass
    web-1 host FAIL 1 1 0 0 1"
  `);
  expect(wordsOf(section(written(html, [smallHost()]), 'findings'))).toMatchInlineSnapshot(`
    "Targets and findings
    web-1 FAIL host; Debian GNU/Linux 13 (trixie)
    Known by
    machine id 0123456789abcdef0123456789abcdef
    Label site
    paris
    FIPS modules
    OpenSSL FIPS provider
    OpenSSL FIPS Provider 3.5.7
    Yes present /usr/lib/x86_64-linux-gnu/ossl-modules/fips.so
    Not known intact unknown: no module-mac is configured and none is embedded
    No selected kernel flag off: no; on: no
    No validated no certificate names this build
    Not known working not seen: nothing was run
    Configured
    OpenSSL system default
    Versions
    TLSv1.2 to highest known
    Groups
    X25519MLKEM768, x25519, secp256r1 from the built-in list of OpenSSL 3.5.7
    Key shares sent
    X25519MLKEM768, x25519
    House rules
    1 fail, 1 unknown, 1 pass, 1 not applicable
    Fail kernel-flag-on kernel the running kernel is not in FIPS mode high
    Wants
    The kernel runs in FIPS mode
    Evidence
    kernel fips_enabled 0
    To do
    Debian has no validated module; to test the mode, boot with fips=1:grub-editenv - set kernelopts="fips=1"
    Clause
    FIPS 140-3, 7.4
    Unknown boot boot entries /boot/loader: permission denied high
    Wants
    The kernel runs in FIPS mode
    Not seen
    boot entries: /boot/loader: permission denied
    Clause
    FIPS 140-3, 7.4
    Pass ml-kem OpenSSL system default The kernel runs in FIPS mode medium, confidence M
    Evidence
    /etc/ssl/openssl.cnf:61 MinProtocol = TLSv1.2
    Note
    re-check (confidence M): FIPS 140-3 7.4, last verified 2026-11-01
    Clause
    FIPS 140-3, 7.4
    Asked of other kinds of target, not of this host: endpoint-only
    Not seen
    What a scan cannot see is never a pass: what rests on it is unknown.
    boot entries: /boot/loader: permission denied
    Coverage 1 collectors
    Ran
    os-release"
  `);
});

it('tells each requirement once, with document, section, edition, the day it was read, and confidence', () => {
  expect(wordsOf(section(written(html, [smallHost(), smallHost()]), 'requirements'))).toMatchInlineSnapshot(`
    "Requirements and clauses
    What was asked, once for the whole report. A confidence of H rests on the primary text, M on a careful reading that should be checked again, L on a single source: it never passes or fails anything.
    House rules
    Profile house, revision 1, SHA-256 0000000000000000000000000000000000000000000000000000000000000000
    boot
    The kernel runs in FIPS mode
    high; certification; federal agencies; asked of host, dir, image, endpoint; confidence H
    FIPS 140-3, 7.4; read 2026-11-01
    endpoint-only
    The kernel runs in FIPS mode
    high; certification; federal agencies; asked of endpoint; confidence H
    FIPS 140-3, 7.4; read 2026-11-01
    kernel-flag-on
    The kernel runs in FIPS mode
    high; certification; federal agencies; asked of host, dir, image, endpoint; confidence H
    FIPS 140-3, 7.4; read 2026-11-01
    ml-kem
    The kernel runs in FIPS mode
    medium; certification; federal agencies; asked of host, dir, image, endpoint; confidence M: re-check before relying on it
    FIPS 140-3, 7.4; read 2026-11-01"
  `);
});

it('shows what became of waivers, and who answers for what they cover', () => {
  const page = written(html, [waivedHost()]);
  expect(wordsOf(section(page, 'waivers'))).toMatchInlineSnapshot(`
    "Waivers
    Waivers and what became of them
    Requirement Subject Target Owner Ends State Findings Reason
    kernel-flag-on kernel every target platform team (SEC-1) 2027-03-31 In force 1 moves to the module in spring
    boot * every target platform team (SEC-2) 2026-11-21 Expired expired on 2026-11-21, and what it waived still falls short 1 moves to the module in spring
    ml-kem * every target platform team (SEC-3) 2027-03-31 Fits nothing it covers fail and warn, but what it names comes out as pass 0 moves to the module in spring"
  `);
  expect(wordsOf(page)).toContain(
    'Waived by\nplatform team (SEC-1) until 2027-03-31, instead of fail: moves to the module in spring',
  );
});

it('draws deadlines along a line of years and tells them in a table', () => {
  const page = section(written(html, [changing()]), 'deadlines');
  expect(wordsOf(page)).toMatchInlineSnapshot(`
    "Deadlines
    What comes to pass on which day if nothing changes.
    Timeline from 2026 to 2035: 3 days with a deadline, the first on 2027-01-01, the last on 2035-12-31. The table below has them all.
    2026
    2028
    2030
    2032
    2034
    2036
    2026-11-22
    1
    1
    1
    Deadlines by day
    Day What comes Requirements Why Targets
    2027-01-01 Fails 1 finding ml-kem the date of the clause 1
    2027-01-02 Is open 1 finding ml-kem the date of the clause 1
    2035-12-31 Fails 1 finding ml-kem the date of the clause 1"
  `);
  // Days that would lie upon one another stand one above the other.
  expect(
    [...page.matchAll(/<circle class="point ([a-z])" cx="([\d.]+)%" cy="(\d+)"/g)].map((found) => found.slice(1)),
  ).toEqual([
    ['x', '13.19', '62'],
    ['q', '13.22', '38'],
    ['x', '95.97', '62'],
  ]);
});

it('is the same for another time of the same day', () => {
  expect(written(html, [smallHost()])).not.toMatch(/T\d\d:\d\d/);
});

it('does not call a run in which nothing was judged a pass', async () => {
  const { assessments: _, ...found } = smallHost();
  const page = written(html, [found]);
  expect(wordsOf(section(page, 'verdict'))).toMatchInlineSnapshot(`
    "Verdict
    NOT JUDGED
    Facts were gathered; no profile was held against them. One target was looked at.
    Targets and what each comes to
    Target Kind Verdict Fail Unknown Warn Waived Pass
    web-1 host Not judged 0 0 0 0 0"
  `);
  expect(await checkHtml(page)).toEqual([]);
});

it('marks what is new beside a baseline, and lets it be picked', () => {
  const host = smallHost();
  const marked = (host.assessments ?? []).map((assessment) => ({
    ...assessment,
    findings: assessment.findings.map(
      (each) => ({ ...each, baseline: each.weight === 'fail' ? 'new' : 'known' }) as const,
    ),
  }));
  const page = written(html, [{ ...host, assessments: marked }]);
  expect([...page.matchAll(/data-new=""/g)]).toHaveLength(1);
  expect(page).toContain('id="new"');
  expect(written(html, [host])).not.toContain('id="new"');
});

it('takes no address but those of the web from a profile', () => {
  const host = smallHost();
  const [assessment] = host.assessments ?? [];
  if (assessment === undefined) throw new Error('no assessment');
  const findings = assessment.findings.map((each) => {
    const [cite] = each.requirement.cites;
    return { ...each, requirement: { ...each.requirement, cites: [{ ...cite, url: 'javascript:alert(1)' }] as const } };
  });
  const page = written(html, [{ ...host, assessments: [{ ...assessment, findings, summary: summarise(findings) }] }]);
  expect(page).not.toContain('javascript:');
});

/** The small host with two changes ahead of it, and one more a long way off. */
function changing(): TargetReport {
  const host = smallHost();
  const change = { requirement: 'ml-kem', subject: 'kernel', from: 'warn', why: 'the date of the clause' } as const;
  const timeline = [
    { ...change, on: day('2027-01-01'), to: 'fail' },
    { ...change, on: day('2027-01-02'), to: 'unknown' },
    { ...change, on: day('2035-12-31'), to: 'fail' },
  ] as const;
  return { ...host, assessments: (host.assessments ?? []).map((each) => ({ ...each, timeline })) };
}

function section(page: string, id: string): string {
  const from = page.indexOf(`<section id="${id}"`);
  const next = page.indexOf('<section id=', from + 1);
  return page.slice(from, next === -1 ? page.indexOf('</main>') : next);
}

/** What is read aloud, more or less: the words of the page, a line a block. */
function wordsOf(page: string): string {
  return page
    .replace(/<(form|script|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<(?:dt|dd|li|tr|p|h\d|summary|title|circle)\b/g, '\n$&')
    .replace(/<\/(?:th|td|span|b|i)>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)))
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}
