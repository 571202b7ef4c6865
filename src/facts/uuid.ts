import { createHash } from 'node:crypto';

/**
 * A UUID of version 5: the same for the same namespace and name. Source: RFC 9562 5.5.
 * @param namespace a UUID itself
 */
export function uuidV5(namespace: string, name: string): string {
  const space = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  const hash = createHash('sha1').update(space).update(name, 'utf8').digest().subarray(0, 16);
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The namespace of everything that reports name: made once, at random. */
export const REPORT_NAMESPACE = '6f0c1c1e-6b58-4c5e-9b1f-2f6a4f6f6d35';
