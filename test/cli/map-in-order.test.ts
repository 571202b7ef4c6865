import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mapInOrder } from '../../src/cli/map-in-order.ts';

it('gives every outcome once, in the order of the source, and never works on more than it may', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 30 }),
      fc.integer({ min: 1, max: 5 }),
      async (delays, atOnce) => {
        let busy = 0;
        let most = 0;
        const outcomes: number[] = [];
        const work = async ([index, delay]: readonly [number, number]): Promise<number> => {
          busy += 1;
          most = Math.max(most, busy);
          if (delay > 0) await pause(delay);
          busy -= 1;
          return index;
        };
        for await (const outcome of mapInOrder(from([...delays.entries()]), atOnce, work)) outcomes.push(outcome);
        expect(outcomes).toEqual([...delays.keys()]);
        expect(most).toBeLessThanOrEqual(atOnce);
      },
    ),
    { numRuns: 30 },
  );
});

it('takes no more of the source than there is room for while the first one is slow', async () => {
  let taken = 0;
  const endless = async function* (): AsyncGenerator<number> {
    for (;;) yield taken++;
  };
  const first = Promise.withResolvers<number>();
  const outcomes = mapInOrder(endless(), 2, (member) => (member === 0 ? first.promise : Promise.resolve(member)));
  const begun = outcomes.next();
  await pause(50);
  expect(taken).toBeLessThanOrEqual(10);
  first.resolve(-1);
  expect((await begun).value).toBe(-1);
  await outcomes.return(undefined);
});

it('gives what is ready while the source has not said what comes next', async () => {
  const never = new Promise<void>(() => {});
  const slow = async function* (): AsyncGenerator<string> {
    yield 'first';
    await never;
  };
  const outcomes = mapInOrder(slow(), 4, async (member) => `${member} done`);
  expect((await outcomes.next()).value).toBe('first done');
});

it.each([
  [
    'the work',
    () => mapInOrder(from([1, 2, 3]), 2, async (member) => (member === 2 ? Promise.reject(new Error('two')) : member)),
  ],
  ['the source', () => mapInOrder(failing(), 2, async (member) => member)],
])('fails where %s fails, after what came before', async (_, make) => {
  const seen: number[] = [];
  const all = async (): Promise<void> => {
    for await (const outcome of make()) seen.push(outcome);
  };
  await expect(all()).rejects.toThrow('two');
  expect(seen.length).toBeLessThanOrEqual(1);
});

async function* from<T>(members: readonly T[]): AsyncGenerator<T> {
  yield* members;
}

async function* failing(): AsyncGenerator<number> {
  yield 1;
  throw new Error('two');
}
