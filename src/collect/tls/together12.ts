import { tls12CipherSuite } from '../../vocabulary/tls12-cipher-suites.ts';
import { ecdsaGroups } from './ecdsa-groups.ts';
import {
  ask12,
  ended,
  isRefusedWithin,
  left,
  peelSuites,
  purposeOf,
  type Shrinks,
  type Tls12End,
  type Tls12Found,
  type Tls12Ground,
} from './peel12.ts';
import type { Probe, Prober } from './prober.ts';
import { isRefusal } from './refusal.ts';
import { suitesBeside } from './split-suites.ts';

/**
 * Peels a part of the suites, and with them groups and signature schemes, each with the others: what the server chose is taken
 * off all three lists. A refusal may then be for any of them, so a list that has shrunk is made whole again; where that helps,
 * it was that list which had nothing left. Until an ECDHE suite without ECDSA was chosen, the certificate's curve stays on offer.
 * Where a connection would stand idle, some suites that the server is likely to have are peeled beside.
 */
export async function peelTogether(
  prober: Prober,
  found: Tls12Found,
  ground: Tls12Ground & { readonly part: readonly number[] },
): Promise<Tls12End> {
  const beside: Promise<readonly Probe[]>[] = [];
  const end = await peelLists(prober, found, ground, (part) => {
    const peeling = peelSuites(prober, found, { ...ground, part });
    // It is waited for below, unless this list fails first: then its own failure must not go unheard and end the process.
    peeling.catch(() => {});
    beside.push(peeling);
  });
  return { ...end, stopped: [...end.stopped, ...(await Promise.all(beside)).flat()] };
}

async function peelLists(
  prober: Prober,
  found: Tls12Found,
  { part, ...ground }: Tls12Ground & { readonly part: readonly number[] },
  peelBeside: (part: readonly number[]) => void,
): Promise<Tls12End> {
  let own = part;
  const hasOtherThanEcdsa = () => found.suites.some(isEcdheWithoutEcdsa);
  let shrinks: Shrinks = { groups: true, schemes: true };
  const proven = { groups: false, schemes: false };
  let doubt: keyof Shrinks | undefined;
  for (;;) {
    const suites = left(own, found.suites);
    const others = prober.wire.hasRoom() ? suitesBeside(suites, found.suites) : [];
    if (others.length > 0) {
      own = left(suites, others);
      peelBeside(others);
      continue;
    }
    const ecdsa = hasOtherThanEcdsa() ? undefined : ecdsaGroups(found.answers, ground.groups);
    const shrunk = ecdsa === undefined ? left(ground.groups, found.groups) : ecdsa.next;
    const areGroupsAsked = shrinks.groups && shrunk !== undefined;
    proven.groups ||= ecdsa?.complete === true;
    const lists = {
      groups: areGroupsAsked ? shrunk : ground.groups,
      schemes: shrinks.schemes ? left(ground.schemes, found.schemes) : ground.schemes,
    };
    if (suites.length === 0) return ended([], proven);
    // With both lists whole again, nothing but suites is asked about from here on.
    if (doubt === undefined && !shrinks.schemes && !areGroupsAsked)
      return ended(await peelSuites(prober, found, { ...ground, part: own }), proven);
    // A list that holds a group which it took before is not refused for its groups.
    const mayBeGroups = areGroupsAsked && !lists.groups.some((group) => found.groups.includes(group));
    const { probe, step } = await ask12(prober, found, { ...lists, suites, purpose: purposeOf(found, 'suites') });
    if (step !== undefined && isRefusedWithin(step)) {
      proven.schemes ||= shrinks.schemes;
      shrinks = { ...shrinks, schemes: false };
      doubt = undefined;
      continue;
    }
    if (step !== undefined) {
      // An ECDSA suite may have been refused for want of its certificate's curve, which was among what had been taken off.
      const isTelling = doubt !== 'groups' || ecdsa !== undefined || isEcdheWithoutEcdsa(step.suite);
      if (doubt !== undefined && isTelling) proven[doubt] = true;
      doubt = undefined;
      continue;
    }
    if (!isRefusal(probe.outcome)) return ended([probe], proven);
    const mayBeSchemes = shrinks.schemes && (ecdsa !== undefined || !mayBeGroups);
    // With ECDSA the certificate's curve is still on offer, and schemes are few: it is those that are rather at their end.
    const next = mayBeSchemes ? 'schemes' : mayBeGroups ? 'groups' : undefined;
    if (next === undefined) return ended([], proven);
    doubt = next;
    shrinks = { ...shrinks, [next]: false };
  }
}

function isEcdheWithoutEcdsa(suite: number): boolean {
  const known = tls12CipherSuite(suite);
  return known?.keyExchange === 'ECDHE' && known.authentication !== 'ECDSA';
}
