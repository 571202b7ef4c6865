/** A YAML scalar in double quotation marks that no template is looked for in, whatever stands in it. Source: YAML 1.2, 5.7. */
export function scalar(text: string): string {
  const quoted = JSON.stringify(text.toWellFormed()).replace(/[^\x20-\x7e]/gu, (character) => {
    const hex = (character.codePointAt(0) ?? 0).toString(16);
    // YAML has no pairs of surrogates: what lies beyond 16 bits has a form of its own.
    return hex.length > 4 ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
  });
  return /[{}]/.test(text) ? `!unsafe ${quoted}` : quoted;
}
