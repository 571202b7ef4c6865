import type { Oddity } from '../parsed.ts';

/** One block of lines between empty lines. */
export interface Stanza {
  /** Of its first line, from 1. */
  readonly line: number;
  readonly lines: readonly string[];
}

/**
 * Splits a package database of text into stanzas. dpkg and apk both end every stanza with an empty line, the last one too,
 * so a file that ends otherwise has been cut short: that is an oddity, and a last line without its newline, which may be half
 * a line, is left out (a file of status.d holds one stanza without the empty line, but ends its lines).
 */
export function readStanzas(text: string): {
  readonly stanzas: readonly Stanza[];
  readonly oddities: readonly Oddity[];
} {
  const stanzas: Stanza[] = [];
  let lines: string[] = [];
  const all = text.split('\n');
  if (!text.endsWith('\n')) all[all.length - 1] = '';
  for (const [index, line] of all.entries()) {
    if (line.trim() !== '') {
      lines.push(line.endsWith('\r') ? line.slice(0, -1) : line);
      continue;
    }
    if (lines.length > 0) stanzas.push({ line: index + 1 - lines.length, lines });
    lines = [];
  }
  if (lines.length > 0) stanzas.push({ line: all.length + 1 - lines.length, lines });
  const isWhole = text === '' || /\n[ \t\r]*\n$/.test(text.slice(-64));
  const oddities: readonly Oddity[] = isWhole
    ? []
    : [
        {
          what: 'the last stanza is not ended by an empty line: cut short',
          at: { line: text.endsWith('\n') ? all.length - 1 : all.length },
        },
      ];
  return { stanzas, oddities };
}
