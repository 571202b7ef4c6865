import { expect, it } from 'vitest';
import { type Fact, fact } from '../../src/facts/fact.ts';
import { factBase } from '../../src/facts/fact-base.ts';
import { targetPath } from '../../src/facts/locator.ts';
import { evidence } from '../../src/facts/quote.ts';
import { implementationValidated } from '../../src/rules/implementation-validated.ts';
import { given, judged } from '../support/rule-facts.ts';

const VALIDATED = { outcome: 'validated-module', why: 'named by #4857' } as const;
const COPY = { outcome: 'not-validated', why: 'a copy of its own computes' } as const;
const OPEN = { outcome: 'unknown', why: 'no file tells' } as const;
const judge = (...facts: Parameters<typeof judged>[2]) => judged(implementationValidated, {}, facts);

it('is met where a validated module computes under both kernel flags', () => {
  expect(judge(given('fips.prediction'))).toEqual(['met Go cryptography in /server; named by #5247']);
});

it('is unmet by a copy, whatever the flag', () => {
  expect(judge(given('fips.prediction', { flagOff: COPY, flagOn: COPY }))).toEqual([
    'unmet Go cryptography in /server: a copy of its own computes',
  ]);
});

it('asks for the flag with which the system boots where that is known', () => {
  const depends = given('fips.prediction', { flagOff: COPY, flagOn: VALIDATED });
  expect(judge(depends)).toEqual([
    'unknown Go cryptography in /server: it depends on the kernel of the host: kernel flag off: a copy of its own computes; on: named by #4857',
  ]);
  expect(judge(depends, given('kernel.fips-mode', { enabled: true }))).toEqual([
    'met Go cryptography in /server; named by #4857',
  ]);
  expect(judge(depends, given('kernel.fips-mode', { enabled: false }))).toEqual([
    'unmet Go cryptography in /server: a copy of its own computes',
  ]);
});

it('never passes what cannot be told, nor a module without a certificate', () => {
  expect(judge(given('fips.prediction', { flagOn: OPEN }))).toEqual([
    'unknown Go cryptography in /server: no file tells',
  ]);
  const other = { outcome: 'other-module', why: 'no certificate is known' } as const;
  expect(judge(given('fips.prediction', { flagOff: other, flagOn: other }))).toEqual([
    'unmet Go cryptography in /server: no certificate is known',
  ]);
});

it('does not apply where nothing was seen', () => {
  expect(judge()).toEqual([
    'not-applicable implementations of cryptography: no program, archive or library with a copy of its own was seen',
  ]);
});

it('sends nobody to rebuild programs that follow the library', () => {
  const subject = 'programs that use OpenSSL';
  const path = targetPath('/usr/bin/openssl');
  const dependents = fact(
    'crypto.dependents',
    subject,
    { library: 'OpenSSL', programs: 1, libraries: 0, examples: [path] },
    evidence({ in: 'file', path }, 'NEEDED libcrypto.so.3'),
  );
  const facts = [
    given('fips.prediction', { flagOff: COPY, flagOn: COPY }, subject),
    given('fips.prediction', { flagOff: COPY, flagOn: COPY }),
  ];
  const remedies = (...more: readonly Fact[]) =>
    implementationValidated
      .judge(factBase([...facts, ...more], []), null)
      .map((each) => (each.outcome === 'unmet' ? each.remedy.split(' ')[0] : each.outcome));
  expect(remedies()).toEqual(['Build', 'Build']);
  expect(remedies(dependents)).toEqual(['Nothing', 'Build']);
});
