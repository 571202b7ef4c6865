import { ecdsaGroups } from './ecdsa-groups.ts';
import {
  ask12,
  ended,
  isRefusedWithin,
  left,
  purposeOf,
  type Shrinks,
  type Tls12End,
  type Tls12Found,
  type Tls12Ground,
} from './peel12.ts';
import type { Prober } from './prober.ts';
import { isRefusal } from './refusal.ts';

/**
 * Ends the lists of groups and of schemes with suites that are known to work, both at once: what was chosen is taken off either.
 * A refusal is for one of them while both have shrunk, and is settled by making the groups whole again.
 * @param open the lists that are not known to be whole
 */
export async function finishLists(
  prober: Prober,
  found: Tls12Found,
  { suites, open, ...ground }: Tls12Ground & { readonly suites: readonly number[]; readonly open: Shrinks },
): Promise<Tls12End> {
  const proven = { groups: false, schemes: false };
  let isDoubtful = false;
  for (;;) {
    const shrinks = { groups: open.groups && !proven.groups && !isDoubtful, schemes: open.schemes && !proven.schemes };
    if (!shrinks.groups && !shrinks.schemes) {
      if (!isDoubtful) return ended([], proven);
      isDoubtful = false;
      continue;
    }
    const lists = {
      groups: shrinks.groups ? left(ground.groups, found.groups) : ground.groups,
      schemes: shrinks.schemes ? left(ground.schemes, found.schemes) : ground.schemes,
    };
    const before = found.groups.length + found.schemes.length;
    const purpose = purposeOf(found, shrinks.groups ? 'groups' : 'schemes');
    const { probe, step } = await ask12(prober, found, { ...lists, suites, purpose });
    const isRefused = step === undefined ? isRefusal(probe.outcome) : isRefusedWithin(step);
    if (isRefused && shrinks.groups && shrinks.schemes) isDoubtful = true;
    else if (isRefused) {
      proven[shrinks.groups ? 'groups' : 'schemes'] = true;
      isDoubtful = false;
    } else if (step !== undefined && isDoubtful) {
      proven.groups = true;
      isDoubtful = false;
    } else if (step === undefined || found.groups.length + found.schemes.length === before) {
      // An answer that names nothing new would be repeated for ever.
      return ended([probe], proven);
    }
  }
}

/** Ends the list of groups with ECDHE suites with ECDSA that are known to work; the certificate's curve stays on offer. */
export async function finishEcdsaGroups(
  prober: Prober,
  found: Tls12Found,
  { suites, ...ground }: Tls12Ground & { readonly suites: readonly number[] },
): Promise<Tls12End> {
  let before: string | undefined;
  for (;;) {
    const { next, complete } = ecdsaGroups(found.answers, ground.groups);
    if (next === undefined) return ended([], { groups: complete, schemes: false });
    const lists = { suites, groups: next, schemes: ground.schemes };
    const { probe, step } = await ask12(prober, found, { ...lists, purpose: purposeOf(found, 'groups') });
    // A list that holds a group which it took before was not refused for its groups.
    const isTelling = isRefusal(probe.outcome) && !next.some((group) => found.groups.includes(group));
    if (step === undefined && isTelling) return ended([], { groups: true, schemes: false });
    // An answer that names nothing new would be repeated for ever.
    if (step === undefined || next.join() === before) return ended([probe], { groups: false, schemes: false });
    before = next.join();
  }
}
