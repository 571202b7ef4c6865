import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { librariesOf } from './tree.ts';

const run = promisify(execFile);

/** What is changed in a copy of the tree before it is looked at. */
export type Change = (tree: string) => Promise<void>;

/** A copy that shares its files with the original as hard links: a file is replaced there, never written into. */
export async function copyOf(original: string, change: Change): Promise<string> {
  const place = await mkdtemp(`${original}-copy-`);
  const tree = join(place, 'debian');
  await run('cp', ['-al', original, tree]);
  await change(tree);
  return tree;
}

/** Throws the copy away. */
export async function discard(tree: string): Promise<void> {
  await rm(join(tree, '..'), { recursive: true, force: true });
}

/** As the package brings it: fips.so is there, and nothing tells OpenSSL of it. */
export const asItComes: Change = async () => {};

/** What fips_config(5) asks for: `openssl fipsinstall`, and a configuration that includes what it wrote. */
export const activated: Change = async (tree) => {
  const module = `${librariesOf('')}/ossl-modules/fips.so`;
  await inTree(tree, 'fipsinstall', '-module', module, '-out', '/etc/ssl/fipsmodule.cnf');
  await replace(join(tree, 'etc/ssl/openssl.cnf'), (text) =>
    text
      .replace('[openssl_init]\n', '[openssl_init]\nalg_section = evp_properties\n')
      .replace('default = default_sect', 'fips = fips_sect\nbase = base_sect')
      .replace('[default_sect]', `${ACTIVATION}[default_sect]`),
  );
};

/** The same, and then one bit of the module turns. */
export const flipped: Change = async (tree) => {
  await activated(tree);
  const module = `${librariesOf(tree)}/ossl-modules/fips.so`;
  const bytes = await readFile(module);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  await writeFile(`${module}.new`, bytes);
  await rename(`${module}.new`, module);
};

/** The same, and then the file that fipsinstall wrote is not there: OpenSSL passes over a missing include without a word. */
export const withoutInclude: Change = async (tree) => {
  await activated(tree);
  await rm(join(tree, 'etc/ssl/fipsmodule.cnf'));
};

/** Runs the tree's own openssl with the tree as its root: standard output, standard error and exit code. */
export async function inTree(
  tree: string,
  ...given: readonly string[]
): Promise<{ readonly stdout: string; readonly stderr: string; readonly exitCode: number }> {
  const ended = await run('chroot', [tree, 'openssl', ...given], {
    env: { PATH: '/usr/sbin:/usr/bin', LC_ALL: 'C' },
  }).catch((error: { readonly stdout: string; readonly stderr: string; readonly code: number }) => error);
  return { stdout: ended.stdout, stderr: ended.stderr, exitCode: 'code' in ended ? ended.code : 0 };
}

async function replace(path: string, edit: (text: string) => string): Promise<void> {
  const text = await readFile(path, 'utf8');
  const edited = edit(text);
  if (edited === text) throw new Error(`${path}: nothing to edit`);
  await writeFile(`${path}.new`, edited);
  await rename(`${path}.new`, path);
}

const ACTIVATION = `.include /etc/ssl/fipsmodule.cnf

[base_sect]
activate = 1

[evp_properties]
default_properties = fips=yes

`;
