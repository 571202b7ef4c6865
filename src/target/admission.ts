import type { Milliseconds } from './views.ts';

/** The one gate through which every connection of a run passes. */
export interface Admission {
  /** Waits for a place; the answer gives it back. Rejects when the signal aborts first. */
  enter(address: string, signal: AbortSignal): Promise<() => void>;
  /** Whether one more connection to this address could begin at once, with nobody waiting. */
  hasRoom(address: string): boolean;
}

/** How many connections may be open, and how fast new ones may come. */
export interface AdmissionLimits {
  /** Over all addresses. */
  readonly concurrency: number;
  /** To one address. */
  readonly perHost: number;
  /** New connections a second; undefined: no limit. */
  readonly rate?: number;
}

/** Makes the gate. Waiters are served in order of arrival, but one whose address is full does not hold up the others. */
export function admission({ concurrency, perHost, rate }: AdmissionLimits): Admission {
  const open = new Map<string, number>();
  const waiting: Waiter[] = [];
  let inAll = 0;
  let nextStart = 0;

  const leave = (address: string): void => {
    inAll -= 1;
    const left = (open.get(address) ?? 1) - 1;
    if (left === 0) open.delete(address);
    else open.set(address, left);
    serve();
  };
  const serve = (): void => {
    for (let index = 0; index < waiting.length && inAll < concurrency; ) {
      const waiter = waiting[index];
      if (waiter === undefined || (open.get(waiter.address) ?? 0) >= perHost) {
        index += 1;
        continue;
      }
      waiting.splice(index, 1);
      inAll += 1;
      open.set(waiter.address, (open.get(waiter.address) ?? 0) + 1);
      waiter.start(pause());
    }
  };
  /** How long the next connection must wait so that the rate holds. */
  const pause = (): Milliseconds => {
    if (rate === undefined) return 0;
    const now = performance.now();
    nextStart = Math.max(now, nextStart) + 1000 / rate;
    return nextStart - 1000 / rate - now;
  };

  return {
    hasRoom: (address) => waiting.length === 0 && inAll < concurrency && (open.get(address) ?? 0) < perHost,
    enter: (address, signal) =>
      new Promise((resolve, reject) => {
        const abort = (): void => {
          const index = waiting.indexOf(waiter);
          if (index >= 0) waiting.splice(index, 1);
          reject(signal.reason);
        };
        const waiter: Waiter = {
          address,
          start(wait) {
            signal.removeEventListener('abort', abort);
            const release = once(() => leave(address));
            if (wait > 0) setTimeout(() => resolve(release), wait);
            else resolve(release);
          },
        };
        if (signal.aborted) return reject(signal.reason);
        signal.addEventListener('abort', abort, { once: true });
        waiting.push(waiter);
        serve();
      }),
  };
}

interface Waiter {
  readonly address: string;
  start(wait: Milliseconds): void;
}

function once(act: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    act();
  };
}
