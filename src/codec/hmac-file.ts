/** What a `.hmac` file says: the MAC of each library that it names, by the library's own name; a bare MAC has the name ''. */
export type HmacFile = readonly HmacEntry[];

export interface HmacEntry {
  readonly library: string;
  /** Where the library stood when the file was made; null in the bare form. */
  readonly path: string | null;
  /** Lower-case hexadecimal, 64 digits. */
  readonly mac: string;
}

/**
 * Reads both forms: 64 hexadecimal digits, or sections `[libgnutls.so.30]` with `path` and `hmac`, headed by `[global]` with
 * `format-version = 1`. Sources: GnuTLS lib/fipshmac.c; fipshmac(8).
 * @returns undefined where it is neither, or empty
 */
export function readHmacFile(text: string): HmacFile | undefined {
  const bare = /^\s*([0-9a-f]{64})\s*$/i.exec(text)?.[1];
  if (bare !== undefined) return [{ library: '', path: null, mac: bare.toLowerCase() }];
  const sections = text.slice(0, LONGEST).split(/^\[/m).slice(1).map(readSection);
  if (sections.find(({ name }) => name === 'global')?.values.get('format-version') !== '1') return undefined;
  const entries = sections.flatMap(({ name, values }) => {
    const mac = values.get('hmac') ?? '';
    return /^[0-9a-f]{64}$/i.test(mac)
      ? [{ library: name, path: values.get('path') ?? null, mac: mac.toLowerCase() }]
      : [];
  });
  return entries.length > 0 ? entries : undefined;
}

function readSection(text: string): { readonly name: string; readonly values: ReadonlyMap<string, string> } {
  const [head = '', ...lines] = text.split('\n');
  const pairs = lines.flatMap((line) => {
    const [, key, value] = /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    return key === undefined || value === undefined ? [] : [[key, value] as const];
  });
  return { name: head.split(']')[0] ?? '', values: new Map(pairs) };
}

const LONGEST = 64 * 1024;
