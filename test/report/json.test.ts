import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { digestOf } from '../../src/facts/canonical.ts';
import { json } from '../../src/report/json.ts';
import { smallHost, waivedHost, written } from '../support/report.ts';

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../docs/schema/pqready.report-1.json'), 'utf8'));
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

it('writes a document that its published schema accepts, for no, one and several targets', () => {
  for (const targets of [[], [smallHost()], [smallHost(), smallHost()]]) {
    const document = JSON.parse(written(json, targets));
    validate(document);
    expect(validate.errors).toBe(null);
    expect(document.targets).toHaveLength(targets.length);
  }
});

it('is refused by the schema where a fact lacks its evidence', () => {
  const document = JSON.parse(written(json, [smallHost()]));
  delete document.targets[0].facts[0].evidence;
  expect(validate(document)).toBe(false);
});

it('writes each finding with its clause, its reasons and a fingerprint', () => {
  const [target] = JSON.parse(written(json, [smallHost()])).targets;
  expect(target.assessments[0].findings[0]).toEqual({
    requirement: 'kernel-flag-on',
    says: 'The kernel runs in FIPS mode',
    rule: 'kernel-fips-mode-on',
    subject: 'kernel',
    severity: 'high',
    weight: 'fail',
    shortfall: 'the running kernel is not in FIPS mode',
    remedy: expect.stringContaining('boot with fips=1'),
    notes: [],
    because: [target.facts[0].id],
    missing: [],
    binding: 'certification',
    population: 'federal agencies',
    purpose: 'module',
    dates: {},
    confidence: 'H',
    cites: [{ document: 'FIPS 140-3', section: '7.4', verified: '2026-11-01' }],
    fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  expect(target.assessments[0].summary).toEqual({ pass: 1, warn: 0, fail: 1, unknown: 1, waived: 0, notApplicable: 1 });
});

it('digests a target without times, so that the same content has the same digest', () => {
  const [target] = JSON.parse(written(json, [smallHost()])).targets;
  const { contentDigest, ...content } = target;
  expect(contentDigest).toBe(digestOf(content));
});

it('writes beside a waived finding who answers for it, and what became of every waiver', () => {
  const document = JSON.parse(written(json, [waivedHost()]));
  validate(document);
  expect(validate.errors).toBe(null);
  const [target] = document.targets;
  expect(target.assessments[0].findings.find((each: { weight: string }) => each.weight === 'waived')).toMatchObject({
    requirement: 'kernel-flag-on',
    shortfall: 'the running kernel is not in FIPS mode',
    waiver: {
      reason: 'moves to the module in spring',
      owner: 'platform team',
      ticket: 'SEC-1',
      expires: '2027-03-31',
      insteadOf: 'fail',
    },
  });
  expect(document.waivers).toMatchInlineSnapshot(`
    [
      {
        "covers": [
          "fail",
        ],
        "expires": "2027-03-31",
        "findings": 1,
        "owner": "platform team",
        "place": "waivers.yaml:2:5",
        "reason": "moves to the module in spring",
        "requirement": "kernel-flag-on",
        "state": "in-force",
        "subject": "kernel",
        "ticket": "SEC-1",
      },
      {
        "covers": [
          "unknown",
        ],
        "expires": "2026-11-21",
        "findings": 1,
        "owner": "platform team",
        "place": "waivers.yaml:9:5",
        "reason": "moves to the module in spring",
        "requirement": "boot",
        "state": "expired",
        "subject": "*",
        "ticket": "SEC-2",
        "why": "expired on 2026-11-21, and what it waived still falls short",
      },
      {
        "covers": [
          "fail",
          "warn",
        ],
        "expires": "2027-03-31",
        "findings": 0,
        "owner": "platform team",
        "place": "waivers.yaml:16:5",
        "reason": "moves to the module in spring",
        "requirement": "ml-kem",
        "state": "unmatched",
        "subject": "*",
        "ticket": "SEC-3",
        "why": "it covers fail and warn, but what it names comes out as pass",
      },
    ]
  `);
  expect(Object.keys(target)).not.toContain('waivers');
});
