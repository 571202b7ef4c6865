/** A property, and the line on which it begins, from 1. */
export interface JavaProperty {
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/** Reads a file of properties: `java.security`, `release`. The last of several with one key counts. Source: java.util.Properties.load. */
export function readProperties(text: string): readonly JavaProperty[] {
  const properties = new Map<string, JavaProperty>();
  const lines = text.slice(0, LONGEST).split(/\r\n|\r|\n/);
  for (let index = 0; index < lines.length; index += 1) {
    const line = index + 1;
    let logical = (lines[index] ?? '').trimStart();
    if (logical === '' || logical.startsWith('#') || logical.startsWith('!')) continue;
    while (/(?:^|[^\\])(?:\\\\)*\\$/.test(logical) && index + 1 < lines.length) {
      index += 1;
      logical = logical.slice(0, -1) + (lines[index] ?? '').trimStart();
    }
    const [, key = '', value = ''] = /^((?:\\.|[^\\=:\s])*)\s*[=:]?\s*(.*)$/s.exec(logical) ?? [];
    properties.set(key, { key, value: value.trimEnd(), line });
  }
  return [...properties.values()];
}

const LONGEST = 1024 * 1024;
