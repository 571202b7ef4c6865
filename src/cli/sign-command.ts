import { type KeyObject, sign } from 'node:crypto';
import packageJson from '../../package.json' with { type: 'json' };
import { STATEMENT_TYPE, statementOf } from '../codec/attestation.ts';
import { type EnvelopeSignature, encodeEnvelope, preAuthenticationEncoding } from '../codec/dsse.ts';
import { canonicalJson } from '../facts/canonical.ts';
import { attestedFiles } from './evidence/attested-files.ts';
import { readPrivateKey } from './evidence/signing-keys.ts';
import { writeOut } from './standard-output.ts';
import { UsageError } from './usage-error.ts';
import { writeWhole } from './whole-file.ts';

/** What `sign` takes. */
export interface SignArguments {
  readonly report: string;
  readonly key: readonly string[];
  readonly out: string | undefined;
}

/**
 * `sign`: hashes the report and signs the list of hashes in canonical form (RFC 8785), as an in-toto statement in a DSSE envelope.
 * One of the keys must be ML-DSA. @throws UsageError
 */
export async function runSign({ report, key: paths, out = `${report}.sig.json` }: SignArguments): Promise<0> {
  const keys = await Promise.all(paths.map(readPrivateKey));
  if (!keys.some(({ algorithm }) => algorithm.startsWith('ml-dsa-')))
    throw new UsageError(
      'sign: wants an ML-DSA key\nECDSA alone would not outlast the quantum computer: add --key ML-DSA-KEY.',
    );
  const files = await attestedFiles(report);
  const tool = { name: packageJson.name, version: packageJson.version };
  const payload = new TextEncoder().encode(canonicalJson(statementOf({ files, tool })));
  const signed = preAuthenticationEncoding(STATEMENT_TYPE, payload);
  const [first, ...rest] = keys.map(({ id, key }): EnvelopeSignature => ({ keyid: id, sig: signature(signed, key) }));
  if (first === undefined) throw new UsageError('sign: wants a key\nMake one with pqready keygen.');
  await writeWhole(out, encodeEnvelope({ payloadType: STATEMENT_TYPE, payload, signatures: [first, ...rest] }));
  const words = keys.map(({ algorithm, id }) => `${algorithm} ${id.slice(0, 16)}`).join(', ');
  await writeOut(`${out}: ${files.length} hash${files.length === 1 ? '' : 'es'}, signed by ${words}\n`);
  return 0;
}

/** Pure ML-DSA with an empty context (FIPS 204 5.2), or ECDSA with SHA-384 in DER (FIPS 186-5 6.4). */
function signature(message: Uint8Array, key: KeyObject): Uint8Array {
  if (key.asymmetricKeyType !== 'ec') return new Uint8Array(sign(null, message, key));
  return new Uint8Array(sign('sha384', message, { key, dsaEncoding: 'der' }));
}
