import { UsageError } from './usage-error.ts';

/** Ends the work of a command where the user or the system wants it to end. Let go with `end`. */
export interface Interruption {
  /** Aborted with a UsageError: exit 2, and no half report. */
  readonly signal: AbortSignal;
  /** Ends what is still under way, though nobody interrupted. */
  abort(): void;
  end(): void;
}

/**
 * Waits for Ctrl-C, for a polite end, and for a terminal that goes away, so that temporary files are removed after each.
 * @param left what there is then, as the user is told
 */
export function untilInterrupted(left = 'Nothing was written.'): Interruption {
  const interrupted = new AbortController();
  const stop = (): void => interrupted.abort(new UsageError(`interrupted\n${left}`));
  for (const name of SIGNALS) process.once(name, stop);
  return {
    signal: interrupted.signal,
    abort: () => interrupted.abort(new UsageError('stopped')),
    end() {
      for (const name of SIGNALS) process.off(name, stop);
    },
  };
}

const SIGNALS = ['SIGHUP', 'SIGINT', 'SIGTERM'] as const;
