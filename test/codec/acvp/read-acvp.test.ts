import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readAcvp } from '../../../src/codec/acvp/read-acvp.ts';
import type { KnownAnswer } from '../../../src/codec/known-answer.ts';
import { describeProblem, type Parsed } from '../../../src/codec/parsed.ts';
import { hasSharedVectors, sharedVector } from '../../support/shared-vectors.ts';

const HEAD = '"vsId":42,"algorithm":"ML-KEM","mode":"encapDecap","revision":"FIPS203-tr1","isSample":true';

it('reads the questions and answers of an internalProjection, with what its author says of them', () => {
  const file = `{${HEAD},"testGroups":[
    {"tgId":1,"testType":"VAL","parameterSet":"ML-KEM-768","function":"decapsulation","keyFormat":"seed","tests":[
      {"tcId":7,"deferred":false,"ek":"00","d":"0A","z":"0b","c":"FF","k":"AB","reason":"modified ciphertext"}]},
    {"tgId":2,"testType":"VAL","parameterSet":"ML-KEM-512","function":"encapsulationKeyCheck","keyFormat":"none","tests":[
      {"tcId":8,"testPassed":false,"ek":"0102","dk":"03","reason":"noisy linear system values too large"}]}]}`;
  expect(cases(readAcvp(bytes(file)))).toEqual([
    {
      tcId: 7,
      algorithm: 'ML-KEM',
      parameterSet: 'ML-KEM-768',
      slow: false,
      note: 'modified ciphertext',
      asked: {
        operation: 'implicit rejection',
        key: { form: 'seed', seed: Buffer.from([10, 11]) },
        c: Buffer.from([255]),
      },
      expected: { is: 'values', values: { k: Buffer.from([0xab]) } },
    },
    {
      tcId: 8,
      algorithm: 'ML-KEM',
      parameterSet: 'ML-KEM-512',
      slow: false,
      note: 'noisy linear system values too large',
      asked: { operation: 'encapsulationKeyCheck', ek: Buffer.from([1, 2]) },
      expected: { is: 'verdict', accepted: false },
    },
  ]);
});

it('joins a prompt with its expected results by group and test, in whatever order they stand', () => {
  const head = '"vsId":1,"algorithm":"ML-DSA","mode":"sigGen","revision":"FIPS204"';
  const prompt = `[{"acvVersion":"1.0"},{"testGroups":[{"tests":[{"tcId":1,"mu":"AA","sk":"01"},{"tcId":2,"mu":"BB","sk":"02"}],
    "tgId":5,"testType":"AFT","parameterSet":"ML-DSA-44","deterministic":true,"signatureInterface":"internal","externalMu":true}],${head}}]`;
  const answers = `{${head},"testGroups":[{"tgId":5,"tests":[{"tcId":2,"signature":"22"},{"tcId":1,"signature":"11"}]}]}`;
  expect(
    cases(readAcvp(bytes(prompt), bytes(answers))).map(({ tcId, asked, expected }) => [tcId, asked, expected]),
  ).toEqual([
    [1, { operation: 'sigGen', ...keyAndMu(0x01, 0xaa), rnd: null }, signature(0x11)],
    [2, { operation: 'sigGen', ...keyAndMu(0x02, 0xbb), rnd: null }, signature(0x22)],
  ]);
});

it('takes sets that name no interface for the internal one, as those of 2024 are', () => {
  const file = `{"algorithm":"SLH-DSA","mode":"sigVer","revision":"FIPS205","testGroups":[{"tgId":1,"testType":"AFT",
    "parameterSet":"SLH-DSA-SHAKE-128f","tests":[{"tcId":1,"testPassed":true,"pk":"01","message":"02","signature":"03"}]}]}`;
  expect(cases(readAcvp(bytes(file)))[0]?.asked).toEqual({
    operation: 'sigVer',
    pk: Buffer.from([1]),
    message: { as: 'internal', message: Buffer.from([2]) },
    signature: Buffer.from([3]),
  });
});

