/** What NIST's schema cannot see: ids that are there twice, and references of a document to something that it does not hold. */
export function danglingInOscal(document: unknown): readonly string[] {
  const ids: string[] = [];
  const references: string[] = [];
  const objectives = new Set<string>();
  const wanted: string[] = [];
  walk(document, (name, value) => {
    if (name === 'uuid') ids.push(value);
    else if (name.endsWith('-uuid')) references.push(value);
    else if (name === 'href' && value.startsWith('#')) references.push(value.slice(1));
    else if (name === 'id') objectives.add(value);
    else if (name === 'target-id' || name === 'objective-id') wanted.push(value);
  });
  const known = new Set(ids);
  const first = new Set<string>();
  const twice = ids.filter((id) => first.has(id) || !first.add(id));
  // The tool is in the assets of every result: the same thing under the same id.
  const shared = new Set(uuidsOfTools(document));
  const targets = JSON.stringify(document).startsWith('{"assessment-results"') ? wanted : [];
  return [
    ...twice.filter((id) => !shared.has(id)).map((id) => `there twice: ${id}`),
    ...references.filter((id) => !known.has(id)).map((id) => `leads nowhere: ${id}`),
    ...targets.filter((id) => !objectives.has(id)).map((id) => `no such objective: ${id}`),
  ];
}

function uuidsOfTools(document: unknown): readonly string[] {
  const found: string[] = [];
  walk(document, (name, value, path) => {
    if (name === 'uuid' && path.includes('assessment-assets')) found.push(value);
  });
  return found;
}

function walk(
  value: unknown,
  see: (name: string, value: string, path: readonly string[]) => void,
  path: readonly string[] = [],
): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, member] of Object.entries(value)) {
    if (typeof member === 'string') see(name, member, path);
    else walk(member, see, [...path, name]);
  }
}
