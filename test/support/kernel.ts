import type { Hidden } from '../../src/target/sighting.ts';
import type { KernelName, KernelView } from '../../src/target/views.ts';

/** A kernel that says what it is told to say: names that are not given are absent, those in `hidden` cannot be read. */
export function kernelOf(
  says: Partial<Record<KernelName, string>>,
  hidden: Partial<Record<KernelName, Hidden>> = {},
): KernelView {
  return {
    async read(name) {
      const at = { in: 'kernel', name } as const;
      const why = hidden[name];
      if (why !== undefined) return { state: 'hidden', at, why };
      const value = says[name];
      return value === undefined ? { state: 'absent', at } : { state: 'seen', value, at };
    },
  };
}
