/** A boot entry of type #1. Source: Boot Loader Specification, "Type #1 Boot Loader Specification Entries". */
export interface BootLoaderEntry {
  readonly title: string | null;
  readonly version: string | null;
  readonly linux: string | null;
  readonly initrd: readonly string[];
  /** All `options` lines in order, joined by a space; variables are not replaced. */
  readonly options: string;
  /** A unified kernel image that is started in place of `linux`. */
  readonly efi: string | null;
}

/** Reads an entry: a key, white space, the rest of the line; `#` begins a comment line. Keys that are not known are passed over. */
export function readBootLoaderEntry(text: string): BootLoaderEntry {
  const values = new Map<string, string[]>();
  for (const line of text.slice(0, LONGEST).split('\n')) {
    const match = /^([^\s#]\S*)\s+(\S.*)$/.exec(line.trim());
    if (match?.[1] !== undefined && match[2] !== undefined) {
      values.set(match[1], [...(values.get(match[1]) ?? []), match[2]].slice(0, MOST_VALUES));
    }
  }
  const last = (key: string) => values.get(key)?.at(-1) ?? null;
  return {
    title: last('title'),
    version: last('version'),
    linux: last('linux'),
    initrd: (values.get('initrd') ?? []).flatMap((line) => line.split(/\s+/)),
    options: (values.get('options') ?? []).join(' '),
    efi: last('efi') ?? last('uki'),
  };
}

const LONGEST = 64 * 1024;
const MOST_VALUES = 64;
