import packageJson from '../../package.json' with { type: 'json' };
import type { RunHeader } from '../report/format.ts';

/** What is said of the whole run: the tool, the day that is judged, and when it began. */
export function runHeader(asOf: RunHeader['asOf']): RunHeader {
  return { tool: { name: packageJson.name, version: packageJson.version }, asOf, startedAt: new Date().toISOString() };
}
