import type { Citation } from '../../policy/profile.ts';
import type { Placed } from './placed.ts';

/** `run.taxonomies`: the documents that are cited, each with its sections as taxa. Sorted by name. */
export function sarifTaxonomies(placed: readonly Placed[]): readonly object[] {
  const cites = new Set(placed.flatMap(({ finding }) => finding.requirement.cites));
  const byDocument = Map.groupBy(cites, ({ document }) => document);
  return [...byDocument]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, sections]) => ({
      name,
      taxa: [...new Map(sections.map((cite) => [taxonIdOf(cite), cite])).keys()].sort().map((id) => ({ id })),
    }));
}

/** A section as the id of a taxon. */
export function taxonIdOf({ section }: Citation): string {
  return section;
}
