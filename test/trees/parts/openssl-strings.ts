/** The texts by which a libcrypto tells what it is, as `strings` shows them in the distributions' builds. */
export interface LibcryptoMarks {
  /** `OpenSSL 3.5.4 30 Sep 2025` */
  readonly version: string;
  readonly openssldir: string;
  readonly libdir: string;
  readonly platform?: string;
  /** Texts that only patched builds hold. */
  readonly patched?: readonly string[];
}

/** Version line, compile-time directories and the texts of patches. */
export function libcryptoStrings(marks: LibcryptoMarks): readonly string[] {
  return [
    'OPENSSL_init_crypto',
    marks.version,
    `platform: ${marks.platform ?? 'linux-x86_64'}`,
    `OPENSSLDIR: "${marks.openssldir}"`,
    'CPUINFO: N/A',
    'compiler: gcc -fPIC -pthread -m64 -Wa,--noexecstack -O2 -flto=auto -DOPENSSL_USE_NODELETE -DL_ENDIAN -DNDEBUG',
    `ENGINESDIR: "${marks.libdir}/engines-3"`,
    `MODULESDIR: "${marks.libdir}/ossl-modules"`,
    `${marks.openssldir}/private`,
    `${marks.openssldir}/certs`,
    'OPENSSL_CONF',
    ...(marks.patched ?? []),
  ];
}

/** Kernel flag, forced FIPS, and the crypto policy of Red Hat's patches 0006, 0008, 0019; `fipsLocal` where the build reads that file. */
export function redHatPatches(openssldir: string, fipsLocal = true): readonly string[] {
  return [
    'PROFILE=SYSTEM',
    'OPENSSL_SYSTEM_CIPHERS_OVERRIDE',
    '/etc/crypto-policies/back-ends/opensslcnf.config',
    'rh-allow-sha1-signatures',
    'OPENSSL_ENABLE_SHA1_SIGNATURES',
    '/proc/sys/crypto/fips_enabled',
    'OPENSSL_FORCE_FIPS_MODE',
    'RHNoEnforceEMSinFIPS',
    ...(fipsLocal ? [`${openssldir}/fips_local.cnf`, 'fips_sect'] : []),
  ];
}

/** SUSE: Red Hat's patches with SUSE's places. */
export const susePatches: readonly string[] = [
  'PROFILE=SYSTEM',
  'DEFAULT_SUSE',
  '/etc/crypto-policies/back-ends/openssl.config',
  'rh-allow-sha1-signatures',
  '/proc/sys/crypto/fips_enabled',
  'OPENSSL_FORCE_FIPS_MODE',
  '/etc/ssl/fips_local.cnf',
  'fips_sect',
];

/** Azure Linux 3: SymCrypt where its file stands, else `fips`, else failure (patch 0032). */
export const azureLinux3Patches: readonly string[] = [
  '/proc/sys/crypto/fips_enabled',
  'OPENSSL_FORCE_FIPS_MODE',
  'symcryptprovider',
  '/etc/pki/tls/symcrypt_prov.cnf',
  'symcrypt_prov_sect',
  '/etc/pki/tls/fips_prov.cnf',
  'fips_prov_sect',
];

/** Azure Linux 4 since 1:3.5.4-13: the one registered provider, or every program stops (patch 0080). */
export const azureLinux4Patches: readonly string[] = [
  ...redHatPatches('/etc/pki/tls', false),
  '/etc/pki/tls/azl-openssl-fips-provider.d',
  'azl_fips_provider',
  'additional_default_properties',
  'no FIPS provider registration in %s',
  'multiple FIPS provider registrations in %s',
];

/** Ubuntu's archive builds read the kernel's flag since 22.04. */
export const ubuntuPatches: readonly string[] = ['/proc/sys/crypto/fips_enabled', 'OPENSSL_FORCE_FIPS_MODE'];

/** What stands around name and version in the read-only data of fips.so, in the linker's order. */
export function fipsProviderStrings(name: string, version: string): readonly string[] {
  return [
    'OSSL_provider_init_int',
    'provider=fips,fips=no',
    'provider=fips,fips=yes',
    name,
    'buildinfo',
    version,
    'status',
    'security-checks',
    'tls1-prf-ems-check',
    'module-mac',
    'install-status',
    'SELF_TEST_post',
  ];
}

/** symcryptprovider.so: name and version of SymCrypt-OpenSSL, and the SymCrypt library it needs. */
export function symcryptProviderStrings(version: string): readonly string[] {
  return [
    'provider=symcryptprovider,fips=yes',
    'SymCrypt Provider',
    version,
    'buildinfo',
    'status',
    'keysinuse',
    'libsymcrypt.so.103',
  ];
}
