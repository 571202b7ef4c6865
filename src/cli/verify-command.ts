import { verify } from 'node:crypto';
import { type AttestedFile, readStatement, STATEMENT_TYPE } from '../codec/attestation.ts';
import { decodeEnvelope, type Envelope, preAuthenticationEncoding } from '../codec/dsse.ts';
import { describeProblem } from '../codec/parsed.ts';
import { quote } from '../facts/quote.ts';
import { attestedFiles, attestedItself } from './evidence/attested-files.ts';
import { readPublicKey, type SigningKey } from './evidence/signing-keys.ts';
import { writeOut } from './standard-output.ts';
import { UsageError } from './usage-error.ts';
import { readUserFile } from './user-file.ts';

/** What `verify` takes. */
export interface VerifyArguments {
  readonly report: string;
  readonly key: readonly string[];
  readonly signature: string | undefined;
}

/**
 * `verify`: every key that is given must have signed, and every file must have the hash that was signed. 1 where one does not.
 * @throws UsageError where there is nothing to check
 */
export async function runVerify({ report, key, signature = `${report}.sig.json` }: VerifyArguments): Promise<0 | 1> {
  const keys = await Promise.all(key.map(readPublicKey));
  const envelope = decodeEnvelope(await readUserFile(signature));
  if (!envelope.ok) throw new UsageError(`${signature}: ${describeProblem(envelope)}\nName what pqready sign wrote.`);
  const unsigned = keys.filter((each) => !hasSigned(each, envelope.value));
  // Nothing that stands in a statement counts before its signature does.
  if (unsigned.length > 0)
    return tell(unsigned.map(({ path, algorithm }) => `${path} (${algorithm}) has not signed this`));
  const statement = readStatement(new TextDecoder().decode(envelope.value.payload));
  if (!statement.ok) throw new UsageError(`${signature}: ${describeProblem(statement)}\nName what pqready sign wrote.`);
  const problems = await problemsOf(report, statement.value.files);
  if (problems.length > 0) return tell(problems);
  const words = keys.map(({ algorithm, id }) => `${algorithm} ${id.slice(0, 16)}`).join(', ');
  await writeOut(`${report}: unchanged, ${statement.value.files.length} hashes; signed by ${words}\n`);
  return 0;
}

/** A bundle that cannot be unpacked was changed where its own hash is another. */
async function problemsOf(report: string, signed: readonly AttestedFile[]): Promise<readonly string[]> {
  try {
    return differences(signed, await attestedFiles(report));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const changed = differences(signed.slice(0, 1), await attestedItself(report));
    if (changed.length === 0) throw error;
    const [why = ''] = error.message.split('\n');
    return [...changed, `${why}: what was changed inside cannot be told`];
  }
}

async function tell(problems: readonly string[]): Promise<1> {
  await writeOut(problems.map((each) => `CHANGED ${each}\n`).join(''));
  return 1;
}

function hasSigned({ key, algorithm }: SigningKey, { payloadType, payload, signatures }: Envelope): boolean {
  if (payloadType !== STATEMENT_TYPE) return false;
  const signed = preAuthenticationEncoding(payloadType, payload);
  const digest = algorithm === 'ecdsa-p384' ? 'sha384' : null;
  return signatures.some(({ sig }) => {
    try {
      return verify(digest, signed, key, sig);
    } catch {
      // A signature of another algorithm's length.
      return false;
    }
  });
}

/** Each file that is gone, new or not what was signed, by name. The report itself may have been given another name since. */
function differences(signed: readonly AttestedFile[], seen: readonly AttestedFile[]): readonly string[] {
  const [wanted, has] = [renamed(signed), renamed(seen)];
  const shown = (name: string): string => quote(name === ITSELF ? (seen[0]?.name ?? '') : name);
  const changed = [...wanted].flatMap(([name, file]) => difference(shown(name), file, has.get(name)));
  const added = [...has.keys()].filter((name) => !wanted.has(name)).map((name) => `${shown(name)}: was not signed`);
  return [...changed, ...added];
}

function difference(name: string, wanted: AttestedFile, has: AttestedFile | undefined): readonly string[] {
  if (has === undefined) return [`${name}: is missing`];
  if (has.sha256 === wanted.sha256) return [];
  const hashes = `wants SHA-256 ${wanted.sha256}, has ${has.sha256}`;
  const same = wanted.canonicalSha256 !== undefined && wanted.canonicalSha256 === has.canonicalSha256;
  return [`${name}: ${hashes}${same ? '; the same content, laid out anew' : ''}`];
}

/** Names below a bundle without the bundle's own; a name that stands twice is none of ours. */
function renamed(files: readonly AttestedFile[]): ReadonlyMap<string, AttestedFile> {
  const [itself] = files;
  const prefix = `${itself?.name ?? ''}/`;
  return new Map(
    files.map((file) => [
      file === itself ? ITSELF : file.name.startsWith(prefix) ? file.name.slice(prefix.length) : file.name,
      file,
    ]),
  );
}

const ITSELF = '';
