/** The main attributes of a jar's manifest, by name. Lines of 72 bytes are continued with a space. Source: JAR File Specification. */
export function readManifest(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  const [main = ''] = text
    .slice(0, LONGEST)
    .replace(/\r\n?|\n/g, '\n')
    .split(/\n\n/);
  for (const line of main.replaceAll('\n ', '').split('\n')) {
    const at = line.indexOf(': ');
    if (at > 0) attributes.set(line.slice(0, at), line.slice(at + 2));
  }
  return attributes;
}

const LONGEST = 256 * 1024;
