import { type Fact, fact } from '../../src/facts/fact.ts';
import { evidence } from '../../src/facts/quote.ts';
import type { KatRun } from '../../src/facts/values/kat.ts';

/** A fact of a run of known answers, all right unless the test says otherwise. */
export function katRun(some: Partial<KatRun> = {}, subject = 'OpenSSL library'): Fact {
  const value: KatRun = {
    engine: 'openssl',
    version: 'OpenSSL 3.5.7',
    proof: null,
    algorithm: 'ML-KEM',
    operation: 'keyGen',
    vectorSet: 'sample of ML-KEM keyGen FIPS203',
    passed: 2,
    failed: 0,
    skipped: 0,
    skippedBecause: {},
    firstFailure: null,
    ...some,
  };
  return fact('kat.run', subject, value, evidence({ in: 'command', argv: ['openssl', 'version'] }, value.version));
}
