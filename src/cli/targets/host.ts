import { UsageError } from '../usage-error.ts';
import type { TargetForm } from './target-form.ts';

/** `host`: this machine. */
export const host: TargetForm = {
  id: 'host',
  written: ['host'],
  async open(argument, { exec, listeners, admission }) {
    if (argument.startsWith('host:'))
      throw new UsageError(
        `${argument}: targets of kind host: are not there yet\nRun pqready collect on that host, and pqready assess here.`,
      );
    if (argument !== 'host') return undefined;
    const { openHost } = await import('../../target/host.ts');
    return [await openHost({ exec, listeners: listeners ? admission : null })];
  },
};