it('says where a file is damaged', () => {
  const group = '{"tgId":1,"testType":"AFT","parameterSet":"ML-KEM-512","function":"encapsulation","tests":[';
  const good = '{"tcId":1,"ek":"00","m":"00","c":"00","k":"00"}';
  const problems = [
    `{${HEAD},"testGroups":[${group}${good},{"tcId":2,"ek":"0","m":"00","c":"00","k":"00"}]}]}`,
    `{${HEAD},"testGroups":[${group}{"tcId":2,"m":"00","c":"00","k":"00"}]}]}`,
    `{${HEAD},"testGroups":[${group}{"tcId":2,,}]}]}`,
    `{${HEAD},"testGroups":[${group}${good}`,
    `{${HEAD},"testGroups":[${group.replace('512', '513')}${good}]}]}`,
    `{${HEAD.replace('ML-KEM', 'AES-GCM')},"testGroups":[]}`,
  ].map((file) => problemOf(readAcvp(bytes(file))));
  expect(problems).toMatchInlineSnapshot(`
    [
      "tcId 2: ek: wants hexadecimal digits in pairs, has "0" (byte 246)",
      "tcId 2: ek: wants hexadecimal digits in pairs, has nothing (byte 198)",
      "JSON: Expected double-quoted property name in JSON at position 10 (line 1 column 11) (byte 198)",
      "wants a colon and a value (byte 105)",
      "tcId 1: parameterSet: wants one of ML-KEM-512, ML-KEM-768, ML-KEM-1024, has "ML-KEM-513" (byte 198)",
      "ACVP AES-GCM encapDecap is not read here (byte 0)",
    ]
  `);
});

it('refuses a prompt whose expected results are not all there', () => {
  const prompt = `{${HEAD},"testGroups":[{"tgId":1,"testType":"AFT","parameterSet":"ML-KEM-512","function":"encapsulation",
    "tests":[{"tcId":1,"ek":"00","m":"00"}]}]}`;
  const answers = `{${HEAD},"testGroups":[{"tgId":1,"tests":[{"tcId":2,"c":"00","k":"00"}]}]}`;
  expect(problemOf(readAcvp(bytes(prompt), bytes(answers)))).toBe('tcId 1 has no expected result (byte 203)');
  expect(problemOf(readAcvp(bytes(prompt), bytes('{"algorithm":1')))).toContain('expectedResults: ');
});

it.runIf(hasSharedVectors())('refuses every proper prefix of a real set, or marks where it ends', () => {
  const file = sharedVector('acvp/LMS-sigVer-1.0/internalProjection.json.gz');
  for (let length = 0; length < file.length - 4; length += 997)
    expect(problemOf(readAcvp(file.subarray(0, length)))).not.toBeUndefined();
});

it('never throws on any text', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    '"testGroups"',
    '"algorithm":"ML-KEM"',
    '"tests"',
    '1',
  );
  fc.assert(fc.property(fc.array(piece), (pieces) => void problemOf(readAcvp(bytes(pieces.join(''))))));
  fc.assert(fc.property(fc.uint8Array(), (any) => void problemOf(readAcvp(any, any))));
  const nested = `{"algorithm":"ML-KEM","mode":"keyGen","testGroups":${'['.repeat(100_000)}`;
  expect(problemOf(readAcvp(bytes(nested)))).toBe('wants a colon and a value (byte 50)');
});

it('never throws on a case of any JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (group, test) => {
      const file = { algorithm: 'ML-DSA', mode: 'sigGen', testGroups: [{ tgId: 1, group, tests: [test] }] };
      expect(problemOf(readAcvp(bytes(JSON.stringify(file))))).not.toBeUndefined();
    }),
  );
});

function cases(set: ReturnType<typeof readAcvp>): readonly KnownAnswer[] {
  if (!set.ok) throw new Error(describeProblem(set));
  return [...set.value.cases()].map((each) => {
    if (!each.ok) throw new Error(describeProblem(each));
    return each.value;
  });
}

function problemOf(set: ReturnType<typeof readAcvp>): string | undefined {
  if (!set.ok) return describeProblem(set);
  const bad = [...set.value.cases()].find((each: Parsed<KnownAnswer>) => !each.ok);
  return bad === undefined || bad.ok ? undefined : describeProblem(bad);
}

function keyAndMu(key: number, mu: number) {
  return {
    key: { form: 'expanded', expanded: Buffer.from([key]) },
    message: { as: 'mu', mu: Buffer.from([mu]) },
  };
}

function signature(byte: number) {
  return { is: 'values', values: { signature: Buffer.from([byte]) } };
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
