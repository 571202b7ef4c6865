/** How long something may take, and who can stop it before. */
export interface TimeLimit {
  readonly withinMs: number;
  readonly signal: AbortSignal;
}

/**
 * Ends with the work, or with the limit whether the work heeds its signal or not. The timer keeps the process alive until then.
 * @param work told its signal, and given a way to say that it gets on: then the time begins anew
 */
export async function within<T>(
  limit: TimeLimit,
  work: (signal: AbortSignal, getsOn: () => void) => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(new Error(`no answer within ${limit.withinMs} ms`)), limit.withinMs);
  const stop = () => over.abort(new Error('the scan was stopped'));
  limit.signal.addEventListener('abort', stop);
  if (limit.signal.aborted) stop();
  try {
    return await Promise.race([rejectedBy(over.signal), work(over.signal, () => timer.refresh())]);
  } finally {
    clearTimeout(timer);
    limit.signal.removeEventListener('abort', stop);
  }
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const refuse = () => reject(signal.reason);
    if (signal.aborted) refuse();
    else signal.addEventListener('abort', refuse, { once: true });
  });
}
