import { listeners } from '../../src/collect/listeners.ts';
import type { Harvest } from '../../src/facts/fact.ts';
import { admission } from '../../src/target/admission.ts';
import { hostListeners, type ListenersView } from '../../src/target/listeners.ts';

/** The listeners of this machine, as if these ports were all that it has: a test leaves what others run here alone. */
export function listenersAt(...ports: readonly number[]): ListenersView {
  const whole = hostListeners(admission({ concurrency: 20, perHost: 3 }));
  return {
    wire: whole.wire,
    look() {
      const look = whole.look();
      const sockets = look.sockets.map((each) =>
        each.state === 'seen'
          ? {
              ...each,
              value: { ...each.value, listening: each.value.listening.filter(({ port }) => ports.includes(port)) },
            }
          : each,
      );
      return { ...look, sockets };
    },
  };
}

/** What the collector brings home from these ports, which tests name as they like. */
export async function harvestPorts(named: Readonly<Record<string, number>>): Promise<Harvest> {
  const view = listenersAt(...Object.values(named));
  const harvest = await listeners.collect({ listeners: view }, AbortSignal.timeout(15_000));
  // Free ports are others on each run.
  const renamed = (text: string): string =>
    Object.entries(named).reduce(
      (so, [name, port]) => so.replaceAll(`tcp/${port}`, `tcp/${name}`).replaceAll(`:${port}`, `:${name}`),
      text,
    );
  const rename = (_: string, value: unknown): unknown => (typeof value === 'string' ? renamed(value) : value);
  // The same harvest with other words in its strings.
  return JSON.parse(JSON.stringify(harvest), rename) as Harvest;
}
