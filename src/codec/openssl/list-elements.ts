/** One element of a list, blanks around it taken off; null where it is empty. */
export type Element = string | null;

/**
 * Splits a list as the library does (CONF_parse_list with nospc): nothing between two separators, before the first or behind the
 * last is an empty element, and so is an empty list.
 */
export function listElements(list: string, separator: string): readonly Element[] {
  return list.split(separator).map((part) => {
    // An element of blanks only at the very end is empty; elsewhere its blanks are skipped into the separator, which is the same.
    const trimmed = part.replace(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, '');
    return trimmed === '' ? null : trimmed;
  });
}
