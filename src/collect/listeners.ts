import { type Fact, type FactKind, fact, type Gap, joinHarvests } from '../facts/fact.ts';
import { describeLocator } from '../facts/locator.ts';
import { evidence } from '../facts/quote.ts';
import type { ListenerInventory } from '../facts/values/listener.ts';
import type { ListeningLook } from '../target/listeners.ts';
import { describeHidden } from '../target/sighting.ts';
import type { Collector } from './collector.ts';
import { foundListeners } from './listeners/found-listener.ts';
import { tlsEndpoint } from './tls-endpoint.ts';

/**
 * Which TCP sockets of this host wait for connections, whose they are, and what those negotiate that speak TLS or SSH. They are
 * connected to at this machine's own addresses; nothing is sent to any other.
 */
export const listeners: Collector<'listeners'> = {
  id: 'listeners',
  needs: ['listeners'],
  welcomes: [],
  yields: ['listener', 'listener.configured', 'listener.inventory', ...tlsEndpoint.yields, 'ssh.endpoint'],
  opens: [],
  async collect({ listeners: view }, signal) {
    const look = view.look();
    const found = foundListeners(look);
    const gaps = look.sockets.flatMap(unread);
    if (found.length === 0) return { facts: gaps.length > 0 ? [] : [inventory(look, NOTHING)], gaps };
    // What talks is loaded where somebody listens.
    const { harvestListeners } = await import('./listeners/harvest-listeners.ts');
    const { spoken, ...harvest } = await harvestListeners(found, {
      view,
      unseenProcesses: look.unseenProcesses,
      yields: tlsEndpoint.yields,
      signal,
    });
    return joinHarvests([harvest, { facts: [inventory(look, countOf(spoken))], gaps }]);
  },
};

/** What the kernel did not tell may listen, and speak anything. */
function unread(sockets: ListeningLook['sockets'][number]): readonly Gap[] {
  const why =
    sockets.state === 'hidden'
      ? describeHidden(sockets)
      : sockets.state === 'seen' && sockets.value.doubtful > 0
        ? `${describeLocator(sockets.at)}: ${sockets.value.doubtful} lines could not be read`
        : undefined;
  return why === undefined ? [] : LEFT_OPEN.map((kind) => ({ kind, subject: SUBJECT, why, at: sockets.at }));
}

function inventory({ sockets }: ListeningLook, value: ListenerInventory): Fact {
  const counted = sockets.flatMap((each) =>
    each.state === 'seen' ? [evidence(each.at, `${each.value.listening.length} sockets listen`)] : [],
  );
  const [first = evidence({ in: 'kernel', name: 'net/tcp' }, 'there is no TCP'), ...more] = counted;
  return fact('listener.inventory', SUBJECT, value, first, ...more);
}

function countOf(spoken: readonly (keyof ListenerInventory)[]): ListenerInventory {
  const count = (what: keyof ListenerInventory): number => spoken.filter((each) => each === what).length;
  return { tls: count('tls'), ssh: count('ssh'), neither: count('neither'), unknown: count('unknown') };
}

const SUBJECT = 'listeners of this host';
const NOTHING: ListenerInventory = { tls: 0, ssh: 0, neither: 0, unknown: 0 };
const LEFT_OPEN: readonly FactKind[] = ['listener', 'listener.inventory', 'ssh.endpoint', 'tls.endpoint.reached'];
