import { Chalk } from 'chalk';
import type { Look } from '../format.ts';
import { printable } from '../told-finding.ts';
import { wrap } from '../wrap.ts';
import type { Explanation } from './explanation.ts';

/** For people: each thing with its sections; commands stay whole. */
export function explanationText(explanations: readonly Explanation[], { colour, width }: Look): string {
  const paint = new Chalk({ level: colour ? 1 : 0 });
  const pages = explanations.map(({ id, kind, sections }) => {
    const blocks = sections.map(({ heading, lines }) =>
      [paint.bold(heading), ...lines.map((line) => oneLine(line, width))].join('\n'),
    );
    return [`${paint.bold(printable(id))} (${kind})`, ...blocks].join('\n\n');
  });
  return `${pages.join(`\n\n${'-'.repeat(Math.min(width, 40))}\n\n`)}\n`;
}

function oneLine(line: string, width: number): string {
  const words = printable(line);
  const depth = words.startsWith('  ') ? '    ' : '  ';
  if (words.trimStart().startsWith('$ ')) return `${depth}${words.trimStart()}`;
  return wrap(words, width, `${depth}  `, depth);
}
