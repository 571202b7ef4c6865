import { isUtf8 } from 'node:buffer';

/**
 * Names of files are bytes on Linux. A byte that is no UTF-8 is carried as the lone surrogate U+DC80 to U+DCFF, which no
 * decoded text contains, so that every name has its own string and the string leads back to the file. Source: PEP 383.
 */
export function nameOfBytes(bytes: Uint8Array): string {
  if (isUtf8(bytes)) return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  let name = '';
  for (let at = 0; at < bytes.length; ) {
    const character = characterAt(bytes, at);
    name += character?.text ?? String.fromCharCode(ESCAPE + (bytes[at] ?? 0));
    at += character?.length ?? 1;
  }
  return name;
}

/** The bytes of a path whose names came from `nameOfBytes`: a plain string where the system can take it as it is. */
export function bytesOfPath(path: string): string | Buffer {
  if (path.isWellFormed()) return path;
  return Buffer.concat(
    [...path].map((character) => {
      const code = character.charCodeAt(0);
      const isEscape = character.length === 1 && code >= ESCAPE + 0x80 && code <= ESCAPE + 0xff;
      return isEscape ? Buffer.of(code - ESCAPE) : Buffer.from(character);
    }),
  );
}

function characterAt(bytes: Uint8Array, at: number): { readonly text: string; readonly length: number } | undefined {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length += 1) {
    const piece = bytes.subarray(at, at + length);
    if (isUtf8(piece)) return { text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(piece), length };
  }
  return undefined;
}

const ESCAPE = 0xdc00;
