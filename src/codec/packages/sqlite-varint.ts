/**
 * Reads a variable-length integer: seven bits a byte, most significant first, a ninth byte whole.
 * @returns undefined where the bytes end within it, or where it is past 2^53 - 1: no length and no page is so large
 */
export function readVarint(
  bytes: Uint8Array,
  at: number,
): { readonly value: number; readonly next: number } | undefined {
  let value = 0;
  for (let index = 0; index < 9; index += 1) {
    const byte = bytes[at + index];
    if (byte === undefined) return undefined;
    value = index === 8 ? value * 256 + byte : value * 128 + (byte & 0x7f);
    if (value > Number.MAX_SAFE_INTEGER) return undefined;
    if (index === 8 || byte < 0x80) return { value, next: at + index + 1 };
  }
  return undefined;
}
