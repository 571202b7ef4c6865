/** One test group: what it says of itself, and its tests without their numbers. */
export interface Group {
  readonly says: Readonly<Record<string, unknown>>;
  readonly tests: readonly Readonly<Record<string, unknown>>[];
}

/** A set to be written. */
export interface OwnSet {
  readonly algorithm: 'ML-KEM' | 'ML-DSA' | 'SLH-DSA';
  readonly mode: 'keyGen' | 'encapDecap' | 'sigGen' | 'sigVer';
  readonly revision: string;
  readonly groups: readonly Group[];
}

/** The text of an internalProjection file; groups and tests are numbered through from 1. */
export function acvpText({ algorithm, mode, revision, groups }: OwnSet): string {
  let tcId = 0;
  const testGroups = groups.map(({ says, tests }, index) => ({
    tgId: index + 1,
    testType: 'VAL',
    ...says,
    tests: tests.map((test) => {
      tcId += 1;
      return { tcId, ...test };
    }),
  }));
  return `${JSON.stringify({ vsId: 0, algorithm, mode, revision, isSample: false, testGroups }, null, 1)}\n`;
}
