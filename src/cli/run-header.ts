import packageJson from '../../package.json' with { type: 'json' };
import { daysBetween } from '../policy/certificate-status.ts';
import type { Register } from '../policy/register.ts';
import type { RunHeader } from '../report/format.ts';

/** What is said of the whole run: the tool, the day that is judged, how old the register is on that day, and when it began. */
export function runHeader(asOf: RunHeader['asOf'], startedAt: Date, register?: Register): RunHeader {
  return {
    tool: { name: packageJson.name, version: packageJson.version },
    asOf,
    ...(register === undefined
      ? {}
      : { register: { asOf: register.asOf, days: Math.max(0, daysBetween(register.asOf, asOf)) } }),
    startedAt: startedAt.toISOString(),
  };
}
