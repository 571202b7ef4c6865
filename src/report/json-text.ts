import { jsonWriter } from '../facts/json-writer.ts';

/**
 * JSON whose characters are safe on a terminal: what JSON.stringify leaves raw (DEL, C1 controls, marks that turn the direction of
 * writing, line separators) is escaped, so that readers get back the very same strings. Source: RFC 8259 7.
 */
export function jsonText(value: unknown, indent?: number): string {
  return safe(JSON.stringify(value, null, indent));
}

/** The same on one line, where parts come back in many lines. */
export const jsonLine = jsonWriter({
  isSorted: false,
  // No quote, backslash, surrogate, or anything that is escaped.
  plain: /^[ !#-[\]-~\u00a0-\u200a\u2010-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd]*$/,
  quote: (text) => safe(JSON.stringify(text)),
});

function safe(text: string): string {
  return text.replace(UNSAFE, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

// Such a character can stand only inside a string: the syntax of JSON has none of them.
const UNSAFE = /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/g;
