import { type Fact, fact } from '../../facts/fact.ts';
import { type TargetPath, targetPath } from '../../facts/locator.ts';
import type { KeyFile, StoredKey } from './key-file.ts';

/** Files of one directory and of one kind come as one fact: a store of trust anchors has a hundred of them. */
export function gatherKeys(found: readonly KeyFile[]): readonly Fact[] {
  const sorted = found.toSorted((left, right) => (left.path < right.path ? -1 : left.path > right.path ? 1 : 0));
  const groups = Map.groupBy(sorted, ({ path, what, form }) => `${directoryOf(path)}\0${what}\0${form}`);
  return [...groups.values()].flatMap((members) => {
    const [first, ...others] = members;
    if (first === undefined) return [];
    const place = others.length === 0 ? first.path : directoryOf(first.path);
    const days = members.flatMap(({ lastDays }) => lastDays).sort();
    const [start, end] = [days[0], days.at(-1)];
    const value = {
      path: place,
      what: first.what,
      form: first.form,
      files: members.length,
      keys: counted(members.flatMap(({ keys }) => keys)),
      expires: start === undefined || end === undefined ? null : { first: start, last: end },
    };
    const proofs = others.slice(0, MOST_EXAMPLES - 1).map(({ proof }) => proof);
    // A member of the union of all kinds; TypeScript gives up comparing past 25 of them.
    return [
      fact(
        'key.stored',
        `${WORDS[first.what]} ${others.length === 0 ? '' : 'in '}${place}`,
        value,
        first.proof,
        ...proofs,
      ) as unknown as Fact,
    ];
  });
}

function counted(keys: readonly StoredKey[]) {
  const groups = Map.groupBy(keys, ({ algorithm, bits }) => `${algorithm}\0${bits ?? ''}`);
  return [...groups]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([, members]) => (members[0] === undefined ? [] : [{ ...members[0], count: members.length }]));
}

function directoryOf(path: TargetPath): TargetPath {
  return targetPath(path.slice(0, path.lastIndexOf('/')));
}

const WORDS = {
  certificates: 'certificates',
  'private-key': 'private key',
  'public-key': 'public key',
  'key-store': 'key store',
} as const;
const MOST_EXAMPLES = 5;
