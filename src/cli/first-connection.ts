import type { Admission } from '../target/admission.ts';

/** The gate, which tells once that a connection is on its way: while the network takes its time, there is some for what can wait. */
export function tellingOfFirst(gate: Admission, tell: () => void): Admission {
  let isTold = false;
  return {
    hasRoom: gate.hasRoom,
    async enter(address, signal) {
      const leave = await gate.enter(address, signal);
      // Not at once: what is asked first is to be on its way.
      if (!isTold) setTimeout(tell, MOMENT_MS);
      isTold = true;
      return leave;
    },
  };
}

const MOMENT_MS = 10;
