/** The fields of os-release that say which system this is. Source: os-release(5). */
export interface OsReleaseFields {
  readonly id: string;
  readonly versionId: string | null;
  readonly variantId: string | null;
  readonly idLike: readonly string[];
  readonly prettyName: string | null;
}

/**
 * Reads os-release text: shell-like assignments, `#` comments, single or double quotes, backslash escapes in double quotes.
 * Lines that are no assignment are passed over; a later assignment wins, as in a shell. ID is `linux` where it is not set.
 */
export function readOsRelease(text: string): OsReleaseFields {
  const fields = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = ASSIGNMENT.exec(line.trim());
    if (match?.[1] !== undefined && match[2] !== undefined) fields.set(match[1], unquote(match[2]));
  }
  return {
    id: fields.get('ID') || 'linux',
    versionId: fields.get('VERSION_ID') || null,
    variantId: fields.get('VARIANT_ID') || null,
    idLike: (fields.get('ID_LIKE') ?? '').split(/\s+/).filter((id) => id !== ''),
    prettyName: fields.get('PRETTY_NAME') || null,
  };
}

function unquote(value: string): string {
  const quotation = value.at(0);
  if (value.length < 2 || value.at(-1) !== quotation) return value;
  if (quotation === "'") return value.slice(1, -1);
  return quotation === '"' ? value.slice(1, -1).replace(/\\(["$`\\])/g, '$1') : value;
}

const ASSIGNMENT = /^([A-Z][A-Z0-9_]*)=(.*)$/;
