/** What became of a collector on a target. */
export interface Coverage {
  readonly collector: string;
  readonly state: 'ran' | 'not-served' | 'failed';
  readonly why?: string;
}
