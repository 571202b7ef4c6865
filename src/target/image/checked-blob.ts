import { createHash } from 'node:crypto';
import type { Digest } from '../../codec/oci/descriptor.ts';
import { TargetError } from '../target-error.ts';
import type { Bytes } from '../views.ts';

/** Passes a stream on and, at its end, holds it against what was promised of it. @throws TargetError */
export async function* checked(
  pieces: AsyncIterable<Uint8Array>,
  promised: { readonly what: string; readonly digest: Digest; readonly size?: Bytes },
): AsyncGenerator<Uint8Array> {
  const [algorithm = '', digits] = promised.digest.split(':');
  const hash = createHash(algorithm);
  let size = 0;
  for await (const piece of pieces) {
    size += piece.length;
    if (promised.size !== undefined && size > promised.size) break;
    hash.update(piece);
    yield piece;
  }
  if (promised.size !== undefined && size !== promised.size)
    throw new TargetError(
      `${promised.what}: has ${size > promised.size ? 'more' : size} bytes, ${promised.size} are promised`,
    );
  const found = hash.digest('hex');
  if (found !== digits) throw new TargetError(`${promised.what}: its content has the digest ${algorithm}:${found}`);
}
