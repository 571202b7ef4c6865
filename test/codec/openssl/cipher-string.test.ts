import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCipherString } from '../../../src/codec/openssl/cipher-string.ts';

it.each([
  ['DEFAULT@SECLEVEL=4', { securityLevel: 4, anySuite: true, anyEcdhe: true, refused: null }],
  ['@SECLEVEL=2:kEECDH:kRSA:-aDSS:!DES', { securityLevel: 2, anySuite: true, anyEcdhe: true, refused: null }],
  ['kRSA', { securityLevel: null, anySuite: true, anyEcdhe: false, refused: null }],
  ['ALL:!kECDHE', { securityLevel: null, anySuite: true, anyEcdhe: false, refused: null }],
  ['ECDHE-RSA-AES128-GCM-SHA256', { securityLevel: null, anySuite: true, anyEcdhe: true, refused: null }],
  ['PSK', { securityLevel: null, anySuite: false, anyEcdhe: false, refused: null }],
  ['PROFILE=SYSTEM', { securityLevel: null, anySuite: false, anyEcdhe: false, refused: 'no cipher matches' }],
  ['@SECLEVEL=3:DEFAULT', { securityLevel: 3, anySuite: false, anyEcdhe: false, refused: 'no cipher matches' }],
  [
    'ALL:@SECLEVEL=9',
    {
      securityLevel: null,
      anySuite: true,
      anyEcdhe: true,
      refused: '@SECLEVEL=9: wants @SECLEVEL=0 to 5 or @STRENGTH',
    },
  ],
])('reads %s', (text, outcome) => {
  expect(readCipherString(text)).toEqual(outcome);
});

it('never throws on any text', () => {
  const rule = fc.constantFrom('ALL', '!', '-', '+', ':', '@SECLEVEL=', '3', 'kRSA', 'DEFAULT', 'PSK', ' ', '\u00e9');
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(rule).map((rules) => rules.join('')),
  );
  fc.assert(fc.property(text, (string) => [0, 1, 2, 3, 4, 5, null].includes(readCipherString(string).securityLevel)));
});
