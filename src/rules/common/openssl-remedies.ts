import type { Fact } from '../../facts/fact.ts';
import type { FactBase } from '../../facts/fact-base.ts';
import type { Origin, TlsConfigured } from '../../facts/values/configuration.ts';
import type { Remedy, Step } from '../remedy.ts';
import { hasPostQuantum, postQuantumOpenssl } from './post-quantum-remedies.ts';
import { systemOf } from './system.ts';

/** Where to write a line of OpenSSL's TLS settings: beside the policy that set the value, else in the system's own file. */
export function opensslSetting(
  facts: FactBase,
  line: string,
  { fact, setting }: { readonly fact: Fact<'tls.configured'>; readonly setting: keyof TlsConfigured['origin'] },
): Remedy {
  const system = systemOf(facts);
  // A name that the library does not know voids the whole line, or every setting with it.
  if (POST_QUANTUM.test(line) && system.opensslVersion !== null && !hasPostQuantum(system))
    return postQuantumOpenssl(system);
  const origin = fact.value.origin[setting];
  if (origin.from === 'policy') return besidePolicy(line);
  const { opensslCnf } = system;
  const words = `In ${opensslCnf}, in the section that system_default of ssl_conf names, write:\n${line}`;
  const step = fact.subject.startsWith('OpenSSL') ? stepFor(line, { origin, fact, opensslCnf }) : undefined;
  return step === undefined ? words : { words, steps: [step] };
}

/** A drop-in without a header of its own lands in the last section of the generated file and does nothing. */
function besidePolicy(line: string): Remedy {
  const file = `/etc/crypto-policies/local.d/opensslcnf-pqready-${nameIn(line).toLowerCase()}.config`;
  const content = `[crypto_policy]\n${line}\n`;
  return {
    words: `In ${file} write:\n${content}then:\n$ update-crypto-policies`,
    steps: [
      { do: 'write', file, content },
      { do: 'run', argv: ['update-crypto-policies'] },
    ],
  };
}

/**
 * The line that sets it is replaced; what is built in is set behind another line of the same section, or in a section of its
 * own where the file has none. A file outside /etc belongs to a package, and is left alone.
 */
function stepFor(
  now: string,
  {
    origin,
    fact,
    opensslCnf: file,
  }: { readonly origin: Origin; readonly fact: Fact<'tls.configured'>; readonly opensslCnf: string },
): Step | undefined {
  if (origin.from === 'directive')
    return isOwn(origin.path)
      ? { do: 'replace-line', file: origin.path, line: origin.line, name: nameIn(now), now }
      : undefined;
  const written = Object.entries(fact.value.origin).flatMap(([setting, each]) =>
    each.from === 'directive' ? [{ name: NAMES[setting] ?? '', path: each.path, line: each.line }] : [],
  );
  const last = written.toSorted((left, right) => right.line - left.line)[0];
  if (last !== undefined)
    return isOwn(last.path) ? { do: 'insert-line', file: last.path, line: last.line, name: last.name, now } : undefined;
  return Object.values(fact.value.origin).some((each) => each.from === 'policy')
    ? undefined
    : { do: 'openssl-default', file, setting: now };
}

function isOwn(path: string): boolean {
  return path.startsWith('/etc/');
}

function nameIn(line: string): string {
  return line.slice(0, line.indexOf(' '));
}

/** The directive behind each origin; a security level stands inside the cipher string. */
const NAMES: Readonly<Record<string, string>> = {
  minProtocol: 'MinProtocol',
  maxProtocol: 'MaxProtocol',
  groups: 'Groups',
  signatureSchemes: 'SignatureAlgorithms',
  ciphers: 'Cipher',
  securityLevel: 'CipherString',
};

const POST_QUANTUM = /ml-?kem|ml-?dsa/i;
