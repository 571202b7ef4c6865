import { decodeAlert } from '../../src/codec/tls/alert.ts';
import { HandshakeReader } from '../../src/codec/tls/handshake-reader.ts';
import { RecordReader } from '../../src/codec/tls/record.ts';
import {
  decodeCertificate12,
  decodeCertificate13,
  decodeCertificateRequest,
  decodeCertificateVerify,
  decodeEncryptedExtensions,
} from '../../src/codec/tls/server-flight.ts';
import { decodeServerHello } from '../../src/codec/tls/server-hello.ts';
import { decodeServerKeyExchange } from '../../src/codec/tls/tls12-flight.ts';
import { readCertificateOutline } from '../../src/codec/x509-outline.ts';

/** Reads what a server sent with every reader that may meet it, and counts what each made of it: `2 read`, `11 refused`. */
export function readFlight(bytes: Uint8Array): readonly string[] {
  const records = new RecordReader();
  const handshake = new HandshakeReader({ longest: 256 * 1024, most: 512 * 1024 });
  const said: string[] = [];
  records.feed(bytes);
  for (let record = records.next(); record !== undefined; record = records.next()) {
    if (!record.ok) return [...said, 'record refused'];
    if (record.value.type === 21) said.push(`alert ${decodeAlert(record.value.fragment).ok ? 'read' : 'refused'}`);
    if (record.value.type === 20) said.push('change_cipher_spec');
    if (record.value.type !== 22) continue;
    handshake.feed(record.value.fragment);
    for (let message = handshake.next(); message !== undefined; message = handshake.next()) {
      if (!message.ok) return [...said, 'handshake refused'];
      said.push(`${message.value.type} ${readMessage(message.value) ? 'read' : 'refused'}`);
    }
  }
  return records.hasRest ? [...said, 'rest'] : said;
}

/** Whether any reader of this type takes the message. */
function readMessage({ type, message }: { readonly type: number; readonly message: Uint8Array }): boolean {
  if (type !== 11) return READERS[type]?.some((read) => read(message).ok) ?? true;
  const chains = [decodeCertificate12(message), decodeCertificate13(message)].flatMap((each) =>
    each.ok ? [each.value] : [],
  );
  for (const der of chains.flatMap(({ certificates }) => certificates)) readCertificateOutline(der);
  return chains.length > 0;
}

const READERS: Readonly<Record<number, readonly ((message: Uint8Array) => { readonly ok: boolean })[]>> = {
  2: [decodeServerHello],
  8: [decodeEncryptedExtensions],
  12: [
    (message) => decodeServerKeyExchange(message, 'ecdhe', 0x0303),
    (message) => decodeServerKeyExchange(message, 'dhe', 0x0303),
    (message) => decodeServerKeyExchange(message, 'dhe', 0x0301),
  ],
  13: [decodeCertificateRequest, () => ({ ok: true })],
  15: [decodeCertificateVerify],
};
