import { accepted, type Parsed, refused } from './parsed.ts';

/**
 * Reads a GRUB environment block: a signature line, `name=value` lines, then `#` up to 1024 bytes. A backslash escapes a
 * backslash or a newline in a value. Source: GRUB manual, section "GRUB environment block"; grub-core/lib/envblk.c.
 * @returns the variables in the block's order; of two with one name the first counts, as in grub_envblk_iterate's callers
 */
export function readGrubEnvironment(bytes: Uint8Array): Parsed<ReadonlyMap<string, string>> {
  const text = Buffer.from(bytes.subarray(0, LARGEST)).toString('latin1');
  if (!text.startsWith(SIGNATURE))
    return refused(`GRUB environment: wants the line ${SIGNATURE.trim()}`, { offset: 0 });
  const variables = new Map<string, string>();
  const oddities =
    bytes.length === 1024 ? [] : [{ what: `1024 bytes are usual, has ${bytes.length}`, at: { offset: 0 } }];
  for (const [, name = '', value = ''] of text.slice(SIGNATURE.length).matchAll(VARIABLE)) {
    variables.set(name, value.replace(/\\([\\\n])/g, '$1'));
  }
  return accepted(variables, oddities);
}

/** Puts a block back into its 1024 bytes. @returns undefined where the variables do not fit */
export function printGrubEnvironment(variables: ReadonlyMap<string, string>): Uint8Array | undefined {
  const lines = [...variables].map(([name, value]) => `${name}=${value.replace(/[\\\n]/g, '\\$&')}\n`).join('');
  const text = `${SIGNATURE}${lines}`;
  return text.length > 1024 ? undefined : Uint8Array.from(Buffer.from(text.padEnd(1024, '#'), 'latin1'));
}

const SIGNATURE = '# GRUB Environment Block\n';
const LARGEST = 64 * 1024;
const VARIABLE = /(?<=^|\n)([^#=\n][^=\n]*)=((?:\\[\s\S]|[^\\\n])*)(?=\n|$)/g;
