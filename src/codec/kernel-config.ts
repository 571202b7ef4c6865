/** What the build configuration of a kernel says about one option: set, said to be off, or not spoken of at all. */
export type KernelOption = { readonly state: 'set'; readonly value: string } | { readonly state: 'off' | 'unspoken' };

/**
 * Finds options in the text of a `.config`: `CONFIG_NAME=y`, `CONFIG_NAME="text"` or `# CONFIG_NAME is not set`. A later line
 * counts. Source: Documentation/kbuild/kconfig.rst.
 * @param names without `CONFIG_`
 */
export function readKernelConfig<N extends string>(
  text: string,
  names: readonly N[],
): Readonly<Record<N, KernelOption>> {
  const found = new Map<string, KernelOption>();
  for (const [, off, name, value] of text.slice(0, LONGEST).matchAll(LINE)) {
    if (off !== undefined) found.set(off, { state: 'off' });
    else if (name !== undefined && value !== undefined) found.set(name, { state: 'set', value: unquote(value.trim()) });
  }
  const options = names.map((name) => [name, found.get(name) ?? { state: 'unspoken' }] as const);
  // Every name that was asked for has its member: that is what the record type says.
  return Object.fromEntries(options) as Record<N, KernelOption>;
}

function unquote(value: string): string {
  return /^".*"$/.test(value) ? value.slice(1, -1).replace(/\\(["\\])/g, '$1') : value;
}

const LONGEST = 2 * 1024 * 1024;
const LINE = /^(?:# CONFIG_(\w+) is not set|CONFIG_(\w+)=(.*))$/gm;
