import { assert as check, json, property } from 'fast-check';
import { expect, it } from 'vitest';
import { readStatement, statementOf } from '../../src/codec/attestation.ts';

const SHA256 = 'a'.repeat(64);
const ATTESTATION = {
  files: [
    { name: 'report.json', sha256: SHA256, canonicalSha256: 'b'.repeat(64) },
    { name: 'report.csv', sha256: 'c'.repeat(64) },
  ],
  tool: { name: 'pqready', version: '0.1.0' },
} as const;

it('is an in-toto statement that reads back as it was', () => {
  const statement = statementOf(ATTESTATION);
  expect(statement).toMatchObject({
    _type: 'https://in-toto.io/Statement/v1',
    predicateType: 'urn:pqready:evidence:1',
  });
  expect(readStatement(JSON.stringify(statement))).toEqual({ ok: true, value: ATTESTATION, oddities: [] });
});

it('never throws on any JSON, or on any prefix of a statement', () => {
  const text = JSON.stringify(statementOf(ATTESTATION));
  for (let length = 0; length < text.length; length += 1) expect(readStatement(text.slice(0, length)).ok).toBe(false);
  check(property(json(), (given) => !readStatement(given).ok));
});

it('refuses subjects without a whole hash', () => {
  const text = JSON.stringify(statementOf(ATTESTATION)).replace(SHA256, SHA256.slice(1));
  expect(readStatement(text)).toMatchObject({ ok: false, problem: 'wants subjects, each with a name and a SHA-256' });
});
