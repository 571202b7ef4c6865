import { describeLocator, type Locator } from '../facts/locator.ts';

/** The outcome of a look: seen; absent (looked, and it is not there: a fact); hidden (could not look: a gap). */
export type Sighting<T> =
  | { readonly state: 'seen'; readonly value: T; readonly at: Locator }
  | { readonly state: 'absent'; readonly at: Locator }
  | { readonly state: 'hidden'; readonly at: Locator; readonly why: Hidden };

/** Why something could not be looked at. */
export type Hidden =
  | 'permission'
  | 'too-large'
  | 'link-loop'
  | 'not-a-file'
  | 'not-a-directory'
  | 'changed-while-read'
  | 'io-error'
  | 'timed-out'
  | 'refused'
  | 'reset'
  | 'unreachable'
  | 'not-resolved'
  | 'not-allowed'
  | 'not-local'
  | 'sparse'
  | 'twice-in-layer'
  | 'link-without-target'
  | 'replaced-through-link'
  | 'not-kept';

/** Says why a look failed, for a gap: `/etc/ssl/openssl.cnf: permission denied`. */
export function describeHidden(hidden: { readonly at: Locator; readonly why: Hidden }): string {
  return `${describeLocator(hidden.at)}: ${REASONS[hidden.why]}`;
}

const REASONS: Readonly<Record<Hidden, string>> = {
  permission: 'permission denied',
  'too-large': 'larger than the limit for this kind of file',
  'link-loop': 'symbolic links form a loop or a chain of more than 40',
  'not-a-file': 'not a regular file (device, socket, FIFO or directory), so it was not opened',
  'not-a-directory': 'not a directory',
  'changed-while-read': 'changed while it was read',
  'io-error': 'input/output error',
  'timed-out': 'no answer within the limit',
  refused: 'refused',
  reset: 'the connection was reset',
  unreachable: 'no route to the address',
  'not-resolved': 'the name does not resolve to an address',
  'not-allowed': 'never read: a place for private keys or secrets',
  'not-local': 'on a file system of another machine or program, which is not walked',
  sparse: 'a sparse file, whose content was not put together',
  'twice-in-layer': 'stands twice in its layer, so what it holds depends on who unpacks it',
  'link-without-target': 'a hard link to a file that its layer does not have',
  'replaced-through-link': 'a newer layer has written over it through a link of an older one',
  'not-kept': 'the image could not be read a second time for it',
};
