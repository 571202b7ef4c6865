/**
 * Reads one value of what `openssl pkey -text` prints: a line `dk:` and indented lines of pairs with colons between.
 * @returns undefined where the value is not there
 */
export function valueInKeyText(text: string, name: 'dk' | 'ek' | 'priv' | 'pub'): Uint8Array | undefined {
  const lines = text.split('\n');
  const start = lines.indexOf(`${name}:`);
  if (start === -1) return undefined;
  const end = lines.findIndex((line, index) => index > start && !/^ +[0-9a-f:]+$/.test(line));
  const digits = lines.slice(start + 1, end === -1 ? undefined : end).join('');
  return Buffer.from(digits.replaceAll(/[ :]/g, ''), 'hex');
}
