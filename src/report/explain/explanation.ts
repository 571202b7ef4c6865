import type { IsoDate, Profile } from '../../policy/profile.ts';
import type { Register } from '../../policy/register.ts';
import type { BoundRule } from '../../rules/rule.ts';

/** Something that can be looked up: the names that it goes by, and what there is to say of it. */
export interface Entry {
  /** The first is the one that is suggested. */
  readonly names: readonly [string, ...string[]];
  readonly explain: () => Explanation;
}

/** What is said of one thing, `pqready explain --output json`. */
export interface Explanation {
  readonly id: string;
  /** What sort of thing it is: `TLS group`, `rule`, `certificate`. */
  readonly kind: string;
  readonly sections: readonly Section[];
}

/** A heading and its lines; a line that begins with two blanks belongs to the one before. */
export interface Section {
  readonly heading: string;
  readonly lines: readonly string[];
}

/** All that explanations are made from. */
export interface Library {
  readonly profiles: readonly Profile[];
  readonly rules: readonly BoundRule[];
  readonly register: Register;
  readonly asOf: IsoDate;
}

/** A code point as the registries write it. */
export function codePointText(codePoint: number): string {
  return `0x${codePoint.toString(16).padStart(4, '0')}`;
}

/** A section, or none where there is nothing to say. */
export function section(heading: string, lines: readonly string[]): readonly Section[] {
  return lines.length === 0 ? [] : [{ heading, lines }];
}
