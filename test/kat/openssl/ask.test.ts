import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { KnownAnswer } from '../../../src/codec/known-answer.ts';
import { targetPath } from '../../../src/facts/locator.ts';
import { findSets } from '../../../src/kat/find-sets.ts';
import { ask } from '../../../src/kat/openssl/ask.ts';
import { rootTree } from '../../../src/target/root-tree.ts';
import { postQuantumParameterSet } from '../../../src/vocabulary/post-quantum-parameter-sets.ts';

const OWN = join(import.meta.dirname, '../../../test-vectors');

it('puts no private key into the arguments of a process, but the seed of SLH-DSA, which has no file form', async () => {
  const shown = new Set<string>();
  for await (const known of ownCases()) {
    const set = postQuantumParameterSet(known.parameterSet);
    const asked = set === undefined ? undefined : ask(set, known);
    if (asked === undefined || !('call' in asked)) continue;
    const given = asked.call.arguments.join(' ');
    for (const secret of secretsOf(known))
      if (given.includes(Buffer.from(secret).toString('hex'))) shown.add(`${known.algorithm} ${known.asked.operation}`);
  }
  expect([...shown]).toEqual(['SLH-DSA keyGen']);
});

it('shows what it asks openssl, question by question', async () => {
  const lines = new Set<string>();
  for await (const known of ownCases()) {
    const set = postQuantumParameterSet(known.parameterSet);
    const asked = set === undefined ? undefined : ask(set, known);
    if (asked === undefined) continue;
    const words = 'call' in asked ? asked.call.arguments.join(' ') : JSON.stringify(asked.answer);
    lines.add(`${known.asked.operation}: ${words.replace(/[0-9a-f]{16,}/g, 'HEX').replace(/SLH-DSA-\S+/, 'SLH-DSA')}`);
  }
  expect([...lines]).toMatchInlineSnapshot(`
    [
      "keyGen: pkey -in key.der -inform DER -noout -text",
      "sigGen: pkeyutl -sign -rawin -inkey key.der -keyform DER -pkeyopt deterministic:1 -pkeyopt hexcontext-string:HEX -in message -out signature",
      "sigGen: pkeyutl -sign -rawin -inkey key.der -keyform DER -pkeyopt deterministic:1 -in message -out signature",
      "sigGen: dgst -sign key.der -keyform DER -sigopt deterministic:1 -sigopt hexcontext-string:HEX -out signature message",
      "sigGen: {"is":"not-asked","why":"OpenSSL has no pre-hash interface"}",
      "sigGen: pkeyutl -sign -rawin -inkey key.der -keyform DER -pkeyopt deterministic:1 -pkeyopt message-encoding:0 -in message -out signature",
      "sigGen: pkeyutl -sign -rawin -inkey key.der -keyform DER -pkeyopt deterministic:1 -pkeyopt mu:1 -in message -out signature",
      "sigGen: pkeyutl -sign -rawin -inkey key.der -keyform DER -pkeyopt hextest-entropy:HEX -pkeyopt hexcontext-string:HEX -in message -out signature",
      "sigGen: pkeyutl -sign -rawin -inkey key.der -keyform DER -pkeyopt hextest-entropy:HEX -in message -out signature",
      "sigGen: dgst -sign key.der -keyform DER -sigopt hextest-entropy:HEX -sigopt hexcontext-string:HEX -out signature message",
      "sigGen: pkeyutl -sign -rawin -inkey key.der -keyform DER -pkeyopt hextest-entropy:HEX -pkeyopt message-encoding:0 -in message -out signature",
      "sigGen: pkeyutl -sign -rawin -inkey key.der -keyform DER -pkeyopt hextest-entropy:HEX -pkeyopt mu:1 -in message -out signature",
      "sigVer: pkeyutl -verify -pubin -rawin -inkey key.der -keyform DER -pkeyopt hexcontext-string:HEX -in message -sigfile signature",
      "sigVer: pkeyutl -verify -pubin -rawin -inkey key.der -keyform DER -in message -sigfile signature",
      "sigVer: dgst -verify key.der -keyform DER -sigopt hexcontext-string:HEX -signature signature message",
      "sigVer: {"is":"not-asked","why":"OpenSSL has no pre-hash interface"}",
      "sigVer: pkeyutl -verify -pubin -rawin -inkey key.der -keyform DER -pkeyopt message-encoding:0 -in message -sigfile signature",
      "sigVer: pkeyutl -verify -pubin -rawin -inkey key.der -keyform DER -pkeyopt mu:1 -in message -sigfile signature",
      "encapsulation: pkeyutl -encap -pubin -inkey key.der -keyform DER -pkeyopt hexikme:HEX -out c -secret k",
      "decapsulation: pkeyutl -decap -inkey key.der -keyform DER -in c -secret k",
      "implicit rejection: pkeyutl -decap -inkey key.der -keyform DER -in c -secret k",
      "encapsulationKeyCheck: pkeyutl -encap -pubin -inkey key.der -keyform DER -pkeyopt hexikme:HEX -out c -secret k",
      "decapsulationKeyCheck: pkeyutl -decap -inkey key.der -keyform DER -in c -secret k",
      "keyGen: genpkey -algorithm SLH-DSA -pkeyopt hexseed:HEX -outform DER -out key.der",
    ]
  `);
});

async function* ownCases(): AsyncGenerator<KnownAnswer> {
  for await (const found of findSets(rootTree('/'), targetPath(OWN)))
    if (found.is === 'set') for (const each of found.set.cases()) if (each.ok) yield each.value;
}

function secretsOf({ asked }: KnownAnswer): readonly Uint8Array[] {
  if (asked.operation === 'keyGen') return [asked.seed];
  if ('key' in asked) return [asked.key.form === 'seed' ? asked.key.seed : asked.key.expanded];
  return asked.operation === 'decapsulationKeyCheck' ? [asked.dk] : [];
}
