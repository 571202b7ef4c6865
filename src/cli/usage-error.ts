/** The user's own mistake: shown in one or two lines, the last of which says what to do; exit 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
