import type { Target } from '../target/views.ts';
import { looksLikeServer } from './targets/endpoint-name.ts';
import { targetForms, writtenTargets } from './targets/index.ts';
import { noSuchPath } from './targets/named-path.ts';
import type { OpenOptions } from './targets/target-form.ts';
import { UsageError } from './usage-error.ts';

/**
 * Opens what the command line names, in whichever form. A server that cannot be reached is a target all the same; of images there may
 * be several. @throws UsageError for a form that is not known, and for a path that does not exist or is none of these
 */
export async function openTargets(argument: string, options: OpenOptions): Promise<readonly Target[]> {
  for (const form of targetForms) {
    const targets = await form.open(argument, options);
    if (targets !== undefined) return targets;
  }
  throw noTarget(argument);
}

/** What is neither a path nor a known kind is most often a server whose protocol was left out. */
function noTarget(argument: string): UsageError {
  if (looksLikeServer(argument))
    return new UsageError(
      `${argument}: does it speak TLS or SSH?\nSay tls:${argument} or ssh:${argument}; a mail server is tls+smtp:HOST.`,
    );
  const [, kind] = /^([a-z+-]+):/.exec(argument) ?? [];
  if (kind === undefined) return noSuchPath(argument, argument);
  const [last, ...others] = writtenTargets.toReversed();
  return new UsageError(
    `${argument}: no kind of target is called ${kind}:\nUse ${others.toReversed().join(', ')} or ${last}.`,
  );
}
