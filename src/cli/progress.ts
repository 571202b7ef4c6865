/** Says on standard error what is going on, on a terminal only, in one line that goes away. */
export interface Progress {
  say(what: string): void;
  end(): void;
}

/** @param stream standard error */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  if (stream.isTTY !== true) return { say: () => {}, end: () => {} };
  return {
    say: (what) => stream.write(`\r\u001b[K${what.slice(0, (stream.columns || 80) - 1)}`),
    end: () => stream.write('\r\u001b[K'),
  };
}
