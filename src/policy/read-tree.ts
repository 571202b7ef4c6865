import { readPlainYaml } from './plain-yaml.ts';
import type { YamlTree } from './yaml-node.ts';

/** Reads a YAML text. The whole language takes a tenth of a second to load: it is asked only for what the plain reader does not know. */
export async function readTree(content: string): Promise<YamlTree> {
  const plain = readPlainYaml(content);
  if (plain.root !== undefined) return plain;
  const { readYamlTree } = await import('./yaml-tree.ts');
  return readYamlTree(content);
}
