import type { Message, PrivateKey } from '../../codec/known-answer.ts';
import { decodePkcs8, encodePkcs8, encodeSpki } from '../../codec/pkcs8.ts';
import type { OpensslCall, OpensslOutcome } from '../../target/openssl-process.ts';
import type { PostQuantumParameterSet } from '../../vocabulary/post-quantum-parameter-sets.ts';
import { type Answer, notAsked, type Question, values, verdict } from '../engine.ts';
import { valueInKeyText } from './key-text.ts';

/** A run of openssl and what its end means; or why the question cannot be put to the command. */
export type Ask =
  | { readonly call: OpensslCall; readonly answer: (run: Extract<OpensslOutcome, { ended: true }>) => Answer }
  | { readonly answer: Answer };

/**
 * Puts a question into one run of openssl 3.5 or later. Keys go in as files; what the command takes in no other way lies in its
 * arguments: m of an encapsulation, the seed of an SLH-DSA key, rnd of a hedged signature, contexts. Sources: openssl-pkeyutl(1),
 * openssl-pkey(1), openssl-dgst(1), EVP_PKEY-ML-KEM(7), EVP_SIGNATURE-ML-DSA(7), all of 3.5.
 */
export function ask(set: PostQuantumParameterSet, { asked }: Question): Ask {
  switch (asked.operation) {
    case 'keyGen':
      return set.algorithm === 'SLH-DSA' ? slhDsaKeyPair(set, asked.seed) : keyPair(set, asked.seed);
    case 'encapsulation':
      return encapsulation(set, asked.ek, asked.m);
    case 'decapsulation':
    case 'implicit rejection':
      return decapsulation(set, asked.key, asked.c);
    case 'encapsulationKeyCheck':
      return accepts(encapsulation(set, asked.ek, new Uint8Array(32)));
    case 'decapsulationKeyCheck':
      return accepts(decapsulation(set, { form: 'expanded', expanded: asked.dk }, new Uint8Array(set.outputLength)));
    case 'sigGen':
      return signature(set, asked);
    case 'sigVer':
      return verification(set, asked);
  }
}

/** A key of a seed is computed when it is read: the same function as genpkey's, without the seed among the arguments. */
function keyPair(set: PostQuantumParameterSet, seed: Uint8Array): Ask {
  const [secret, open] = set.algorithm === 'ML-KEM' ? (['dk', 'ek'] as const) : (['sk', 'pk'] as const);
  return {
    call: {
      arguments: ['pkey', '-in', 'key.der', '-inform', 'DER', '-noout', '-text'],
      files: { 'key.der': encodePkcs8(set, { seed }) },
    },
    answer({ exitCode, stdout, stderr }) {
      if (exitCode !== 0) return refusal(stderr);
      const secretKey = valueInKeyText(stdout, secret === 'dk' ? 'dk' : 'priv');
      const publicKey = valueInKeyText(stdout, open === 'ek' ? 'ek' : 'pub');
      if (secretKey === undefined || publicKey === undefined) return broken('pkey -text shows no whole key');
      return values({ [open]: publicKey, [secret]: secretKey });
    },
  };
}

function slhDsaKeyPair(set: PostQuantumParameterSet, seed: Uint8Array): Ask {
  const hexseed = `hexseed:${hex(seed)}`;
  return {
    call: {
      arguments: ['genpkey', '-algorithm', set.name, '-pkeyopt', hexseed, '-outform', 'DER', '-out', 'key.der'],
      outputs: ['key.der'],
    },
    answer({ exitCode, stderr, outputs }) {
      if (exitCode !== 0) return refusal(stderr);
      const key = decodePkcs8(outputs['key.der'] ?? new Uint8Array(), set);
      const sk = key.ok ? key.value.expanded : undefined;
      // PK.seed and PK.root are the last two parts of SK. Source: FIPS 205 9.1.
      return sk === undefined ? broken('genpkey wrote no key') : values({ sk, pk: sk.subarray(sk.length / 2) });
    },
  };
}

function encapsulation(set: PostQuantumParameterSet, ek: Uint8Array, m: Uint8Array): Ask {
  const given = ['-encap', '-pubin', '-inkey', 'key.der', '-keyform', 'DER', '-pkeyopt', `hexikme:${hex(m)}`];
  return {
    call: {
      arguments: ['pkeyutl', ...given, '-out', 'c', '-secret', 'k'],
      files: { 'key.der': encodeSpki(set, ek) },
      outputs: ['c', 'k'],
    },
    answer: ({ exitCode, stderr, outputs }) => (exitCode === 0 ? wholeValues(outputs, ['c', 'k']) : refusal(stderr)),
  };
}

function decapsulation(set: PostQuantumParameterSet, key: PrivateKey, c: Uint8Array): Ask {
  return {
    call: {
      arguments: ['pkeyutl', '-decap', '-inkey', 'key.der', '-keyform', 'DER', '-in', 'c', '-secret', 'k'],
      files: { 'key.der': privateKey(set, key), c },
      outputs: ['k'],
    },
    answer: ({ exitCode, stderr, outputs }) => (exitCode === 0 ? wholeValues(outputs, ['k']) : refusal(stderr)),
  };
}

