import type { Fact, Gap } from '../facts/fact.ts';
import type { Locator } from '../facts/locator.ts';
import type { Evidence } from '../facts/quote.ts';
import type { FileView } from '../target/views.ts';

/** Says of each piece of evidence in a file which layer of the image brought the file; nothing changes where there are no layers. */
export async function withLayers<T extends { readonly facts: readonly Fact[]; readonly gaps: readonly Gap[] }>(
  found: T,
  files: FileView | undefined,
): Promise<T> {
  if (files === undefined || !files.streamed) return found;
  const locate = async (at: Locator): Promise<Locator> => {
    if (at.in !== 'file' || at.layer !== undefined) return at;
    const layer = await files.layerOf(at.path);
    return layer === undefined ? at : { ...at, layer };
  };
  const prove = async ({ at, quote }: Evidence): Promise<Evidence> => ({ at: await locate(at), quote });
  const facts = await Promise.all(
    found.facts.map(async (each) => {
      const [first, ...rest] = each.evidence;
      const evidence = [await prove(first), ...(await Promise.all(rest.map(prove)))];
      // The same fact with as many pieces of evidence as before.
      return { ...each, evidence } as unknown as Fact;
    }),
  );
  const gaps = await Promise.all(
    found.gaps.map(async (gap) => (gap.at === undefined ? gap : { ...gap, at: await locate(gap.at) })),
  );
  return { ...found, facts, gaps };
}
