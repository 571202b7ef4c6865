import { type NamedGroup, namedGroups } from '../../vocabulary/named-groups.ts';
import { isBetween } from '../../vocabulary/openssl-version.ts';
import { type GroupListOutcome, readGroupList } from '../openssl/group-list.ts';

/** How a server hands its list on: as it is, or name by name, so that those that are not known are left out. */
export type GroupListManner = 'whole' | 'each-by-itself';

/**
 * The groups that a list of a server's configuration comes to in OpenSSL of a version, where its default provider serves all.
 * @param version `3.5.7`
 */
export function configuredGroupNames(written: string, version: string, manner: GroupListManner): GroupListOutcome {
  const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)/.exec(version) ?? [];
  if (major === undefined) return { refused: `${version} is no version of OpenSSL` };
  const of = { major: Number(major), minor: Number(minor), patch: Number(patch), text: version };
  const served = namedGroups.filter(({ since, until }) => isBetween(of, { from: since, until }));
  const context = { available: new Map(served.map((group) => [group.codePoint, group])), version: of };
  if (manner === 'whole') return readGroupList(written, context);
  const names = written.split(/[\s,]+/).filter((name) => name !== '');
  const groups: NamedGroup[] = names.flatMap((name) => {
    const outcome = readGroupList(name, context);
    return 'taken' in outcome ? outcome.taken.groups : [];
  });
  return groups.length > 0 || names.length === 0
    ? { taken: { groups, keyShares: null } }
    : { refused: 'no name in it is known' };
}
