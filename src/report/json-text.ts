/**
 * JSON whose characters are safe on a terminal: what JSON.stringify leaves raw (DEL, C1 controls, marks that turn the direction of
 * writing, line separators) is escaped, so that readers get back the very same strings. Source: RFC 8259 7.
 */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(
    UNSAFE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

// Such a character can stand only inside a string: the syntax of JSON has none of them.
const UNSAFE = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;
