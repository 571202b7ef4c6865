import { accepted, type Parsed, refused } from './parsed.ts';

/** One signed file: its name, without a directory of the signer's machine, and its SHA-256 in hexadecimal. */
export interface AttestedFile {
  readonly name: string;
  readonly sha256: string;
  /** Of a JSON document: SHA-256 of its RFC 8785 form, which white space and the order of members do not change. */
  readonly canonicalSha256?: string;
}

/** What a signature of pqready says: these files, as this tool wrote or met them. */
export interface Attestation {
  readonly files: readonly [AttestedFile, ...AttestedFile[]];
  readonly tool: { readonly name: string; readonly version: string };
}

/** The media type of an in-toto statement. Source: in-toto attestation framework 1.0, envelope. */
export const STATEMENT_TYPE = 'application/vnd.in-toto+json';

/** As an in-toto Statement v1, for the caller to put into canonical form. Source: in-toto attestation framework 1.0, statement. */
export function statementOf({ files, tool }: Attestation): object {
  return {
    _type: STATEMENT,
    subject: files.map(({ name, sha256, canonicalSha256 }) => ({
      name,
      digest: { sha256, ...(canonicalSha256 === undefined ? {} : { jcsSha256: canonicalSha256 }) },
    })),
    predicateType: PREDICATE,
    predicate: { tool },
  };
}

/** Reads a statement of ours. @param text the payload of an envelope whose signature is right */
export function readStatement(text: string): Parsed<Attestation> {
  const given = objectOf(json(text));
  if (given?.['_type'] !== STATEMENT) return refused('wants an in-toto Statement v1', { offset: 0 });
  if (given['predicateType'] !== PREDICATE) return refused('wants evidence of pqready, edition 1', { offset: 0 });
  const tool = objectOf(objectOf(given['predicate'])?.['tool']);
  const subjects = given['subject'];
  const files = Array.isArray(subjects) ? subjects.slice(0, MOST_FILES).map(fileOf) : [];
  const [first, ...rest] = files;
  if (first === undefined || rest.includes(undefined))
    return refused('wants subjects, each with a name and a SHA-256', { offset: 0 });
  const others = rest.filter((each) => each !== undefined);
  const { name, version } = tool ?? {};
  return accepted({ files: [first, ...others], tool: { name: textOf(name), version: textOf(version) } });
}

function fileOf(given: unknown): AttestedFile | undefined {
  const subject = objectOf(given);
  const digest = objectOf(subject?.['digest']);
  const name = subject?.['name'];
  const sha256 = digest?.['sha256'];
  const canonical = digest?.['jcsSha256'];
  if (typeof name !== 'string' || typeof sha256 !== 'string' || !HEX.test(sha256)) return undefined;
  return {
    name,
    sha256,
    ...(typeof canonical === 'string' && HEX.test(canonical) ? { canonicalSha256: canonical } : {}),
  };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function objectOf(given: unknown): Readonly<Record<string, unknown>> | undefined {
  // An object that is no array is a record of whatever its members are.
  return given !== null && typeof given === 'object' && !Array.isArray(given)
    ? (given as Readonly<Record<string, unknown>>)
    : undefined;
}

function textOf(given: unknown): string {
  return typeof given === 'string' ? given : '';
}

const STATEMENT = 'https://in-toto.io/Statement/v1';
const PREDICATE = 'urn:pqready:evidence:1';
const HEX = /^[0-9a-f]{64}$/;
const MOST_FILES = 100_000;
