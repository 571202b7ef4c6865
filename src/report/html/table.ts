import { type Markup, markup } from './markup.ts';

/** A table with a caption for those who cannot see what stands above it; wide ones scroll by themselves. */
export function table(caption: string, headings: readonly string[], rows: readonly (readonly Cell[])[]): Markup {
  return markup`<div class="scroll" role="group" aria-label="${caption}" tabindex="0"><table><caption>${caption}</caption>
<thead><tr>${headings.map((heading) => markup`<th scope="col">${heading}</th>`)}</tr></thead>
<tbody>${rows.map(
    (cells) => markup`<tr>${cells.map(cell)}</tr>
`,
  )}</tbody></table></div>
`;
}

/** Text or what is already marked up; a number stands to the right. */
export type Cell = string | number | Markup;

function cell(content: Cell, index: number): Markup {
  if (index === 0) return markup`<th scope="row">${content}</th>`;
  return typeof content === 'number' ? markup`<td class="number">${content}</td>` : markup`<td>${content}</td>`;
}

/** A list of names in one line, each in the type of code. */
export function codes(names: readonly string[]): Markup {
  if (names.length === 0) return markup`none`;
  return markup`${names.map((name, index) => markup`${index > 0 ? ', ' : ''}<code>${name}</code>`)}`;
}
