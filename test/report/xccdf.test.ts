import { expect, it } from 'vitest';
import type { TargetReport } from '../../src/report/format.ts';
import { arf } from '../../src/report/xccdf/arf.ts';
import { xccdf } from '../../src/report/xccdf.ts';
import { formatChecks } from '../support/format-checks.ts';
import { smallHost, written } from '../support/report.ts';
import { weighedHost } from '../support/weighed-host.ts';

it('gives each weight its result, and passes nothing but what passes', () => {
  expect(results(written(xccdf, [weighedHost()]))).toMatchInlineSnapshot(`
    [
      "house_failed-since: fail",
      "house_fails: fail",
      "house_unseen: unknown",
      "house_warns: informational",
      "house_waived: informational",
      "house_passes: pass",
      "house_endpoint-only: notapplicable",
      "house_plan: notchecked",
    ]
  `);
});

it('tells what failed with its evidence, its remedy and its fingerprint', () => {
  expect(element('rule-result', written(xccdf, [weighedHost()]))).toMatchInlineSnapshot(`
    "<rule-result idref="xccdf_org.pqready_rule_house_failed-since" severity="high" time="2026-11-22T00:00:00Z">
          <result>fail</result>
          <ident system="urn:pqready:fingerprint:1">1802ed891938f0bcd603e64b87b9a0b5</ident>
          <message severity="error">the running kernel is not in FIPS mode</message>
          <message severity="info">seen kernel fips_enabled &#34;0&#34;</message>
          <message severity="error">disallowed since 2026-09-22</message>
          <message severity="info">do: Boot with fips=1:&#10;$ grubby --update-kernel=ALL --args=fips=1</message>
          <instance context="subject">kernel</instance>
          <check system="urn:pqready:rule:1"><check-content-ref href="urn:pqready:rules" name="kernel-fips-mode-on"/></check>
        </rule-result>"
  `);
});

it('tells a waiver in words, with the result that it stands in for', () => {
  const waived = written(xccdf, [weighedHost()])
    .split('<rule-result ')
    .find((each) => each.startsWith('idref="xccdf_org.pqready_rule_house_waived"'));
  expect(waived).toMatchInlineSnapshot(`
    "idref="xccdf_org.pqready_rule_house_waived" severity="high" time="2026-11-22T00:00:00Z">
          <result>informational</result>
          <ident system="urn:pqready:fingerprint:1">d58052c38f151f7a7f8814b1478e9616</ident>
          <ident system="urn:pqready:instead-of:1">fail</ident>
          <message severity="warning">the running kernel is not in FIPS mode</message>
          <message severity="warning">waived until 2027-03-31 instead of fail: moves to the module in spring (SEC-1, platform team)</message>
          <message severity="info">seen kernel fips_enabled &#34;0&#34;</message>
          <message severity="info">do: Boot with fips=1:&#10;$ grubby --update-kernel=ALL --args=fips=1</message>
          <instance context="subject">kernel</instance>
          <check system="urn:pqready:rule:1"><check-content-ref href="urn:pqready:rules" name="kernel-fips-mode-on"/></check>
        </rule-result>
        "
  `);
});

