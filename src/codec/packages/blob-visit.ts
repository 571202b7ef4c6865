import type { Oddity } from '../parsed.ts';

/** What is called with each package header of a database. The bytes are good during the call only: copy what is kept. */
export type BlobVisit = (blob: Uint8Array) => void;

/** Writes an oddity down, as long as there are not absurdly many: a hostile database can have one a byte. */
export function noteOddity(oddities: Oddity[], what: string, offset: number): void {
  if (oddities.length < MOST_ODDITIES) oddities.push({ what, at: { offset } });
}

const MOST_ODDITIES = 1000;
