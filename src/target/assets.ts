import { access, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A file that comes with the program: its name below `policies/`, and its text. */
export interface Asset {
  readonly name: string;
  readonly text: string;
}

/** Reads every YAML file of a directory of the package's own data, in byte order of names: `policies`, `policies/cmvp`. */
export async function readAssets(directory: 'policies' | 'policies/cmvp'): Promise<readonly Asset[]> {
  const place = join(await assetsRoot(), directory);
  const names = (await readdir(place)).filter((name) => name.endsWith('.yaml')).sort();
  return Promise.all(names.map((name) => readAsset(place, name)));
}

/** Reads one profile that comes with the program; undefined where there is none of that id. */
export async function readProfileAsset(id: string): Promise<Asset | undefined> {
  if (!/^[a-z0-9][a-z0-9.-]*$/.test(id)) return undefined;
  return readAsset(join(await assetsRoot(), 'policies'), `${id}.yaml`).catch(() => undefined);
}

/** The directory of the program's own test vectors. */
export async function vectorsAsset(): Promise<string> {
  return join(await assetsRoot(), 'test-vectors');
}

async function readAsset(directory: string, name: string): Promise<Asset> {
  return { name, text: await readFile(join(directory, name), 'utf8') };
}

/** Beside the bundle in the package; two rooms up in the checkout. */
async function assetsRoot(): Promise<string> {
  const packaged = import.meta.dirname;
  return access(join(packaged, 'policies')).then(
    () => packaged,
    () => join(import.meta.dirname, '..', '..'),
  );
}
