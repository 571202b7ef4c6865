import type { NotBegun, Outcome } from './prober.ts';

/** What one endpoint is worth: so many connections, so long, and no more once it has stopped to answer. */
export interface Patience {
  /** Takes one connection off the budget; answers with the reason where there is none left. */
  spend(): string | undefined;
  left(): number;
  leftMs(): number;
  /**
   * Runs one conversation. Where a server that has answered before drops it, it may be throttling: the conversation is tried
   * again after a pause, and from then on there is one at a time.
   */
  keep<T extends { readonly outcome: Outcome }>(talk: () => Promise<T | NotBegun>): Promise<T | NotBegun>;
}

/** Limits of the whole. */
export interface PatienceLimits {
  readonly inAllMs: number;
  readonly mostConnections: number;
  readonly signal: AbortSignal;
}

/** Begins to count. */
export function patienceOf({ inAllMs, mostConnections, signal }: PatienceLimits): Patience {
  const end = performance.now() + inAllMs;
  let left = mostConnections;
  let unanswered = 0;
  let hasAnswered = false;
  let line: Promise<unknown> | undefined;
  const exhausted = (): string | undefined => {
    if (signal.aborted) return 'the scan was stopped';
    if (performance.now() >= end) return `the ${inAllMs} ms for one endpoint are over`;
    if (left <= 0) return `the ${mostConnections} connections for one endpoint are used up`;
    return unanswered >= MOST_UNANSWERED ? `the last ${unanswered} probes had no answer` : undefined;
  };
  const note = (outcome: Outcome): void => {
    if (outcome.kind === 'not-asked') return;
    const isAnswer = !UNANSWERED.includes(outcome.kind);
    hasAnswered ||= isAnswer;
    unanswered = isAnswer ? 0 : unanswered + 1;
  };
  const attempts = async <T extends { readonly outcome: Outcome }>(talk: () => Promise<T | NotBegun>) => {
    for (let attempt = 0; ; attempt += 1) {
      const told = await talk();
      const outcome = 'outcome' in told ? told.outcome : told;
      note(outcome);
      const pause = hasAnswered ? PAUSES[outcome.kind]?.[attempt] : undefined;
      if (pause === undefined || exhausted() !== undefined) return told;
      line ??= Promise.resolve();
      await waitFor(Math.min(pause, Math.max(0, end - performance.now())));
    }
  };
  return {
    left: () => left,
    leftMs: () => Math.max(0, end - performance.now()),
    spend() {
      const problem = exhausted();
      if (problem === undefined) left -= 1;
      return problem;
    },
    keep(talk) {
      if (line === undefined) return attempts(talk);
      const turn = line.then(() => attempts(talk));
      line = turn.catch(() => {});
      return turn;
    },
  };
}

function waitFor(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

const UNANSWERED: readonly Outcome['kind'][] = ['closed', 'reset', 'silent', 'not-connected'];
const MOST_UNANSWERED = 6;
/** Before the second and the third attempt, in milliseconds. Silence has cost its whole limit already. */
const PAUSES: Readonly<Partial<Record<Outcome['kind'], readonly number[]>>> = {
  closed: [250],
  reset: [250],
  'not-connected': [250, 1000],
};
