/** Random access to bytes that need not lie in memory: a file, or a buffer. Reads past the end are short, never wrong. */
export interface ByteSource {
  readonly size: number;
  /** @param into where a source that has to fetch the bytes may put them; what is returned is then valid until it is used again */
  read(offset: number, length: number, into?: Uint8Array): Uint8Array;
}

/** Bytes in memory as a source; what is read is a view on the same memory. */
export function sourceOf(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
}

/** Exactly the bytes asked for; undefined where the source does not hold them all, or where they are more than `most`. */
export function readExactly(
  source: ByteSource,
  part: { readonly offset: number; readonly size: number },
  most: number,
): Uint8Array | undefined {
  const { offset, size } = part;
  if (size > most || offset < 0 || size < 0 || offset + size > source.size) return undefined;
  const bytes = source.read(offset, size);
  return bytes.length === size ? bytes : undefined;
}
