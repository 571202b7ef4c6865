import { postQuantumParameterSets } from '../../vocabulary/post-quantum-parameter-sets.ts';
import type { KnownAnswer, VectorSet } from '../known-answer.ts';
import { accepted, type Parsed, refused } from '../parsed.ts';

/**
 * Reads a set of CCTV for ML-KEM: `modulus`, encapsulation keys that are not reduced, one a line, all to be refused; or `strcmp`,
 * whose ciphertext a comparison that stops at a zero byte would take for its own. Lengths tell the parameter set.
 * CCTV's `intermediate` and `unluckysample` follow the draft of FIPS 203 and are not read. Source: C2SP/CCTV 1e3d2860.
 */
export function readCctv(text: Uint8Array): Parsed<VectorSet> {
  const lines = new TextDecoder('latin1').decode(text).split(/\r?\n/);
  while (lines.at(-1) === '') lines.pop();
  return lines[0]?.startsWith('dk = ') === true ? readStrcmp(lines) : readModulus(lines);
}

/** Whether a text begins as one of the two does. */
export function looksLikeCctv(text: Uint8Array): boolean {
  const [line = ''] = new TextDecoder('latin1').decode(text.subarray(0, LONGEST_LINE)).split(/\r?\n/);
  return /^dk = [0-9a-f]+$/i.test(line) || setOfKey(line) !== undefined;
}

function readModulus(lines: readonly string[]): Parsed<VectorSet> {
  const parameterSet = setOfKey(lines[0] ?? '');
  if (parameterSet === undefined) return refused('wants an encapsulation key in hexadecimal digits', { line: 1 });
  return accepted({
    source: 'CCTV',
    algorithm: 'ML-KEM',
    title: 'CCTV modulus',
    total: lines.length,
    *cases() {
      for (const [index, line] of lines.entries()) {
        if (setOfKey(line) !== parameterSet)
          return yield refused(`wants an encapsulation key of ${parameterSet}`, { line: index + 1 });
        const asked = { operation: 'encapsulationKeyCheck', ek: Buffer.from(line, 'hex') } as const;
        const expected = { is: 'verdict', accepted: false } as const;
        yield accepted({ ...COMMON, parameterSet, tcId: index + 1, note: 'not reduced', asked, expected });
      }
    },
  });
}

function readStrcmp(lines: readonly string[]): Parsed<VectorSet> {
  const [dk, c, k] = ['dk', 'c', 'K'].map((name) => bytesAfter(lines, name));
  if (dk === undefined || c === undefined || k === undefined)
    return refused('wants the lines dk, c and K in hexadecimal digits', { line: 1 });
  const set = postQuantumParameterSets.find(
    (each) => each.secretKeyLength === dk.length && each.algorithm === 'ML-KEM',
  );
  if (set === undefined) return refused(`dk has ${dk.length} bytes, which is no length of ML-KEM`, { line: 1 });
  const asked = { operation: 'implicit rejection', key: { form: 'expanded', expanded: dk }, c } as const;
  const expected = { is: 'values', values: { k } } as const;
  const known: KnownAnswer = { ...COMMON, parameterSet: set.name, tcId: 1, note: 'strcmp', asked, expected };
  return accepted({
    source: 'CCTV',
    algorithm: 'ML-KEM',
    title: 'CCTV strcmp',
    total: 1,
    cases: () => [accepted(known)],
  });
}

function bytesAfter(lines: readonly string[], name: string): Uint8Array | undefined {
  const digits = lines.find((line) => line.startsWith(`${name} = `))?.slice(name.length + 3);
  return digits !== undefined && HEX.test(digits) ? Buffer.from(digits, 'hex') : undefined;
}

function setOfKey(line: string): string | undefined {
  if (!HEX.test(line)) return undefined;
  return postQuantumParameterSets.find((set) => set.algorithm === 'ML-KEM' && 2 * set.publicKeyLength === line.length)
    ?.name;
}

const HEX = /^(?:[0-9a-fA-F]{2})+$/;
const LONGEST_LINE = 8192;
const COMMON = { algorithm: 'ML-KEM', slow: false } as const;
