import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readAcvp } from '../../src/codec/acvp/read-acvp.ts';
import { readCctv } from '../../src/codec/cctv/read-cctv.ts';
import { describeProblem } from '../../src/codec/parsed.ts';
import { recogniseVectorFile } from '../../src/codec/vector-file.ts';
import { readWycheproof } from '../../src/codec/wycheproof/read-wycheproof.ts';
import { hasSharedVectors, sharedVector } from '../support/shared-vectors.ts';

it.runIf(hasSharedVectors())('reads every set beside the checkout, whole', () => {
  const acvp = (name: string) => sharedVector(`acvp/${name}/internalProjection.json.gz`);
  const sets = [
    ...ACVP.map((name) => readAcvp(acvp(name))),
    readAcvp(
      sharedVector('acvp/ML-DSA-sigGen-FIPS204/prompt.json.gz'),
      sharedVector('acvp/ML-DSA-sigGen-FIPS204/expectedResults.json.gz'),
    ),
    ...WYCHEPROOF.map((name) => readWycheproof(sharedVector(`wycheproof/${name}_test.json.gz`))),
    ...['512', '768', '1024'].map((n) => readCctv(sharedVector(`cctv/ML-KEM/modulus/ML-KEM-${n}.txt.gz`))),
    ...['512', '768', '1024'].map((n) => readCctv(sharedVector(`cctv/ML-KEM/strcmp/ML-KEM-${n}.txt`))),
  ];
  expect(sets.map(summary)).toMatchInlineSnapshot(`
    [
      "LMS sigVer 1.0: 6 sigVer no, 2 sigVer yes",
      "LMS sigVer SP800-208: 2 sigVer yes, 6 sigVer no",
      "ML-DSA keyGen FIPS204: 75 keyGen",
      "ML-DSA sigVer FIPS204: 144 sigVer no, 36 sigVer yes",
      "ML-KEM encapDecap FIPS203: 75 encapsulation, 15 implicit rejection, 15 decapsulation, 15 decapsulationKeyCheck no, 15 decapsulationKeyCheck yes, 15 encapsulationKeyCheck yes, 15 encapsulationKeyCheck no",
      "ML-KEM encapDecap FIPS203-tr1: 75 encapsulation, 30 decapsulation, 30 implicit rejection, 15 decapsulationKeyCheck yes, 15 decapsulationKeyCheck no, 15 encapsulationKeyCheck no, 15 encapsulationKeyCheck yes",
      "ML-KEM keyGen FIPS203: 75 keyGen",
      "SLH-DSA keyGen FIPS205: 120 keyGen",
      "SLH-DSA sigVer FIPS205: 30 sigVer no, 15 sigVer yes",
      "ML-DSA sigGen FIPS204: 360 sigGen",
      "Wycheproof mldsa_sign_noseed: 73 sigGen, 5 sigGen refused",
      "Wycheproof mldsa_sign_seed: 101 sigGen, 4 sigGen refused",
      "Wycheproof mldsa_verify: 79 sigVer yes, 131 sigVer no",
      "Wycheproof mlkem_encaps: 132 encapsulation refused, 133 encapsulation",
      "Wycheproof mlkem_keygen_seed: 100 keyGen",
      "Wycheproof mlkem_semi_expanded_decaps: 3 decapsulation, 6 decapsulation refused",
      "Wycheproof mlkem: 1 implicit rejection, 152 decapsulation, 40 decapsulation refused",
      "CCTV modulus: 775 encapsulationKeyCheck no",
      "CCTV modulus: 780 encapsulationKeyCheck no",
      "CCTV modulus: 1040 encapsulationKeyCheck no",
      "CCTV strcmp: 1 implicit rejection",
      "CCTV strcmp: 1 implicit rejection",
      "CCTV strcmp: 1 implicit rejection",
    ]
  `);
});

