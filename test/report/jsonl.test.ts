import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, it } from 'vitest';
import { json } from '../../src/report/json.ts';
import { jsonl } from '../../src/report/jsonl.ts';
import { smallHost, written } from '../support/report.ts';

const schema = JSON.parse(readFileSync(join(import.meta.dirname, '../../docs/schema/pqready.report-1.json'), 'utf8'));
const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schema);

it('writes one line a target, each a document that the published schema accepts', () => {
  const lines = written(jsonl, [smallHost(), { ...smallHost(), name: 'web\n2\u2028' }]).split('\n');
  expect(lines.pop()).toBe('');
  const documents = lines.map((line) => JSON.parse(line));
  for (const document of documents) expect([validate(document), validate.errors]).toEqual([true, null]);
  expect(documents.map(({ targets }) => targets.length)).toEqual([1, 1]);
  expect(documents.map(({ targets }) => targets[0].name)).toEqual(['web-1', 'web\n2\u2028']);
});

it('holds the same target, with the same digest, as the json format', () => {
  const [line = ''] = written(jsonl, [smallHost()]).split('\n');
  expect(JSON.parse(line).targets).toEqual(JSON.parse(written(json, [smallHost()])).targets);
});

it('counts its one target and the findings of it', () => {
  const [line = ''] = written(jsonl, [smallHost()]).split('\n');
  expect(JSON.parse(line)).toMatchObject({
    asOf: '2026-11-22',
    totals: {
      targets: 1,
      unreachable: 0,
      byWeight: { pass: 1, warn: 0, fail: 1, unknown: 1, waived: 0, notApplicable: 1 },
    },
    finishedAt: '2026-11-22T10:00:01.000Z',
  });
});

it('writes nothing where there is no target', () => {
  expect(written(jsonl, [])).toBe('');
});
