/**
 * Works on several members of a source at once and gives the outcomes in the source's order. A member is taken only when there
 * is room: at most `atOnce` are worked on, and at most four times as many wait behind a slow one, so that memory stays flat
 * however long the source is. An outcome that is ready does not wait for a source that is slow; a
 * source that fails does so after the outcomes of what came before.
 */
export async function* mapInOrder<T, R>(
  source: AsyncIterable<T>,
  atOnce: number,
  work: (member: T) => Promise<R>,
): AsyncGenerator<R> {
  const members = source[Symbol.asyncIterator]();
  const waiting: Task<R>[] = [];
  let busy = 0;
  let pull: Promise<void> | undefined;
  let isOver = false;
  let failure: { readonly error: unknown } | undefined;

  const begin = (member: T): void => {
    busy += 1;
    const task: Task<R> = { outcome: work(member), isDone: false };
    const settle = (): void => {
      busy -= 1;
      task.isDone = true;
      wake();
    };
    task.outcome.then(settle, settle);
    waiting.push(task);
  };
  const take = async (): Promise<void> => {
    try {
      const member = await members.next();
      if (member.done === true) isOver = true;
      else begin(member.value);
    } catch (error) {
      isOver = true;
      failure = { error };
    }
    pull = undefined;
  };
  let { promise: change, resolve: wake } = Promise.withResolvers<void>();

  try {
    while (!isOver || waiting.length > 0 || pull !== undefined) {
      const [first] = waiting;
      if (first?.isDone) {
        waiting.shift();
        yield await first.outcome;
        continue;
      }
      if (!isOver && pull === undefined && busy < atOnce && waiting.length < 4 * atOnce) pull = take();
      await (pull === undefined ? change : Promise.race([pull, change]));
      ({ promise: change, resolve: wake } = Promise.withResolvers<void>());
    }
    if (failure !== undefined) throw failure.error;
  } finally {
    // Not waited for: a source that is being read cannot be told to stop before it has answered.
    members.return?.().catch(() => {});
  }
}

interface Task<R> {
  readonly outcome: Promise<R>;
  isDone: boolean;
}
