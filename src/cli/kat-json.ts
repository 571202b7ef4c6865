import type { KatReport } from './kat-report.ts';

/** Schema `pqready.kat/1`: a member a run, which is the value of the fact `kat.run` with its file and that file's digest. */
export function katJson({ tool, engines, runs, files }: KatReport): string {
  return `${JSON.stringify({ schema: 'pqready.kat/1', tool, engines, runs, files }, null, 2)}\n`;
}
