import { certificateVerifyContent } from '../../src/codec/tls/server-flight.ts';
import { type Flight, handshake } from './tls13-server.ts';

/**
 * EncryptedExtensions, Certificate, CertificateVerify with ecdsa_secp256r1_sha256.
 * @param statedGroups what supported_groups of EncryptedExtensions says; undefined: there is none
 */
export function flightOf(
  der: Uint8Array,
  signature: (content: Uint8Array) => Uint8Array,
  statedGroups?: readonly number[],
): Flight {
  return (transcript) => {
    const extensions = handshake(8, (body) =>
      body.vector(2, (list) => {
        if (statedGroups === undefined) return;
        list.u16(10).vector(2, (extension) =>
          extension.vector(2, (groups) => {
            for (const group of statedGroups) groups.u16(group);
          }),
        );
      }),
    );
    const certificate = handshake(11, (body) => {
      body.u8(0).vector(3, (list) => list.vector(3, (entry) => entry.bytes(der)).u16(0));
    });
    const signed = signature(certificateVerifyContent(transcript([extensions, certificate])));
    const verify = handshake(15, (body) => body.u16(0x0403).vector(2, (inside) => inside.bytes(signed)));
    return [extensions, certificate, verify];
  };
}
