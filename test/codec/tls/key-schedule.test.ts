import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  openRecord,
  serverHandshakeKeys,
  suiteAlgorithms,
  type TrafficKeys,
} from '../../../src/codec/tls/key-schedule.ts';

const SUITES = [0x1301, 0x1302, 0x1303, 0x1304];
const bytes = fc.uint8Array({ maxLength: 64 });

it('opens what was sealed, and nothing that was changed or cut', () => {
  fc.assert(
    fc.property(
      fc.record({
        suite: fc.constantFrom(...SUITES),
        secret: bytes,
        content: bytes,
        padding: fc.nat(20),
        at: fc.nat(),
      }),
      ({ suite, secret, content, padding, at }) => {
        const keys = keysOf(suite, secret);
        const fragment = sealed(keys, Uint8Array.from([...content, 22, ...new Uint8Array(padding)]));
        const opened = openRecord(keys, 0, { header: HEADER, fragment });
        expect([opened?.type, Uint8Array.from(opened?.content ?? [])]).toEqual([22, content]);
        const changed = fragment.with(at % fragment.length, (fragment[at % fragment.length] ?? 0) ^ 1);
        expect(openRecord(keys, 0, { header: HEADER, fragment: changed })).toBeUndefined();
        const cut = fragment.subarray(0, at % fragment.length);
        expect(openRecord(keys, 0, { header: HEADER, fragment: cut })).toBeUndefined();
        expect(openRecord(keys, 1, { header: HEADER, fragment })).toBeUndefined();
      },
    ),
  );
});

it('never throws on any record', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SUITES), bytes, bytes, (suite, header, fragment) => {
      expect(openRecord(keysOf(suite, header), 0, { header, fragment })).toBeUndefined();
    }),
  );
});

function keysOf(suite: number, secret: Uint8Array): TrafficKeys {
  const algorithms = suiteAlgorithms(suite);
  if (algorithms === undefined) throw new Error(`suite ${suite}`);
  return serverHandshakeKeys(algorithms, secret, []);
}

/** RFC 8446 5.2, for the first record under these keys: the nonce is the IV itself. */
function sealed({ suite, key, iv }: TrafficKeys, plain: Uint8Array): Uint8Array {
  const options = { authTagLength: suite.tagLength };
  const cipher = createCipheriv(suite.aead as 'aes-128-ccm', key, iv, options);
  cipher.setAAD(HEADER, { plaintextLength: plain.length });
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Uint8Array.from([...body, ...cipher.getAuthTag()]);
}

const HEADER = Uint8Array.from([23, 3, 3, 0, 0]);