it('writes each requirement once as a rule that its profile selects', () => {
  const text = written(xccdf, [weighedHost(), weighedHost('web-2')]);
  expect(text.match(/<Rule /g)?.length).toBe(8);
  expect(element('Rule', text)).toMatchInlineSnapshot(`
    "<Rule id="xccdf_org.pqready_rule_house_failed-since" selected="false" multiple="true" severity="high">
          <title>The kernel runs in FIPS mode</title>
          <description>Asked of federal agencies (certification).</description>
          <reference>FIPS 140-3 7.4</reference>
          <ident system="urn:pqready:requirement:1">house/failed-since</ident>
          <check system="urn:pqready:rule:1"><check-content-ref href="urn:pqready:rules" name="kernel-fips-mode-on"/></check>
        </Rule>"
  `);
  expect(element('Profile', text)).toMatchInlineSnapshot(`
    "<Profile id="xccdf_org.pqready_profile_house">
        <version>1</version>
        <title>House rules</title>
        <description>Profile house of pqready, SHA-256 0000000000000000000000000000000000000000000000000000000000000000</description>
        <select idref="xccdf_org.pqready_rule_house_failed-since" selected="true"/>
        <select idref="xccdf_org.pqready_rule_house_fails" selected="true"/>
        <select idref="xccdf_org.pqready_rule_house_unseen" selected="true"/>
        <select idref="xccdf_org.pqready_rule_house_warns" selected="true"/>
        <select idref="xccdf_org.pqready_rule_house_waived" selected="true"/>
        <select idref="xccdf_org.pqready_rule_house_passes" selected="true"/>
        <select idref="xccdf_org.pqready_rule_house_endpoint-only" selected="true"/>
        <select idref="xccdf_org.pqready_rule_house_plan" selected="true"/>
      </Profile>"
  `);
});

it('has a TestResult for each target and profile, with what was not seen and the score above all others', async () => {
  const text = written(xccdf, [weighedHost(), weighedHost('web-2'), weighedHost('web-2')]);
  expect(await formatChecks['xccdf']?.(text)).toEqual([]);
  expect([...text.matchAll(/<(?:target|score|remark)[ >].*/g)].map(([line]) => line)).toMatchInlineSnapshot(`
    [
      "<remark>not seen: boot entries: /boot/loader: permission denied</remark>",
      "<target>web-1</target>",
      "<score system="urn:xccdf:scoring:flat-unweighted" maximum="4">1</score>",
      "<remark>not seen: boot entries: /boot/loader: permission denied</remark>",
      "<target>web-2</target>",
      "<score system="urn:xccdf:scoring:flat-unweighted" maximum="4">1</score>",
      "<remark>not seen: boot entries: /boot/loader: permission denied</remark>",
      "<target>web-2</target>",
      "<score system="urn:xccdf:scoring:flat-unweighted" maximum="4">1</score>",
    ]
  `);
});

it('says that nothing was judged where only facts were collected', async () => {
  const { assessments: _, ...collected } = smallHost();
  const text = written(xccdf, [collected]);
  expect(await formatChecks['xccdf']?.(text)).toEqual([]);
  expect(results(text)).toMatchInlineSnapshot(`
    [
      "not-judged: notchecked",
    ]
  `);
  expect(await formatChecks['xccdf']?.(written(xccdf, []))).toEqual([]);
});

it('gives the same bytes for the same facts and day, and the same target the same id beside others', () => {
  const ids = (text: string) => [...text.matchAll(/<TestResult id="([^"]*)"/g)].map(([, id]) => id);
  const alone = written(xccdf, [weighedHost()]);
  expect(written(xccdf, [weighedHost()])).toBe(alone);
  expect(ids(written(xccdf, [weighedHost('web-2'), weighedHost()]))[1]).toBe(ids(alone)[0]);
});