/** A check of a key is asked by using it. */
function accepts(used: Ask): Ask {
  if (!('call' in used)) return used;
  return {
    call: used.call,
    answer(run) {
      const answer = used.answer(run);
      return answer.is === 'values' ? verdict(true) : answer;
    },
  };
}

function signature(set: PostQuantumParameterSet, asked: Extract<Question['asked'], { operation: 'sigGen' }>): Ask {
  const { message, rnd } = asked;
  const impossible = whyNotAsked(message);
  if (impossible !== undefined) return { answer: impossible };
  const random = rnd === null ? 'deterministic:1' : `hextest-entropy:${hex(rnd)}`;
  const options = [random, ...optionsOf(message)];
  const content = contentOf(message);
  const key = ['key.der', '-keyform', 'DER'];
  return {
    call: {
      arguments:
        content.length === 0
          ? ['dgst', '-sign', ...key, ...flagged('-sigopt', options), '-out', 'signature', 'message']
          : [
              'pkeyutl',
              '-sign',
              '-rawin',
              '-inkey',
              ...key,
              ...flagged('-pkeyopt', options),
              '-in',
              'message',
              '-out',
              'signature',
            ],
      files: { 'key.der': privateKey(set, asked.key), message: content },
      outputs: ['signature'],
    },
    answer: ({ exitCode, stderr, outputs }) => (exitCode === 0 ? wholeValues(outputs, ['signature']) : refusal(stderr)),
  };
}

function verification(set: PostQuantumParameterSet, asked: Extract<Question['asked'], { operation: 'sigVer' }>): Ask {
  const impossible = whyNotAsked(asked.message);
  if (impossible !== undefined) return { answer: impossible };
  const options = optionsOf(asked.message);
  const content = contentOf(asked.message);
  // pkeyutl takes no empty message, and dgst reads no more of a signature than its scheme's length.
  if (content.length === 0 && asked.signature.length > set.outputLength)
    return { answer: notAsked('the openssl command cuts a signature that is too long where the message is empty') };
  const key = ['key.der', '-keyform', 'DER'];
  return {
    call: {
      arguments:
        content.length === 0
          ? ['dgst', '-verify', ...key, ...flagged('-sigopt', options), '-signature', 'signature', 'message']
          : [
              'pkeyutl',
              '-verify',
              '-pubin',
              '-rawin',
              '-inkey',
              ...key,
              ...flagged('-pkeyopt', options),
              '-in',
              'message',
              '-sigfile',
              'signature',
            ],
      files: { 'key.der': encodeSpki(set, asked.pk), message: content, signature: asked.signature },
    },
    answer({ exitCode, stdout, stderr }) {
      if (exitCode === 0) return /Verified (?:Successfully|OK)/.test(stdout) ? verdict(true) : broken('no verdict');
      return /verification failure/i.test(stdout + stderr) ? verdict(false) : refusal(stderr);
    },
  };
}

function whyNotAsked(message: Message): Answer | undefined {
  if (message.as === 'pre-hash') return notAsked('OpenSSL has no pre-hash interface');
  if (message.as === 'pure' && message.context.length > 255)
    return notAsked('the openssl command takes no context of more than 255 bytes');
  if (message.as === 'mu' && message.mu.length === 0) return notAsked('the openssl command takes no empty mu');
  return undefined;
}

function optionsOf(message: Message): readonly string[] {
  switch (message.as) {
    case 'pure':
      return message.context.length === 0 ? [] : [`hexcontext-string:${hex(message.context)}`];
    case 'internal':
      return ['message-encoding:0'];
    case 'mu':
      return ['mu:1'];
    case 'pre-hash':
      return [];
  }
}

function contentOf(message: Message): Uint8Array {
  return message.as === 'mu' ? message.mu : message.message;
}

function flagged(flag: string, options: readonly string[]): readonly string[] {
  return options.flatMap((option) => [flag, option]);
}

function privateKey(set: PostQuantumParameterSet, key: PrivateKey): Uint8Array {
  return encodePkcs8(set, key.form === 'seed' ? { seed: key.seed } : { expanded: key.expanded });
}

function wholeValues(outputs: Readonly<Record<string, Uint8Array>>, names: readonly string[]): Answer {
  const missing = names.find((name) => outputs[name] === undefined);
  return missing === undefined ? values(outputs) : broken(`it wrote no ${missing}`);
}

/** The first of openssl's own words; the addresses and source lines of its error queue say nothing to a reader. */
function refusal(stderr: string): Answer {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const reasons = lines.map((line) => /:error:[0-9A-F]+:[^:]*:[^:]*:([^:]+)/.exec(line)?.[1]);
  const said = [reasons.find((reason) => reason !== undefined && reason !== 'unsupported'), lines[0]];
  return { is: 'refused', why: (said.find((each) => each !== undefined) ?? 'no reason given').slice(0, 120) };
}

function broken(why: string): Answer {
  return { is: 'broken', why };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
