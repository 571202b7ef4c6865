import { expect, it } from 'vitest';
import { junit } from '../../src/report/junit.ts';
import { formatChecks } from '../support/format-checks.ts';
import { smallHost, written } from '../support/report.ts';

it('tells failures, errors and skips apart, and shows nothing unknown as passed', () => {
  expect(written(junit, [smallHost()])).toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <testsuites>
      <testsuite package="web-1" id="0" name="house" timestamp="2026-11-22T00:00:00" hostname="web-1" tests="4" failures="1" errors="1" skipped="1" time="0">
        <properties><property name="kind" value="host"/><property name="revision" value="1"/><property name="label site" value="paris"/></properties>
        <testcase name="kernel-flag-on: kernel" classname="web-1.house" time="0"><failure message="the running kernel is not in FIPS mode" type="high">wants The kernel runs in FIPS mode&#10;seen kernel fips_enabled &#34;0&#34;&#10;do Debian has no validated module; to test the mode, boot with fips=1:&#10;$ grub-editenv - set kernelopts=&#34;fips=1&#34;&#10;cites FIPS 140-3 7.4</failure></testcase>
        <testcase name="boot: boot entries" classname="web-1.house" time="0"><error message="/boot/loader: permission denied" type="unknown">wants The kernel runs in FIPS mode&#10;cites FIPS 140-3 7.4</error></testcase>
        <testcase name="ml-kem: OpenSSL system default" classname="web-1.house" time="0"/>
        <testcase name="endpoint-only: endpoint-only" classname="web-1.house" time="0"><skipped message="asked of endpoint, not of host"/></testcase>
        <system-out></system-out>
        <system-err>boot entries: /boot/loader: permission denied</system-err>
      </testsuite>
    </testsuites>
    "
  `);
});

it('shows a target that was not judged as an error, not as an empty suite that is green', async () => {
  const { assessments: _, ...found } = smallHost();
  const text = written(junit, [found]);
  expect(text).toContain('name="not judged"');
  expect(text).toContain('tests="1" failures="0" errors="1"');
  expect(text).toContain('<error message="nothing was judged" type="unknown">');
  expect(await formatChecks['junit']?.(text)).toEqual([]);
});
