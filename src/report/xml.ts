/**
 * Text for an element or an attribute of XML 1.0. Control characters and lone surrogates have no place there, escaped or not, and
 * become U+FFFD; those that turn the direction of writing are shown as `\u{..}`. Source: XML 1.0 fifth edition, 2.2 and 2.4.
 */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(NO_CHARACTER, '\ufffd')
    .replace(TURNING, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`)
    .replace(/[&<>"'\t\n\r\u0085\u2028]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const NO_CHARACTER = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/g;
const TURNING = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
