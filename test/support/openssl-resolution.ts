import type { OpensslBuild } from '../../src/codec/openssl/build.ts';
import type { Circumstances, Resolution } from '../../src/codec/openssl/resolution.ts';
import { type FileSource, type ModuleStates, resolveOpenssl } from '../../src/codec/openssl/resolve.ts';

/** A build of upstream's sources: 3.5.7 unless said. */
export function build(text = '3.5.7', more: Partial<OpensslBuild> = {}): OpensslBuild {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map(Number);
  return {
    version: { major, minor, patch, text },
    flavour: 'upstream',
    openssldir: '/etc/ssl',
    modulesDirectory: '/usr/lib/ossl-modules',
    systemCiphersFile: null,
    readsKernelFips: false,
    ...more,
  };
}

/** Resolves `/etc/ssl/openssl.cnf` (or these files) with this build; modules load unless said. */
export function resolveText(
  text: string | FileSource,
  more: Partial<Circumstances> & { readonly moduleStates?: ModuleStates } = {},
): Resolution {
  const openssl = more.build ?? build();
  return resolveOpenssl({
    build: openssl,
    mainFile: `${openssl.openssldir}/openssl.cnf`,
    appSection: 'openssl_conf',
    fallsBackToOpensslConf: true,
    env: {},
    kernelFips: false,
    moduleStates: () => 'loads',
    files: typeof text === 'string' ? { [`${openssl.openssldir}/openssl.cnf`]: text } : text,
    ...more,
  });
}

/** A configuration whose system_default has these commands. */
export function systemDefault(commands: readonly string[], diagnostics: 0 | 1 = 0): string {
  return [
    'openssl_conf = init',
    `config_diagnostics = ${diagnostics}`,
    '[init]',
    'ssl_conf = ssl',
    '[ssl]',
    'system_default = tls',
    '[tls]',
    ...commands,
    '',
  ].join('\n');
}

/** The same with the FIPS provider and `base` alone. */
export function fipsOnly(commands: readonly string[], diagnostics: 0 | 1 = 0): string {
  return systemDefault(commands, diagnostics)
    .replace('ssl_conf = ssl', 'providers = prov\nssl_conf = ssl')
    .concat(
      '[prov]\nfips = fips_sect\nbase = base_sect\n[fips_sect]\nactivate = 1\nmodule-mac = 00\n[base_sect]\nactivate = 1\n',
    );
}

/** The groups' names, and behind a bar those with a key share. */
export function groupsOf({ tls }: Resolution): string {
  const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name).join(' ');
  return tls.failure ?? `${names(tls.groups)} | ${names(tls.keyShares)}`;
}

/** The lists that Fedora's DEFAULT and FIPS policies write (2026-02). Source: crypto-policies' openssl generator. */
export const DEFAULT_POLICY_GROUPS =
  '*?X25519MLKEM768:?x25519_mlkem768:?SecP256r1MLKEM768:?p256_mlkem768:?SecP384r1MLKEM1024:?p384_mlkem1024/*X25519:secp256r1:X448:secp521r1:secp384r1:ffdhe2048:ffdhe3072:ffdhe4096:ffdhe6144:ffdhe8192';
export const FIPS_POLICY_GROUPS =
  '*?SecP256r1MLKEM768:?p256_mlkem768:?X25519MLKEM768:?x25519_mlkem768:?SecP384r1MLKEM1024:?p384_mlkem1024/*secp256r1:secp521r1:secp384r1:ffdhe2048:ffdhe3072:ffdhe4096:ffdhe6144:ffdhe8192';
/** What stock 3.5 offers, and what is left of it with the FIPS provider alone. */
export const LIBRARY_DEFAULT =
  'X25519MLKEM768 x25519 secp256r1 x448 secp384r1 secp521r1 ffdhe2048 ffdhe3072 | X25519MLKEM768 x25519';
export const FIPS_DEFAULT = 'X25519MLKEM768 secp256r1 secp384r1 secp521r1 ffdhe2048 ffdhe3072 | X25519MLKEM768';
