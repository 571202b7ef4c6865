import { nameOfBytes } from '../path-bytes.ts';
import { TargetError } from '../target-error.ts';

/**
 * The names that lead from the root to an entry of a layer. `..` may not lead out; what no file system could hold is no image.
 * @param name bytes, carried as Latin-1
 * @throws TargetError
 */
export function segmentsOfEntry(name: string): readonly string[] {
  const segments: string[] = [];
  for (const segment of name.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment.length > LONGEST_NAME)
      throw new TargetError(`a name of ${segment.length} bytes, which no file can have`);
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) throw new TargetError('a name leads out of the image by ..');
  }
  if (name.length > LONGEST_PATH) throw new TargetError(`a path of ${name.length} bytes, which no system can open`);
  return NOT_ASCII.test(name) ? segments.map((each) => nameOfBytes(Buffer.from(each, 'latin1'))) : segments;
}

/** What a link says, its bytes turned into the names that paths have. */
export function textOfLink(link: string): string {
  return NOT_ASCII.test(link) ? nameOfBytes(Buffer.from(link, 'latin1')) : link;
}

const NOT_ASCII = /[\u0080-\u00ff]/;
const LONGEST_NAME = 255;
const LONGEST_PATH = 4096;
