import { expect, it } from 'vitest';
import { markdown } from '../../src/report/markdown.ts';
import { smallHost, written } from '../support/report.ts';

it('says the verdict, then what fails and what is open', () => {
  expect(written(markdown, [smallHost()])).toMatchInlineSnapshot(`
    "## pqready: FAIL

    pqready 0.1.0, judged as on 2026-11-22

    | target | profile | verdict | fail | unknown | warn | waived | pass |
    | --- | --- | --- | ---: | ---: | ---: | ---: | ---: |
    | web-1 | house | FAIL | 1 | 1 | 0 | 0 | 1 |

    ### web-1: House rules

    | | requirement | subject | what is wrong | what to do |
    | --- | --- | --- | --- | --- |
    | **FAIL** high | kernel-flag-on | kernel | the running kernel is not in FIPS mode<br>seen: kernel fips\\_enabled "0" | Debian has no validated module; to test the mode, boot with fips=1:<br>\\$ grub-editenv - set kernelopts="fips=1" |
    | UNKNOWN | boot | boot entries | boot entries: /boot/loader: permission denied |  |
    "
  `);
});

it('stays short for many targets, and says what it left out', () => {
  const many = Array.from({ length: 150 }, (_, index) => ({ ...smallHost(), name: `web-${index}` }));
  const text = written(markdown, many);
  expect(text.length).toBeLessThan(60_000);
  expect(text).toContain('…and 50 more |');
  expect(text).toContain('…and 130 more targets');
});

it('does not call a run in which nothing was judged a pass', () => {
  const { assessments: _, ...found } = smallHost();
  expect(written(markdown, [found]).split('\n')[0]).toBe('## pqready: nothing was judged');
});
