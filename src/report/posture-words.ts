import type { TlsPostQuantumPosture } from '../facts/tls-endpoint-values.ts';

/** Whether an endpoint prefers a post-quantum group, in words. */
export const postureWords: Readonly<Record<TlsPostQuantumPosture['preference'], string>> = {
  always: 'always, even where the client sent a classical share',
  'client-decides': 'as the client orders',
  'only-with-share': 'only where the client sent a share for it',
  'classical-preferred': 'no, classical groups come first',
  none: 'nothing to prefer',
  unknown: 'not known',
};
