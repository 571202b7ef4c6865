/** What kind of thing is scanned. */
export type TargetKind = 'host' | 'dir' | 'image' | 'endpoint';

/** Every kind, for readers that check. */
export const targetKinds: readonly TargetKind[] = ['host', 'dir', 'image', 'endpoint'];
