import { describe, expect, it } from 'vitest';
import { admission } from '../../src/target/admission.ts';

const never = new AbortController().signal;

describe('the gate for connections', () => {
  it('lets no more through than its limits, and an address that is full holds up no other', async () => {
    const gate = admission({ concurrency: 3, perHost: 2 });
    const entered: string[] = [];
    const enter = async (address: string): Promise<() => void> => {
      const leave = await gate.enter(address, never);
      entered.push(address);
      return leave;
    };
    const first = [enter('a'), enter('a'), enter('a'), enter('b'), enter('b')];
    await Promise.all([first[0], first[1], first[3]]);
    expect(entered).toEqual(['a', 'a', 'b']);
    (await first[0])?.();
    await first[2];
    expect(entered).toEqual(['a', 'a', 'b', 'a']);
    (await first[1])?.();
    await first[4];
    expect(entered).toEqual(['a', 'a', 'b', 'a', 'b']);
  });

  it('has room where neither the run nor the address is at its limit, and nobody waits', async () => {
    const gate = admission({ concurrency: 3, perHost: 2 });
    const room = () => ['a', 'b'].map(gate.hasRoom);
    expect(room()).toEqual([true, true]);
    const leave = await gate.enter('a', never);
    await gate.enter('a', never);
    expect(room()).toEqual([false, true]);
    const third = gate.enter('a', never);
    expect(room()).toEqual([false, false]);
    leave();
    await third;
    expect(room()).toEqual([false, true]);
    await gate.enter('b', never);
    expect(room()).toEqual([false, false]);
  });

  it('counts a place once, however often it is given back', async () => {
    const gate = admission({ concurrency: 1, perHost: 1 });
    const leave = await gate.enter('a', never);
    const [second, third] = [gate.enter('a', never), gate.enter('a', never)];
    leave();
    leave();
    await second;
    expect(await Promise.race([third, Promise.resolve('waits')])).toBe('waits');
  });

  it('lets a waiter go when it is called off, and gives its turn to the next', async () => {
    const gate = admission({ concurrency: 1, perHost: 1 });
    const leave = await gate.enter('a', never);
    const stop = new AbortController();
    const called = gate.enter('a', stop.signal);
    const next = gate.enter('a', never);
    stop.abort(new Error('stopped'));
    await expect(called).rejects.toThrow('stopped');
    leave();
    expect(typeof (await next)).toBe('function');
  });

  it('spreads new connections over time', async () => {
    const gate = admission({ concurrency: 10, perHost: 10, rate: 50 });
    const before = performance.now();
    await Promise.all(Array.from({ length: 6 }, () => gate.enter('a', never)));
    expect(performance.now() - before).toBeGreaterThanOrEqual(95);
  });
});
