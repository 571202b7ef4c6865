import { readCertificateOutline } from '../../codec/x509-outline.ts';
import { certificateCurve } from '../../vocabulary/certificate-algorithms.ts';
import { namedGroups } from '../../vocabulary/named-groups.ts';
import type { Tls12Step } from './peel12.ts';

/** What is to be asked next of the groups of a server that shows an ECDSA certificate. */
export interface EcdsaGroups {
  /** In this order; undefined: nothing more can be learned. */
  readonly next: readonly number[] | undefined;
  /** Whether the answers show that no other group is left. */
  readonly complete: boolean;
}

/**
 * An ECDSA certificate wants its own curve on offer (RFC 8422 5.1), so that this one cannot be taken off the list. It stands last
 * instead: a server that keeps to the client's order takes it only where it has none of the others. Whose order it keeps to, two
 * answers tell: one in which it took another group before the curve, and one in which it took the curve before such a group.
 * @param answers of this server, which chose ECDHE with ECDSA alone
 * @param all the code points that are asked about
 */
export function ecdsaGroups(answers: readonly Tls12Step[], all: readonly number[]): EcdsaGroups {
  const curve = curveOf(answers);
  if (curve === undefined) return NOTHING;
  const choices = answers.flatMap(choiceOf);
  const taken = new Set(choices.map(({ group }) => group).filter((group) => group !== curve));
  const others = all.filter((group) => group !== curve && !taken.has(group));
  const isLast = choices.some(
    ({ group, list }) => group === curve && others.every((other) => isBefore(list, other, curve)),
  );
  if (!isLast) return { next: [...others, curve], complete: false };
  const keepsToTheClient = [...taken].some(
    (other) =>
      choices.some(({ group, list }) => group === other && isBefore(list, other, curve)) &&
      choices.some(({ group, list }) => group === curve && isBefore(list, curve, other)),
  );
  if (keepsToTheClient) return { next: undefined, complete: true };
  const isAsked = choices.some(({ list }) => list[0] === curve && list.some((group) => taken.has(group)));
  return taken.size === 0 || isAsked ? NOTHING : { next: [curve, ...taken, ...others], complete: false };
}

function isBefore(list: readonly number[], first: number, second: number): boolean {
  return list.includes(first) && list.indexOf(first) < list.indexOf(second);
}

/** The curve of the certificate, as a group. */
function curveOf(answers: readonly Tls12Step[]): number | undefined {
  const [der] = answers.find(({ rest }) => rest.certificates.length > 0)?.rest.certificates ?? [];
  if (der === undefined) return undefined;
  if (!curves.has(der)) curves.set(der, readCurve(der));
  return curves.get(der);
}

function readCurve(der: Uint8Array): number | undefined {
  const outline = readCertificateOutline(der);
  const curve =
    outline.ok && outline.value.curveOid !== undefined ? certificateCurve(outline.value.curveOid) : undefined;
  return namedGroups.find(({ name }) => name === curve?.name)?.codePoint;
}

/** By certificate: the same one is looked at after every answer. */
const curves = new WeakMap<Uint8Array, number | undefined>();

function choiceOf({ probe, rest }: Tls12Step): readonly { readonly group: number; readonly list: readonly number[] }[] {
  const { keyExchange } = rest;
  const list = probe.offer.groups;
  return keyExchange?.kind === 'ecdhe' && list.includes(keyExchange.group) ? [{ group: keyExchange.group, list }] : [];
}

const NOTHING: EcdsaGroups = { next: undefined, complete: false };
