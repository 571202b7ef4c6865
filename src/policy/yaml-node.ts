/** Where something stands in a policy file; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A YAML text as a plain tree in which everything knows its place. */
export type YamlNode = Position &
  (
    | { readonly kind: 'scalar'; readonly value: string | number | boolean | null }
    | { readonly kind: 'list'; readonly elements: readonly YamlNode[] }
    | { readonly kind: 'map'; readonly members: readonly YamlMember[] }
  );

/** One member of a map; `at` is the place of its name. */
export interface YamlMember {
  readonly name: string;
  readonly at: Position;
  readonly value: YamlNode;
}

/** Something wrong at a place. */
export interface Mistake {
  readonly at: Position;
  readonly what: string;
}

/** A tree, if there is one, and every mistake in the text. */
export interface YamlTree {
  readonly root: YamlNode | undefined;
  readonly mistakes: readonly Mistake[];
}
