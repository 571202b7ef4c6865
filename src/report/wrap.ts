/**
 * Breaks a text into lines of at most `width` columns at spaces; a longer word (a path, a command) stays whole on a line of
 * its own, so that it can be copied.
 * @param indent what every line begins with; `first` replaces it on the first line and should be as wide
 */
export function wrap(text: string, width: number, indent: string, first: string = indent): string {
  const lines: string[] = [];
  let line = first;
  let words = 0;
  for (const word of text.split(/[ \t\r\n]+/).filter((each) => each !== '')) {
    if (words > 0 && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent;
      words = 0;
    }
    line += words === 0 ? word : ` ${word}`;
    words += 1;
  }
  return [...lines, line].join('\n');
}
