/** A target that is damaged or no target at all, so that nothing can be said of it: an error, never a finding or a pass. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
}
