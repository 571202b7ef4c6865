import type { CaseReader } from './read-acvp.ts';

/** LMS of RFC 8554 and SP 800-208: read, so that a report can say that it was not run. Source: ACVP draft-celi-acvp-lms. */
export const readLmsCase: CaseReader = (fields) => ({
  algorithm: 'LMS',
  parameterSet: `${fields.text('lmsMode')} ${fields.text('lmOtsMode')}`,
  slow: false,
  asked: {
    operation: 'sigVer',
    pk: fields.hex('publicKey'),
    message: { as: 'internal', message: fields.hex('message') },
    signature: fields.hex('signature'),
  },
  expected: { is: 'verdict', accepted: fields.flag('testPassed') },
});
