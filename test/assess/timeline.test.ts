import { expect, it } from 'vitest';
import { json } from '../../src/report/json.ts';
import { text } from '../../src/report/text.ts';
import { judgedBy, module, regime, shippedRegister, tlsWith } from '../support/regime.ts';
import { smallHost, written } from '../support/report.ts';
import { given } from '../support/rule-facts.ts';

const register = await shippedRegister();
const RHEL = 'Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider';
const rhel = given('os.release', { id: 'rhel', versionId: '9.4' });

async function timeline(named: string, on: string, facts: Parameters<typeof judgedBy>[2]['facts']) {
  const { timeline: changes } = judgedBy(await regime(named), register, { on, facts });
  return changes.map((each) => `${each.on} ${each.requirement}: ${each.from} -> ${each.to}`);
}

it('says on which day what warns today begins to fail', async () => {
  expect(await timeline('eo-14412', '2026-11-27', [tlsWith(['x25519'])])).toEqual([
    '2031-01-01 tls.key-establishment: warn -> fail',
    '2032-01-01 tls.signatures: warn -> fail',
  ]);
});

it('says nothing of what has failed already, of drafts and of what only should be', async () => {
  expect(await timeline('eo-14412', '2032-01-01', [tlsWith(['x25519'])])).toEqual([]);
  expect(await timeline('nist-ir-8547', '2026-11-27', [tlsWith(['x25519'])])).toEqual([]);
});

it('looks ahead to the sunset of a certificate, as if our copy were renewed until then', async () => {
  const facts = [module(RHEL, '3.0.7-395c1a240fbfffd8'), rhel];
  expect((await timeline('fips-140-3', '2026-11-27', facts)).filter((each) => each.includes('module.'))).toEqual([
    '2029-10-29 module.status: pass -> unknown',
  ]);
});

it('looks ahead to the end of FIPS 140-2', async () => {
  const facts = [module('OpenSSL FIPS Provider', '3.0.9'), rhel];
  const changes = await timeline('fips-140-3', '2026-09-01', facts);
  expect(changes.filter((each) => each.includes(' module.'))).toEqual([
    '2026-09-22 module.standard: warn -> fail',
    '2026-09-22 module.status: pass -> fail',
  ]);
});

it('stands in the text and in JSON, with what no scan can see and how old the register is', async () => {
  const assessment = judgedBy(await regime('cnsa-2.0'), register, { on: '2026-11-27', facts: [tlsWith(['x25519'])] });
  const target = { ...smallHost(), assessments: [assessment] };
  const page = written(text, [target]);
  expect(page.slice(page.indexOf('If nothing changes'))).toMatchInlineSnapshot(`
    "If nothing changes:
      2032-01-01 fails tls.key-establishment, tls.key-establishment.strength,
            tls.signatures, tls.signatures.strength

    Not judged, since no scan can see it:
      acquisitions, due 2027-01-01: New acquisitions are to CNSA 2.0 (when and under
            which contract something was bought is not on the system)
      firmware-signing, due 2030-12-31 [M]: Software and firmware are signed with
            LMS or XMSS (single tree; LMS with SHA-256/192 preferred) or ML-DSA-87:
            preferred by 2025, exclusively by 2030 (what verifies firmware lies
            below the operating system)

    Not seen (1)
      boot entries: /boot/loader: permission denied
    "
  `);
  const document: unknown = JSON.parse(written(json, [target]));
  expect(document).toMatchObject({ targets: [{ assessments: [{ timeline: assessment.timeline }] }] });
});
