import {
  createECDH,
  createHash,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  getDiffieHellman,
  randomBytes,
} from 'node:crypto';
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js';
import { expect, it } from 'vitest';
import { mpint, sshString } from '../../../src/codec/ssh/fields.ts';
import { methodFor } from '../../../src/collect/ssh-wire/key-exchange-methods.ts';

it('takes the first of its own methods that a server offers', () => {
  expect(methodFor(['mlkem768x25519-sha256', 'curve25519-sha256'])?.name).toBe('curve25519-sha256');
  expect(methodFor(['sntrup761x25519-sha512', 'mlkem768x25519-sha256'])?.name).toBe('mlkem768x25519-sha256');
  expect(methodFor(['sntrup761x25519-sha512', 'ext-info-s'])).toBeUndefined();
});

it('puts ML-KEM before X25519 and hashes both secrets into a string', async () => {
  const agreement = await methodFor(['mlkem768x25519-sha256'])?.begin(randomBytes);
  const client = agreement?.clientValue ?? new Uint8Array();
  expect(client.length).toBe(1184 + 32);
  const { cipherText, sharedSecret } = ml_kem768.encapsulate(Uint8Array.from(client.subarray(0, 1184)));
  const own = generateKeyPairSync('x25519');
  const spki = Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), client.subarray(1184)]);
  const classical = diffieHellman({
    privateKey: own.privateKey,
    publicKey: createPublicKey({ key: spki, format: 'der', type: 'spki' }),
  });
  const serverValue = Buffer.concat([cipherText, own.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)]);
  const expected = sshString(createHash('sha256').update(sharedSecret).update(classical).digest());
  expect(Buffer.from(agreement?.agree(serverValue) ?? [])).toEqual(Buffer.from(expected));
  for (const length of [0, 1087, 1088, 1100, 1119])
    expect(agreement?.agree(serverValue.subarray(0, length))).toBeUndefined();
});

it('writes the secret of a curve and of a finite field as mpint', async () => {
  const onCurve = await methodFor(['ecdh-sha2-nistp384'])?.begin(randomBytes);
  const point = createECDH('secp384r1');
  const pointValue = point.generateKeys();
  const secret = point.computeSecret(onCurve?.clientValue ?? new Uint8Array());
  expect(Buffer.from(onCurve?.agree(pointValue) ?? [])).toEqual(Buffer.from(mpint(secret)));

  const inField = await methodFor(['diffie-hellman-group14-sha256'])?.begin(randomBytes);
  const field = getDiffieHellman('modp14');
  const fieldValue = field.generateKeys();
  const fieldSecret = field.computeSecret(inField?.clientValue ?? new Uint8Array());
  expect(Buffer.from(inField?.agree(fieldValue) ?? [])).toEqual(Buffer.from(mpint(fieldSecret)));
  expect(inField?.agree(Uint8Array.of(1))).toBeUndefined();
});
