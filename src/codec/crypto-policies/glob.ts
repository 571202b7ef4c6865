/** Whether the whole text matches the pattern: `*`, `?`, `[abc]`, `[a-c]`, `[!abc]`; case counts. Source: Python fnmatch. */
export function matchesGlob(pattern: string, text: string): boolean {
  let star: { readonly pattern: number; readonly text: number } | undefined;
  let p = 0;
  let t = 0;
  while (t < text.length) {
    const piece = pieceAt(pattern, p);
    if (piece?.star) {
      star = { pattern: p + 1, text: t };
      p += 1;
    } else if (piece?.matches(text.charAt(t))) {
      p += piece.length;
      t += 1;
    } else if (star !== undefined) {
      // The last star takes one character more; an earlier star never needs to be tried again.
      star = { pattern: star.pattern, text: star.text + 1 };
      p = star.pattern;
      t = star.text;
    } else return false;
  }
  while (pattern.charAt(p) === '*') p += 1;
  return p === pattern.length;
}

interface Piece {
  readonly star: boolean;
  readonly length: number;
  matches(character: string): boolean;
}

function pieceAt(pattern: string, at: number): Piece | undefined {
  const character = pattern.charAt(at);
  if (character === '') return undefined;
  if (character === '*') return { star: true, length: 1, matches: () => true };
  if (character === '?') return { star: false, length: 1, matches: () => true };
  if (character === '[') {
    const set = setAt(pattern, at);
    if (set !== undefined) return set;
  }
  return { star: false, length: 1, matches: (other) => other === character };
}

/** A `[` without a closing `]` stands for itself; a `]` right after `[` or `[!` is a member. */
function setAt(pattern: string, at: number): Piece | undefined {
  const negated = pattern.charAt(at + 1) === '!';
  const from = at + (negated ? 2 : 1);
  const close = pattern.indexOf(']', from + 1);
  if (close < 0) return undefined;
  const members = pattern.slice(from, close);
  return { star: false, length: close - at + 1, matches: (other) => isMember(members, other) !== negated };
}

function isMember(members: string, character: string): boolean {
  for (let at = 0; at < members.length; at += 1) {
    if (members.charAt(at + 1) === '-' && at + 2 < members.length) {
      if (character >= members.charAt(at) && character <= members.charAt(at + 2)) return true;
      at += 2;
    } else if (members.charAt(at) === character) return true;
  }
  return false;
}
