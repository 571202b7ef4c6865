import { ml_kem512, ml_kem768, ml_kem1024 } from '@noble/post-quantum/ml-kem.js';
import { type Answer, notAsked, type Question, values, verdict } from '../engine.ts';

/** ML-KEM by noble. Its checks of keys are asked by using them: it refuses by throwing. */
export function mlKemByNoble({ parameterSet, asked }: Question): Answer {
  const kem = KEMS.get(parameterSet);
  if (kem === undefined) return notAsked(`@noble/post-quantum has no ${parameterSet}`);
  switch (asked.operation) {
    case 'keyGen': {
      const { publicKey, secretKey } = kem.keygen(asked.seed);
      return values({ ek: publicKey, dk: secretKey });
    }
    case 'encapsulation': {
      const { cipherText, sharedSecret } = kem.encapsulate(asked.ek, asked.m);
      return values({ c: cipherText, k: sharedSecret });
    }
    case 'decapsulation':
    case 'implicit rejection': {
      const dk = asked.key.form === 'seed' ? kem.keygen(asked.key.seed).secretKey : asked.key.expanded;
      return values({ k: kem.decapsulate(asked.c, dk) });
    }
    case 'encapsulationKeyCheck':
      kem.encapsulate(asked.ek, new Uint8Array(32));
      return verdict(true);
    case 'decapsulationKeyCheck':
      kem.decapsulate(new Uint8Array(kem.lengths.cipherText ?? 0), asked.dk);
      return verdict(true);
    case 'sigGen':
    case 'sigVer':
      return notAsked('ML-KEM does not sign');
  }
}

const KEMS = new Map([
  ['ML-KEM-512', ml_kem512],
  ['ML-KEM-768', ml_kem768],
  ['ML-KEM-1024', ml_kem1024],
]);
