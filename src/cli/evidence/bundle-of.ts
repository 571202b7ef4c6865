import type { RunHeader } from '../../report/format.ts';
import type { Output } from '../outputs.ts';

/** What a command says of the bundle that it writes. */
export interface BundleArguments {
  readonly bundle: string | undefined;
  readonly output: readonly string[] | undefined;
  readonly profile?: readonly string[];
  readonly cmvp?: string | undefined;
  readonly waivers?: string | undefined;
}

/** `--bundle`: an archive of all that an auditor needs, none where it is not asked for. @throws UsageError */
export async function bundleOf(given: BundleArguments, header: () => Promise<RunHeader>): Promise<readonly Output[]> {
  const { bundle, output: formats = [], profile: profiles = [], cmvp, waivers } = given;
  if (bundle === undefined) return [];
  const { openBundle } = await import('./bundle.ts');
  return openBundle(bundle, { header: await header(), formats, profiles, cmvp, waivers });
}
