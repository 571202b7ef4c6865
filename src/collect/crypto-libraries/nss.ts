import { stringsWith } from '../../codec/elf/strings.ts';
import { fact, type Harvest } from '../../facts/fact.ts';
import { targetPath } from '../../facts/locator.ts';
import { evidence } from '../../facts/quote.ts';
import type { CryptoImplementation } from '../../facts/values/modules.ts';
import { describeHidden } from '../../target/sighting.ts';
import type { FileView } from '../../target/views.ts';
import { implementation, type ReadLibrary, readLibraries } from './implementation.ts';

/** The module of NSS: softoken and freebl, with the `.chk` files that its power-on test wants. Source: NSS lib/freebl/shvfy.c. */
export async function nss(files: FileView): Promise<Harvest> {
  const { libraries, gaps } = await readLibraries(files, Object.keys(ROLES));
  const facts = await Promise.all(
    libraries.map(async (library) => {
      const role = ROLES[library.name] ?? 'NSS';
      const version = versionOf(library.bytes);
      const value = implementation(role, version, library.path, await check(files, library));
      const proof = evidence({ in: 'file', path: library.path }, `NSS ${version ?? 'of unknown version'}`);
      return fact('crypto.implementation', role, value, proof);
    }),
  );
  return { facts, gaps };
}

function versionOf(bytes: Uint8Array): string | null {
  const texts = stringsWith(bytes, 'Version: NSS ', 4).map(({ text }) => text);
  return texts.map((text) => /Version: NSS (\d+\.\d+(?:\.\d+){0,2})\b/.exec(text)?.[1]).find(Boolean) ?? null;
}

/** The signature in a `.chk` file is by a key that was made for it and thrown away: it tells of accidents, and is not verified. */
async function check(files: FileView, library: ReadLibrary): Promise<CryptoImplementation['fips']> {
  const path = targetPath(library.path.replace(/\.so$/, '.chk'));
  const place = await files.follow(path);
  if (place.state === 'hidden') return { integrity: 'unknown', basis: describeHidden(place) };
  if (place.state === 'absent') return { integrity: 'absent', basis: `no ${path}, which its FIPS self-test needs` };
  return place.value.size === 0
    ? { integrity: 'unknown', basis: `${path} is empty` }
    : { integrity: 'present', basis: `${path} is there; its signature is not verified` };
}

const ROLES: Readonly<Record<string, string>> = {
  'libsoftokn3.so': 'NSS softoken',
  'libfreeblpriv3.so': 'NSS freebl',
};
