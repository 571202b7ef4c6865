/** Says on standard error what is going on. */
export interface Progress {
  /** One line that the next one replaces, on a terminal only. */
  say(what: string): void;
  /** A step that is done, as a line that stays: --verbose. */
  hop?(what: string): void;
  end(): void;
}

/** How much is said. */
export interface Loudness {
  readonly quiet?: boolean | undefined;
  readonly verbose?: boolean | undefined;
}

/** @param stream standard error */
export function progressOn(stream: NodeJS.WriteStream, { quiet, verbose }: Loudness = {}): Progress {
  if (verbose === true) return hopsOn(stream);
  if (quiet === true || stream.isTTY !== true) return { say: () => {}, end: () => {} };
  return {
    say: (what) => stream.write(`\r\u001b[K${what.slice(0, (stream.columns || 80) - 1)}`),
    end: () => stream.write('\r\u001b[K'),
  };
}

/** Each step with the milliseconds since the command began. */
function hopsOn(stream: NodeJS.WriteStream): Progress {
  return {
    say: () => {},
    hop: (what) => stream.write(`pqready: ${performance.now().toFixed(0).padStart(6)} ms  ${what}\n`),
    end: () => {},
  };
}
