import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPem } from '../../src/codec/pem.ts';

const LABELS = [
  'CERTIFICATE',
  'X509 CERTIFICATE',
  'PUBLIC KEY',
  'PRIVATE KEY',
  'ENCRYPTED PRIVATE KEY',
  'EC PRIVATE KEY',
];

it('gives back the certificates among other blocks, in order', () => {
  const block = fc.record({ label: fc.constantFrom(...LABELS), der: fc.uint8Array({ minLength: 1, maxLength: 200 }) });
  fc.assert(
    fc.property(fc.array(block, { maxLength: 5 }), (blocks) => {
      const text = blocks.map(({ label, der }) => pem(label, der)).join('between\n');
      const read = readPem(text);
      expect(read.length).toBe(blocks.length);
      expect(read.flatMap((each) => (each.kind === 'certificate' ? [Uint8Array.from(each.der)] : []))).toEqual(
        blocks.filter(({ label }) => label.endsWith('CERTIFICATE')).map(({ der }) => Uint8Array.from(der)),
      );
    }),
  );
});

it('never throws on any text, and lets nothing of a private key out', () => {
  const piece = fc.oneof(
    fc.constantFrom('-----BEGIN ', '-----END ', '-----', '\n', 'Proc-Type: 4,ENCRYPTED', ...LABELS),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      for (const block of readPem(pieces.join('')))
        if (block.kind === 'private-key') expect(Object.keys(block).sort()).toEqual(['algorithm', 'encrypted', 'kind']);
    }),
  );
});

function pem(label: string, der: Uint8Array): string {
  return `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64')}\n-----END ${label}-----\n`;
}
