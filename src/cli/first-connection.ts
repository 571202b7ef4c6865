import type { Admission } from '../target/admission.ts';

/** The gate, which tells once that a connection is on its way: while the network takes its time, there is some for what can wait. */
export function tellingOfFirst(gate: Admission, tell: () => void): Admission {
  let isTold = false;
  return {
    hasRoom: gate.hasRoom,
    async enter(address, signal) {
      const leave = await gate.enter(address, signal);
      // Who was let in connects in this very turn.
      if (!isTold) setImmediate(tell);
      isTold = true;
      return leave;
    },
  };
}
