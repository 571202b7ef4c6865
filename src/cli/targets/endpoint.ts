import { readEndpoint } from './endpoint-name.ts';
import type { TargetForm } from './target-form.ts';

/** `tls:HOST`, `tls+smtp:HOST`, `ssh:HOST`, a URL of TLS: one server. That it cannot be reached is for the report to say. */
export const endpoint: TargetForm = {
  id: 'endpoint',
  written: ['tls:HOST[:PORT]', 'tls+smtp:HOST', 'ssh:HOST', 'https://HOST'],
  async open(argument, { admission }) {
    const named = readEndpoint(argument);
    if (named === undefined) return undefined;
    const { openEndpoint } = await import('../../target/endpoint.ts');
    return [await openEndpoint({ ...named, admission })];
  },
};