it('names a host, a directory, an image and an endpoint as assets', async () => {
  const endpoint = { by: 'endpoint', host: 'mail.example.org', port: 993 } as const;
  const text = written(arf, [
    weighedHost(),
    { ...weighedHost('not a host name'), kind: 'dir', identity: { by: 'path', value: '/srv/root' } },
    { ...weighedHost('img'), kind: 'image', identity: { by: 'image-digest', value: `sha256:${'ab'.repeat(32)}` } },
    { ...weighedHost('tls:mail.example.org:993'), kind: 'endpoint', identity: endpoint },
    { ...weighedHost('tls:192.0.2.7'), kind: 'endpoint', identity: { ...endpoint, host: '192.0.2.7' } },
    { ...weighedHost('tls:::1'), kind: 'endpoint', identity: { ...endpoint, host: '::1' } },
  ] satisfies readonly TargetReport[]);
  expect(await formatChecks['xccdf@arf']?.(text)).toEqual([]);
  expect([...text.matchAll(/<arf:asset .*/g)].map(([line]) => line)).toMatchInlineSnapshot(`
    [
      "<arf:asset id="asset_1e1c51cb-c5a2-5e00-b3f7-1a47f3bab231"><ai:computing-device><ai:synthetic-id resource="urn:pqready:target:1" id="edecb4e9-aa55-577f-bf64-87e7efba6d47"/><ai:synthetic-id resource="urn:pqready:machine-id" id="0123456789abcdef0123456789abcdef"/><ai:hostname>web-1</ai:hostname></ai:computing-device></arf:asset>",
      "<arf:asset id="asset_0636e7d8-d97d-54bf-b200-1dc2e5707b2a"><ai:computing-device><ai:synthetic-id resource="urn:pqready:target:1" id="58eb0011-5248-557a-b1ee-594e23d603f2"/><ai:synthetic-id resource="urn:pqready:path" id="/srv/root"/></ai:computing-device></arf:asset>",
      "<arf:asset id="asset_bd9d088b-3747-57b1-b4e5-a5d53c2bcf01"><ai:software><ai:synthetic-id resource="urn:pqready:target:1" id="48dbdcdf-295a-5d9c-b9cd-12c2f0d90325"/><ai:synthetic-id resource="urn:pqready:image-digest" id="sha256:abababababababababababababababababababababababababababababababab"/></ai:software></arf:asset>",
      "<arf:asset id="asset_5f37fef2-8292-5f64-9e26-6fe44f1698bb"><ai:service><ai:synthetic-id resource="urn:pqready:target:1" id="378a427b-94d1-5497-8855-bce9b3636fa5"/><ai:host><ai:fqdn>mail.example.org</ai:fqdn></ai:host><ai:port>993</ai:port></ai:service></arf:asset>",
      "<arf:asset id="asset_383118f4-bb18-55ef-8e7c-f59faf0d82ca"><ai:service><ai:synthetic-id resource="urn:pqready:target:1" id="54e594fe-8fd3-54a3-9733-eec6f5e5a661"/><ai:host><ai:ip-address><ai:ip-v4>192.0.2.7</ai:ip-v4></ai:ip-address></ai:host><ai:port>993</ai:port></ai:service></arf:asset>",
      "<arf:asset id="asset_0050f9d2-9e99-51c5-8c32-5d731cc1b309"><ai:service><ai:synthetic-id resource="urn:pqready:target:1" id="bae79103-572f-5509-9f46-1fb55f2e4024"/><ai:port>993</ai:port></ai:service></arf:asset>",
    ]
  `);
});

it('relates each report to what was asked and to its asset', async () => {
  const text = written(arf, [weighedHost()]);
  expect(await formatChecks['xccdf@arf']?.(text)).toEqual([]);
  expect(element('core:relationships', text)).toMatchInlineSnapshot(`
    "<core:relationships>
        <core:relationship type="arfvocab:createdFor" subject="report_c72b36e8-0e05-5eae-8e75-30780308d17f"><core:ref>request_pqready</core:ref></core:relationship>
        <core:relationship type="arfvocab:isAbout" subject="report_c72b36e8-0e05-5eae-8e75-30780308d17f"><core:ref>asset_1e1c51cb-c5a2-5e00-b3f7-1a47f3bab231</core:ref></core:relationship>
      </core:relationships>"
  `);
  expect(await formatChecks['xccdf@arf']?.(written(arf, []))).toEqual([]);
});

function results(text: string): readonly string[] {
  return [...text.matchAll(/<rule-result idref="xccdf_org.pqready_rule_([^"]*)"[\s\S]*?<result>(.*)<\/result>/g)].map(
    ([, rule, result]) => `${rule}: ${result}`,
  );
}

/** The first element of a name, as it stands. */
function element(name: string, text: string): string | undefined {
  return new RegExp(`<${name}[ >][\\s\\S]*?</${name}>`).exec(text)?.[0];
}
