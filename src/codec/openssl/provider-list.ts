/** A provider as `openssl list -providers` shows it. */
export interface ListedProvider {
  readonly id: string;
  readonly name: string | null;
  readonly version: string | null;
  /** `status: active` in the provider's own block. */
  readonly active: boolean;
}

/**
 * Reads `openssl list -providers`: a block a provider, its identifier indented by two, its parameters by four. Undefined where
 * the heading is missing, so that an error message is not read as an empty list. Source: apps/list.c of 3.0.20 and 3.5.7.
 */
export function readProviderList(text: string): readonly ListedProvider[] | undefined {
  const lines = text.split('\n');
  if (lines[0]?.trimEnd() !== 'Providers:') return undefined;
  const providers: ListedProvider[] = [];
  for (const line of lines.slice(1)) {
    const id = /^ {2}(\S+)$/.exec(line)?.[1];
    if (id !== undefined) providers.push({ id, name: null, version: null, active: false });
    const [, key, value = ''] = /^ {4}(name|version|status): (.*)$/.exec(line) ?? [];
    const last = providers.at(-1);
    if (key === undefined || last === undefined) continue;
    const said = key === 'status' ? { active: value === 'active' } : { [key]: value };
    providers[providers.length - 1] = { ...last, ...said };
  }
  return providers;
}
