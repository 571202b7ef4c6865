/** One file of an archive that we write: a short ASCII name, no directories needed, mode 0644, of nobody. */
export interface WrittenFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/**
 * An archive in ustar form, the same bytes for the same files. Source: POSIX.1-2024, pax, "ustar Interchange Format".
 * @param seconds modification time of every file, since 1970
 * @throws Error for a name of more than 100 bytes: the names are ours
 */
export function writeTar(files: readonly WrittenFile[], seconds: number): Uint8Array {
  const blocks = files.flatMap(({ name, content }) => [header(name, content.length, seconds), padded(content)]);
  return new Uint8Array(Buffer.concat([...blocks, new Uint8Array(2 * BLOCK)]));
}

function header(name: string, size: number, seconds: number): Uint8Array {
  if (Buffer.byteLength(name) > 100) throw new Error(`${name}: longer than 100 bytes`);
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 'utf8');
  block.write(`${octal(0o644, 7)}\0${octal(0, 7)}\0${octal(0, 7)}\0`, 100, 'latin1');
  block.write(`${octal(size, 11)}\0${octal(seconds, 11)}\0`, 124, 'latin1');
  block.write('        0', 148, 'latin1');
  block.write('ustar\u000000', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${octal(sum, 6)}\0 `, 148, 'latin1');
  return block;
}

function padded(content: Uint8Array): Uint8Array {
  const whole = new Uint8Array(Math.ceil(content.length / BLOCK) * BLOCK);
  whole.set(content);
  return whole;
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}

const BLOCK = 512;
