import { createHmac } from 'node:crypto';
import { readOnlyData } from '../../codec/elf/file.ts';
import { holds, literalsIn } from '../../codec/elf/strings.ts';
import type { HmacEntry } from '../../codec/hmac-file.ts';
import { fact, type Harvest } from '../../facts/fact.ts';
import { targetPath } from '../../facts/locator.ts';
import { evidence } from '../../facts/quote.ts';
import type { CryptoImplementation } from '../../facts/values/modules.ts';
import { describeHidden } from '../../target/sighting.ts';
import type { FileView } from '../../target/views.ts';
import { GNUTLS_FIPS_KEY } from '../../vocabulary/integrity-keys.ts';
import { implementation, type ReadLibrary, readLibraries } from './implementation.ts';
import { readSidecar } from './sidecar.ts';

/** GnuTLS, and the MACs over it and its arithmetic libraries that its FIPS build checks. Source: GnuTLS lib/fips.c. */
export async function gnutls(files: FileView): Promise<Harvest> {
  const { libraries, gaps } = await readLibraries(files, ['libgnutls.so.30']);
  const facts = await Promise.all(
    libraries.map(async (library) => {
      const version = versionOf(library.bytes);
      const value = implementation('GnuTLS', version, library.path, await checkMacs(files, library));
      return fact(
        'crypto.implementation',
        'GnuTLS',
        value,
        evidence({ in: 'file', path: library.path }, `GnuTLS ${version ?? 'of unknown version'}`),
      );
    }),
  );
  return { facts, gaps };
}

/** `3.8.9`; in a FIPS build the module's own version, `3.7.6-074d015ce201f434`, which a certificate names. Null where several stand. */
function versionOf(bytes: Uint8Array): string | null {
  const texts = new Set(literalsIn(readOnlyData(bytes), 5).map(({ text }) => text));
  const modules = [...texts].filter((text) => /^3\.\d{1,2}\.\d{1,2}-[0-9a-f]{16}$/.test(text));
  const releases = [...texts].filter((text) => /^3\.\d{1,2}\.\d{1,2}$/.test(text));
  const [only, ...others] = modules.length > 0 ? modules : releases;
  return others.length > 0 ? null : (only ?? null);
}

async function checkMacs(files: FileView, library: ReadLibrary): Promise<CryptoImplementation['fips']> {
  const sidecar = await readSidecar(files, library);
  if (sidecar.state === 'absent')
    return { integrity: 'absent', basis: 'no .hmac file beside it, which its FIPS self-test needs' };
  if (sidecar.state === 'unreadable') return { integrity: 'unknown', basis: sidecar.why };
  const outcomes = await Promise.all(sidecar.entries.map((entry) => compare(files, library, entry)));
  const bad = outcomes.find((outcome) => outcome !== 'equal');
  if (bad === undefined) {
    const names = sidecar.entries.map((entry) => entry.library || library.name).join(', ');
    return { integrity: 'intact', basis: `HMAC-SHA256 equals ${sidecar.path} for ${names}` };
  }
  const known = bad.differs && holds(library.bytes, GNUTLS_FIPS_KEY);
  return {
    integrity: known ? 'altered' : 'unknown',
    basis: known ? bad.why : `${bad.why}; ${bad.differs ? OWN_KEY : 'not compared'}`,
  };
}

async function compare(
  files: FileView,
  library: ReadLibrary,
  entry: HmacEntry,
): Promise<'equal' | { readonly differs: boolean; readonly why: string }> {
  const isItself = entry.library === '' || entry.library === library.name;
  // The path is the one of the build; the library tests the file that was loaded, so a copy beside it counts.
  const path = targetPath(isItself ? library.path : `${library.link.replace(/[^/]*$/, '')}${entry.library}`);
  const content = isItself ? ({ state: 'seen', value: library.bytes } as const) : await files.read(path, LARGEST);
  if (content.state === 'absent') return { differs: false, why: `${path}, which its .hmac file names, is not there` };
  if (content.state === 'hidden') return { differs: false, why: describeHidden(content) };
  const mac = createHmac('sha256', GNUTLS_FIPS_KEY).update(content.value).digest('hex');
  return mac === entry.mac ? 'equal' : { differs: true, why: `HMAC-SHA256 over ${path} differs from its .hmac file` };
}

const OWN_KEY = 'the usual key is not in the library: it may have one of its own';
const LARGEST = 32 * 1024 * 1024;
