import { crc32, deflateRawSync } from 'node:zlib';

/** A file to lay into an archive. */
export interface ZipFile {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** As archives of archives do, so that a loader can map them. */
  readonly stored?: boolean;
}

/** Builds a zip archive: local headers with content, central directory, its end. Source: PKWARE APPNOTE 6.3.10. */
export function buildZip(files: readonly ZipFile[], front: Uint8Array = new Uint8Array()): Uint8Array {
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let offset = 0;
  for (const { name, content, stored } of files) {
    const bytes = Buffer.from(content);
    const packed = stored ? bytes : deflateRawSync(bytes);
    const fields = { method: stored ? 0 : 8, crc: crc32(bytes), packed: packed.length, size: bytes.length };
    const local = Buffer.concat([header(0x04034b50, [20], fields, name), Buffer.from(name), packed]);
    const entry = header(0x02014b50, [20, 20], fields, name);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    entries.push(Buffer.concat([entry, rest, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([front, ...locals, directory, end]);
}

function header(
  signature: number,
  versions: readonly number[],
  fields: { readonly method: number; readonly crc: number; readonly packed: number; readonly size: number },
  name: string,
): Buffer {
  const bytes = Buffer.alloc(4 + versions.length * 2 + 24);
  bytes.writeUInt32LE(signature, 0);
  versions.forEach((version, index) => void bytes.writeUInt16LE(version, 4 + index * 2));
  let at = 4 + versions.length * 2;
  at = bytes.writeUInt16LE(0, at);
  at = bytes.writeUInt16LE(fields.method, at);
  at = bytes.writeUInt32LE(0, at);
  at = bytes.writeUInt32LE(fields.crc, at);
  at = bytes.writeUInt32LE(fields.packed, at);
  at = bytes.writeUInt32LE(fields.size, at);
  at = bytes.writeUInt16LE(Buffer.byteLength(name), at);
  bytes.writeUInt16LE(0, at);
  return bytes;
}

/** A jar as Bouncy Castle's build makes it: the manifest, and the class of the provider. */
export function buildJar(plan: { readonly provider: 'fips' | 'plain'; readonly version: string }): Uint8Array {
  const fips = plan.provider === 'fips';
  const manifest = [
    'Manifest-Version: 1.0',
    `Bundle-Name: ${fips ? 'bc-fips' : 'bcprov'}`,
    `Bundle-Version: ${plan.version}`,
    'Implementation-Vendor: BouncyCastle.org',
  ];
  const provider = fips
    ? 'org/bouncycastle/jcajce/provider/BouncyCastleFipsProvider.class'
    : 'org/bouncycastle/jce/provider/BouncyCastleProvider.class';
  return buildZip([
    { name: 'META-INF/MANIFEST.MF', content: `${manifest.join('\r\n')}\r\n\r\n` },
    { name: provider, content: Buffer.from('cafebabe', 'hex') },
  ]);
}
