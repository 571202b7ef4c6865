import { assert as check, json, property, string, uint8Array } from 'fast-check';
import { expect, it } from 'vitest';
import { decodeEnvelope, encodeEnvelope, preAuthenticationEncoding } from '../../src/codec/dsse.ts';

it('encodes what is signed as the example of the specification', () => {
  const encoded = preAuthenticationEncoding('http://example.com/HelloWorld', new TextEncoder().encode('hello world'));
  expect(new TextDecoder().decode(encoded)).toBe('DSSEv1 29 http://example.com/HelloWorld 11 hello world');
});

it('reads back what it prints', () => {
  check(
    property(string({ unit: 'grapheme' }), uint8Array(), uint8Array(), (payloadType, payload, sig) => {
      const envelope = { payloadType, payload, signatures: [{ keyid: 'k', sig }] } as const;
      expect(decodeEnvelope(encodeEnvelope(envelope))).toEqual({ ok: true, value: envelope, oddities: [] });
    }),
  );
});

it('never throws, and takes no prefix for the whole', () => {
  const whole = encodeEnvelope({
    payloadType: 't',
    payload: new Uint8Array(9),
    signatures: [{ keyid: '', sig: new Uint8Array(5) }],
  });
  for (let length = 0; length < whole.trimEnd().length; length += 1)
    expect(decodeEnvelope(whole.slice(0, length)).ok).toBe(false);
  check(property(json(), (text) => !decodeEnvelope(text).ok));
});

it.each([
  ['{}', 'wants payloadType and payload in base64'],
  ['[]', 'wants payloadType and payload in base64'],
  ['{"payloadType":"t","payload":"AA=="}', 'wants signatures, each with sig in base64'],
  ['{"payloadType":"t","payload":"AA==","signatures":[{"sig":"*"}]}', 'wants signatures, each with sig in base64'],
  ['{"payloadType":"t","payload":"AA","signatures":[{"sig":"AA=="}]}', 'wants payloadType and payload in base64'],
])('refuses %s', (text, problem) => {
  expect(decodeEnvelope(text)).toEqual({ ok: false, problem, at: { offset: 0 } });
});
