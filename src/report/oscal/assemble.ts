import { jsonText } from '../json-text.ts';

/** A list as JSON, an object a line: each is forgotten as soon as it is written, which is what keeps ten thousand findings small. */
export function jsonList(items: Iterable<object>): string | undefined {
  const written = Array.from(items, (each) => jsonText(each));
  return written.length === 0 ? undefined : `[\n${written.join(',\n')}\n]`;
}

/**
 * An object as JSON.
 * @param head members that are small
 * @param written members whose value is JSON already; undefined: left out, since OSCAL has no empty lists
 */
export function jsonObject(head: object, written: Readonly<Record<string, string | undefined>>): string {
  const members = [
    ...Object.entries(head).map(([name, value]) => [name, jsonText(value)] as const),
    ...Object.entries(written).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
  ];
  // Added, not joined: a long text is then copied once, at the very end.
  let text = '{';
  for (const [index, [name, value]] of members.entries()) text += `${index === 0 ? '' : ',\n'}"${name}":${value}`;
  return `${text}}`;
}
