/** A piece of HTML in which everything that is not ours has been escaped: made only by `markup`. */
export interface Markup {
  readonly html: string;
}

type Hole = string | number | Markup | readonly Markup[];

/**
 * HTML as written, with each text that is put into it escaped for elements and quoted attributes. What it makes is also
 * well-formed XML, so that a strict parser can check it.
 */
export function markup(literal: TemplateStringsArray, ...holes: readonly Hole[]): Markup {
  let html = literal[0] ?? '';
  for (const [index, hole] of holes.entries()) html += filled(hole) + (literal[index + 1] ?? '');
  return { html };
}

/** Nothing. */
export const nothing: Markup = { html: '' };

/** Pieces in a row. */
export function joined(pieces: readonly Markup[], between = ''): Markup {
  return { html: pieces.map(({ html }) => html).join(between) };
}

/** A piece where something holds, else nothing. */
export function where(holds: boolean, piece: () => Markup): Markup {
  return holds ? piece() : nothing;
}

function filled(hole: Hole): string {
  if (typeof hole === 'string') return escaped(hole);
  if (typeof hole === 'number') return String(hole);
  return 'html' in hole ? hole.html : joined(hole).html;
}

/**
 * Control characters, and those that turn the direction of writing or cannot be seen, are shown as `\u{..}`; lone surrogates
 * become U+FFFD. Of one text at most 4,000 characters are shown.
 */
function escaped(text: string): string {
  if (text.length <= LONGEST && !NOT_PLAIN.test(text)) return text;
  const whole = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return whole
    .toWellFormed()
    .replace(UNPRINTABLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const LONGEST = 4000;
/** What needs a closer look: anything but the printable characters of ASCII that mean nothing in HTML. */
const NOT_PLAIN = /[^\n !#-%(-;=?-~]/;
const UNPRINTABLE =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]/gu;
