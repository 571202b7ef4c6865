import { type AcvpHeader, acvpMembers, readAcvpHeader } from './acvp/header.ts';
import { acvpReader } from './acvp/read-acvp.ts';
import { looksLikeCctv } from './cctv/read-cctv.ts';
import { membersOf, parseSpan, wholeOf } from './json-outline.ts';
import { describeProblem } from './parsed.ts';
import { wycheproofReader } from './wycheproof/read-wycheproof.ts';

/** What a file of test vectors is, by its content. */
export type VectorFile =
  | { readonly is: 'acvp' | 'acvp-answers' | 'wycheproof' | 'cctv' }
  /** Not one of ours: named and left out. */
  | { readonly is: 'unknown'; readonly why: string }
  /** Begins as one of ours and is broken. */
  | { readonly is: 'damaged'; readonly why: string };

/** Tells what a file is. Only what claims to be a set that is read here can be damaged. */
export function recogniseVectorFile(text: Uint8Array): VectorFile {
  const first = String.fromCharCode(...text.subarray(0, 512)).trimStart()[0];
  if (first !== '{' && first !== '[')
    return looksLikeCctv(text) ? { is: 'cctv' } : { is: 'unknown', why: 'neither ACVP, Wycheproof nor CCTV' };
  const schema = schemaOf(text);
  if (schema !== undefined)
    return wycheproofReader(schema) === undefined
      ? { is: 'unknown', why: `Wycheproof ${schema} is not read here` }
      : { is: 'wycheproof' };
  const header = readAcvpHeader(text);
  if (header.ok) return recogniseAcvp(header.value);
  const members = acvpMembers(text);
  // A registration names its algorithm too, and holds no tests.
  if (members.ok && !members.value.has('testGroups')) return { is: 'unknown', why: 'no test groups' };
  const claims = /"(?:ML-KEM|ML-DSA|SLH-DSA|mlkem_\w+|mldsa_\w+)/.test(String.fromCharCode(...text.subarray(0, CLAIM)));
  return claims
    ? { is: 'damaged', why: describeProblem(header) }
    : { is: 'unknown', why: 'no set of ACVP or Wycheproof' };
}

function recogniseAcvp(header: AcvpHeader): VectorFile {
  if (acvpReader(header) === undefined)
    return { is: 'unknown', why: `ACVP ${header.algorithm} ${header.mode} is not read here`.replace('  ', ' ') };
  return { is: header.answersOnly ? 'acvp-answers' : 'acvp' };
}

function schemaOf(text: Uint8Array): string | undefined {
  const members = membersOf(text, wholeOf(text));
  const span = members.ok ? members.value.get('schema') : undefined;
  const value = span === undefined ? undefined : parseSpan(text, span);
  return value?.ok === true && typeof value.value === 'string' ? value.value : undefined;
}

const CLAIM = 4096;
