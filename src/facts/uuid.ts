import { hash } from 'node:crypto';

/**
 * A UUID of version 5: the same for the same namespace and name. Source: RFC 9562 5.5.
 * @param namespace a UUID itself
 */
export function uuidV5(namespace: string, name: string): string {
  const space = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  const digest = hash('sha1', Buffer.concat([space, Buffer.from(name, 'utf8')]), 'buffer').subarray(0, 16);
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = digest.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The namespace of everything that reports name: made once, at random. */
export const REPORT_NAMESPACE = '6f0c1c1e-6b58-4c5e-9b1f-2f6a4f6f6d35';
