import { execFile } from 'node:child_process';
import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fipsModuleOf, librariesOf } from './tree.ts';

/** The tree's openssl as a program that this machine can start, and a configuration in which its FIPS provider alone serves. */
export interface TreeOpenssl {
  readonly directory: string;
  readonly program: string;
  readonly fipsConfiguration: string;
}

/** Writes both below a fresh directory, which is the caller's to remove. */
export async function treeOpenssl(tree: string): Promise<TreeOpenssl> {
  const directory = await mkdtemp(join(tmpdir(), 'pqready-openssl-'));
  const libraries = librariesOf(tree);
  const program = join(directory, 'openssl');
  await writeFile(
    program,
    `#!/bin/sh\nexport OPENSSL_MODULES=${libraries}/ossl-modules\n` +
      `exec ${tree}/lib64/ld-linux-x86-64.so.2 --library-path ${libraries} ${tree}/usr/bin/openssl "$@"\n`,
  );
  await chmod(program, 0o755);
  const section = join(directory, 'fipsmodule.cnf');
  await promisify(execFile)(program, ['fipsinstall', '-module', fipsModuleOf(tree), '-out', section]);
  const fipsConfiguration = join(directory, 'fips.cnf');
  await writeFile(fipsConfiguration, FIPS_ONLY.replace('@SECTION@', section));
  return { directory, program, fipsConfiguration };
}

const FIPS_ONLY = `openssl_conf = init
config_diagnostics = 1
.include @SECTION@
[init]
providers = ours
alg_section = ours_only
[ours]
fips = fips_sect
base = base_sect
[base_sect]
activate = 1
[ours_only]
default_properties = fips=yes
`;