it('names what is not read here, and calls damaged only what claims to be', () => {
  const files = [
    '{"algorithm":"ACVP-AES-GCM","revision":"1.0","testGroups":[]}',
    '{"algorithm":"LMS","mode":"keyGen","testGroups":[]}',
    '{"schema":"aead_test_schema.json","testGroups":[]}',
    '{"algorithm":"ML-KEM","mode":"keyGen","testGroups":[{"tgId":1,"tests":[]}]}',
    '{"algorithm":"ML-KEM","mode":"keyGen","testGroups":[{"tgId":1,',
    '{"name":"a package"}',
    '# some text',
    '',
  ];
  expect(files.map((file) => recogniseVectorFile(new TextEncoder().encode(file)))).toMatchInlineSnapshot(`
    [
      {
        "is": "unknown",
        "why": "ACVP ACVP-AES-GCM is not read here",
      },
      {
        "is": "unknown",
        "why": "ACVP LMS keyGen is not read here",
      },
      {
        "is": "unknown",
        "why": "Wycheproof aead_test_schema.json is not read here",
      },
      {
        "is": "acvp-answers",
      },
      {
        "is": "damaged",
        "why": "wants a colon and a value (byte 50)",
      },
      {
        "is": "unknown",
        "why": "no test groups",
      },
      {
        "is": "unknown",
        "why": "neither ACVP, Wycheproof nor CCTV",
      },
      {
        "is": "unknown",
        "why": "neither ACVP, Wycheproof nor CCTV",
      },
    ]
  `);
});

it('says which line of a CCTV file is damaged', () => {
  const key = '00'.repeat(800);
  const set = readCctv(new TextEncoder().encode(`${key}\n${key.slice(2)}\n`));
  expect(set.ok && [...set.value.cases()].map((each) => (each.ok ? each.value.tcId : describeProblem(each)))).toEqual([
    1,
    'wants an encapsulation key of ML-KEM-512 (line 2)',
  ]);
});

it('never throws on any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      recogniseVectorFile(bytes);
      for (const read of [readWycheproof, readCctv]) {
        const set = read(bytes);
        if (set.ok) for (const each of set.value.cases()) if (each.ok) void each.value;
      }
    }),
  );
});

it('never throws on a Wycheproof case of any JSON', () => {
  const schemas = fc.constantFrom('mlkem_test_schema.json', 'mldsa_verify_schema.json', 'mldsa_sign_seed_schema.json');
  fc.assert(
    fc.property(schemas, fc.jsonValue(), (schema, test) => {
      const file = JSON.stringify({ algorithm: 'ML-DSA-65', schema, testGroups: [{ tests: [test] }] });
      const set = readWycheproof(new TextEncoder().encode(file));
      expect(set.ok && [...set.value.cases()].every((each) => !each.ok)).toBe(true);
    }),
  );
});

function summary(set: ReturnType<typeof readAcvp>): string {
  if (!set.ok) return describeProblem(set);
  const counts = new Map<string, number>();
  for (const each of set.value.cases()) {
    const word = each.ok ? `${each.value.asked.operation}${expects(each.value.expected)}` : describeProblem(each);
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return `${set.value.title}: ${[...counts].map(([word, count]) => `${count} ${word}`).join(', ')}`;
}

function expects(expected: { readonly is: string; readonly accepted?: boolean }): string {
  if (expected.is === 'refusal') return ' refused';
  return expected.is === 'verdict' ? ` ${expected.accepted === true ? 'yes' : 'no'}` : '';
}

const ACVP = [
  'LMS-sigVer-1.0',
  'LMS-sigVer-SP800-208',
  'ML-DSA-keyGen-FIPS204',
  'ML-DSA-sigVer-FIPS204',
  'ML-KEM-encapDecap-FIPS203',
  'ML-KEM-encapDecap-FIPS203-tr1',
  'ML-KEM-keyGen-FIPS203',
  'SLH-DSA-keyGen-FIPS205',
  '_older-SLH-DSA-sigVer',
];
const WYCHEPROOF = [
  'mldsa_65_sign_noseed',
  'mldsa_65_sign_seed',
  'mldsa_65_verify',
  'mlkem_768_encaps',
  'mlkem_768_keygen_seed',
  'mlkem_768_semi_expanded_decaps',
  'mlkem_768',
];
