import { existsSync, readFileSync } from 'node:fs';

/** The Debian 13 root tree that .ci/run makes with debootstrap; read only. */
export function liveTree(): string {
  const tree = process.env['PQREADY_LIVE_TREE'] ?? '';
  if (!existsSync(fipsModuleOf(tree)))
    throw new Error(
      `PQREADY_LIVE_TREE: wants a Debian 13 tree with openssl and openssl-provider-fips, has "${tree}"\n` +
        'Run .ci/run, which makes one, or name yours.',
    );
  return tree;
}

/** The same with what .ci/programs lists, which .ci/run makes beside it. */
export function programTree(): string {
  const tree = process.env['PQREADY_LIVE_PROGRAMS'] ?? '';
  // Java's name leads through /etc/alternatives of the tree, not of this machine.
  const java = `${tree}/usr/lib/jvm/java-21-openjdk-amd64/bin/java`;
  if (tree === '' || !existsSync(`${tree}/usr/bin/node`) || !existsSync(java))
    throw new Error(
      `PQREADY_LIVE_PROGRAMS: wants a Debian 13 tree with the programs of .ci/programs, has "${tree}"\n` +
        'Run .ci/run, which makes one, or name yours.',
    );
  return tree;
}

/** The same with what .ci/ansible lists. */
export function ansibleTree(): string {
  const tree = process.env['PQREADY_LIVE_ANSIBLE'] ?? '';
  if (tree === '' || !existsSync(`${tree}/usr/bin/ansible-playbook`))
    throw new Error(
      `PQREADY_LIVE_ANSIBLE: wants a Debian 13 tree with the packages of .ci/ansible, has "${tree}"\n` +
        'Run .ci/run, which makes one, or name yours.',
    );
  return tree;
}

/** The upstream version of a package of the tree, as dpkg has it: `3.5.7` of `3.5.7-1~deb13u2`. */
export function versionOfPackage(tree: string, name: string): string {
  const status = readFileSync(`${tree}/var/lib/dpkg/status`, 'utf8');
  const record = status.split('\n\n').find((each) => each.startsWith(`Package: ${name}\n`)) ?? '';
  const version = /^Version: (?:\d+:)?([^-\n]+)/m.exec(record)?.[1];
  if (version === undefined) throw new Error(`${tree}: dpkg does not know ${name}`);
  return version;
}

/** Where Debian on this architecture keeps libraries of the tree. */
export function librariesOf(tree: string): string {
  return `${tree}/usr/lib/x86_64-linux-gnu`;
}

/** The FIPS module of the tree. */
export function fipsModuleOf(tree: string): string {
  return `${librariesOf(tree)}/ossl-modules/fips.so`;
}
