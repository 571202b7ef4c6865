import type { Assessment, Summary } from '../assess/assessment.ts';
import type { WaiverUse } from '../assess/waiver-use.ts';
import type { Coverage } from '../facts/coverage.ts';
import type { Fact, Gap } from '../facts/fact.ts';
import type { TargetIdentity } from '../facts/target-identity.ts';
import type { IsoDate } from '../policy/profile.ts';
import type { TargetKind } from '../vocabulary/target-kind.ts';

/** A way to write a report down: pure strings, the same for the same facts and day. */
export type ReportFormat = StreamedFormat | WholeFormat;

/** Written target by target, so that a million targets need no memory. */
export interface StreamedFormat extends Named {
  open(run: RunHeader, look: Look): string;
  one(target: TargetReport, look: Look, place: Place): string;
  close(totals: Totals, look: Look): string;
}

/** Written at the end, from everything: its beginning depends on what the last target shows. */
export interface WholeFormat extends Named {
  whole(everything: Everything, look: Look): string;
}

interface Named {
  readonly id: string;
  readonly mediaType: string;
}

/** All that one run found. */
export interface Everything {
  readonly run: RunHeader;
  readonly targets: readonly TargetReport[];
  readonly totals: Totals;
}

/** A format in the registry: loaded only when it is asked for. */
export interface FormatEntry {
  readonly id: string;
  /** Editions beside the default one, asked for as `id@edition`. */
  readonly editions: readonly string[];
  load(edition?: string): Promise<ReportFormat>;
}

/** Where a target stands in its run. */
export interface Place {
  /** From 0. */
  readonly index: number;
  readonly run: RunHeader;
  /** When the target had been looked at: RFC 3339 in UTC. */
  readonly finishedAt: string;
}

/** What is true of the whole run. */
export interface RunHeader {
  readonly tool: { readonly name: string; readonly version: string };
  readonly asOf: IsoDate;
  /** The CMVP register: the day of its newest row, and how many days before the day that is judged. Absent: nothing is judged. */
  readonly register?: RegisterAge;
  /** RFC 3339 in UTC. */
  readonly startedAt: string;
}

export interface RegisterAge {
  readonly asOf: IsoDate;
  readonly days: number;
}

/** What to say of a register that is no longer fresh; undefined: it is. */
export function oldRegister({ register }: RunHeader): string | undefined {
  if (register === undefined || register.days <= FRESH_DAYS) return undefined;
  return `the CMVP register is of ${register.asOf}, ${register.days} days before the day that is judged: re-check what rests on it`;
}

/** One target: what was found, and what that comes to. `assessments` is absent in what `collect` writes. */
export interface TargetReport {
  readonly kind: TargetKind;
  readonly name: string;
  readonly identity: TargetIdentity;
  readonly labels: Readonly<Record<string, string>>;
  /** Why nothing at all can be said of it: an image that is not what its digests promise, or is none. */
  readonly damage?: string;
  readonly facts: readonly Fact[];
  readonly gaps: readonly Gap[];
  readonly coverage: readonly Coverage[];
  readonly assessments?: readonly Assessment[];
  /** What became of each waiver on this target; absent: none were given. */
  readonly waivers?: readonly WaiverUse[];
}

/** Whether nothing at all could be seen of a target. */
export function isUnreachable({ facts }: TargetReport): boolean {
  return facts.length === 0;
}

/** What the run came to. */
export interface Totals {
  /** RFC 3339 in UTC. */
  readonly finishedAt: string;
  readonly targets: number;
  /** Targets of which nothing at all could be seen. */
  readonly unreachable: number;
  readonly byWeight: Summary;
  /** What became of each waiver over all targets; absent: none were given. */
  readonly waivers?: readonly WaiverUse[];
}

/** How the reader sees it: with colour or without, and how many columns there are. */
export interface Look {
  readonly colour: boolean;
  readonly width: number;
  /** File of the user's repository, relative to its root, to which code scanning pins what has no file there. */
  readonly pinnedTo?: string;
}

const FRESH_DAYS = 180;
