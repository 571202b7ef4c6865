/** A generator of pseudo-random numbers below 2^32 that gives the same on every run. Source: George Marsaglia, xorshift32. */
export function xorshift(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
}

/** A copy with one to four changes: bytes set, bits turned, pieces cut out, doubled or put in at the wrong place, the end cut off. */
export function mutated(bytes: Uint8Array, random: () => number): Uint8Array {
  let copy = Uint8Array.from(bytes);
  for (let changes = 1 + (random() % 4); changes > 0 && copy.length > 0; changes -= 1) copy = changed(copy, random);
  return copy;
}

function changed(bytes: Uint8Array<ArrayBuffer>, random: () => number): Uint8Array<ArrayBuffer> {
  const at = random() % bytes.length;
  const length = 1 + (random() % Math.min(64, bytes.length));
  switch (random() % 6) {
    case 0:
      bytes[at] = random() & 0xff;
      return bytes;
    case 1:
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (random() % 8));
      return bytes;
    case 2:
      return joined(bytes.subarray(0, at), bytes.subarray(at + length));
    case 3:
      return joined(bytes.subarray(0, at + length), bytes.subarray(at));
    case 4:
      return bytes.slice(0, at);
    default:
      // Lengths are where readers go wrong.
      bytes[at] = [0, 1, 0x7f, 0x80, 0xff][random() % 5] ?? 0;
      return bytes;
  }
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(left.length + right.length);
  whole.set(left);
  whole.set(right, left.length);
  return whole;
}
