/** The three families of package names; SPDX and rpm manifests speak rpm's. */
export type PackageFamily = 'rpm' | 'dpkg' | 'apk';

/** Packages that decide what cryptography a system has, or how it is set up. */
export interface CryptoPackage {
  /** Names, by family; `*` stands for any characters. A list under `all` holds for every family. */
  readonly names: Partial<Record<PackageFamily | 'all', readonly string[]>>;
  readonly why: string;
}

/** The row that a package's name falls under; undefined where the package is of no interest, as are development files and documents. */
export function cryptoPackage(family: PackageFamily, name: string): CryptoPackage | undefined {
  if (!anyOf(family).test(name) || NOT_RUNNING.test(name)) return undefined;
  return CRYPTO_PACKAGES.find((row) =>
    [...(row.names.all ?? []), ...(row.names[family] ?? [])].some((each) => isMatch(each, name)),
  );
}

/** Alphabetical by reason. Sources: the distributions' own package lists, read 2026-08; Chainguard "verify FIPS", 2026-08-21. */
export const CRYPTO_PACKAGES: readonly CryptoPackage[] = [
  { names: { all: ['botan*', 'libbotan*'] }, why: 'Botan' },
  { names: { all: ['cryptsetup*', 'libcryptsetup*'] }, why: 'disk encryption' },
  {
    names: {
      all: ['dracut-fips*', 'dracut'],
      dpkg: ['ubuntu-*fips*', 'ubuntu-fips*', 'fips-initramfs*', 'initramfs-tools'],
      rpm: ['patterns-base-fips', 'patterns-certification*', 'fips-*'],
    },
    why: 'FIPS mode at boot, or a whole set of FIPS packages',
  },
  {
    names: { all: ['aws-lc*', 'libaws-lc*', 'boringssl*', 'android-libboringssl*'] },
    why: 'forks of OpenSSL, with FIPS modules of their own',
  },
  {
    names: {
      all: ['gnutls*'],
      dpkg: ['libgnutls30*', 'libgnutls-*', 'libgnutls3*'],
      rpm: ['libgnutls*'],
      apk: ['libgnutls*'],
    },
    why: 'GnuTLS',
  },
  {
    names: { all: ['golang*', 'go', 'go-1.*', 'go-fips*', 'go1.*', 'msft-golang', 'microsoft-go*'] },
    why: 'Go toolchain: which FIPS module its programs are built with',
  },
  {
    names: {
      all: [
        'java-*-openjdk*',
        'openjdk-*',
        'openjdk*-jre*',
        'temurin-*',
        'msopenjdk*',
        '*bouncycastle*',
        'bc-fips*',
        'bcprov*',
        'libbcprov-java',
        'jss',
        'nss-fips*',
      ],
    },
    why: 'Java runtimes and providers',
  },
  { names: { all: ['krb5*', 'libkrb5*', 'libk5crypto*', 'heimdal*'], dpkg: ['libgssapi-krb5-*'] }, why: 'Kerberos' },
  {
    names: {
      all: [
        'tpm2-openssl*',
        'pkcs11-provider*',
        'softhsm*',
        'libsofthsm2*',
        'opensc*',
        'engine_pkcs11',
        'openssl-pkcs11*',
      ],
    },
    why: 'keys in hardware or in tokens',
  },
  { names: { all: ['libgcrypt*'] }, why: 'libgcrypt' },
  { names: { all: ['libsodium*'] }, why: 'libsodium' },
  {
    names: { all: ['mbedtls*', 'libmbedtls*', 'libmbedcrypto*', 'libmbedx509*', 'polarssl*', 'libtfpsacrypto*'] },
    why: 'Mbed TLS',
  },
  { names: { all: ['nettle*', 'libnettle*', 'libhogweed*'] }, why: 'Nettle, the arithmetic of GnuTLS' },
  { names: { all: ['nodejs*', 'libnode*'] }, why: 'Node.js: OpenSSL shared or bundled' },
  {
    names: {
      all: ['nss', 'nss-*', 'libnss3*', 'mozilla-nss*', 'libfreebl3*', 'libsoftokn3*'],
    },
    why: 'NSS',
  },
  {
    names: { all: ['crypto-policies*', 'crypto-config*'], rpm: ['fips-mode-setup'] },
    why: 'one setting for all cryptographic libraries',
  },
  {
    names: { all: ['gnupg*', 'gpg', 'gpgv', 'gpg-agent', 'gpg-pubkey', 'sequoia-*', 'sq', 'sqv', 'rpm-sequoia'] },
    why: 'OpenPGP',
  },
  {
    names: {
      all: [
        'openssl',
        'openssl-*',
        'openssl1*',
        'openssl3*',
        'libopenssl*',
        'libssl*',
        'libcrypto*',
        'compat-openssl*',
        'libressl*',
        'jitterentropy*',
        'libjitterentropy*',
      ],
    },
    why: 'OpenSSL, its providers and its FIPS modules',
  },
  { names: { all: ['liboqs*', 'oqs-provider*', 'oqsprovider*'] }, why: 'post-quantum algorithms outside OpenSSL' },
  {
    names: {
      all: [
        'python-cryptography',
        'python3*-cryptography',
        'py3-cryptography',
        'py3.*-cryptography',
        'python3*-pyOpenSSL',
        'python3-openssl',
      ],
    },
    why: 'Python bindings, with OpenSSL shared or bundled',
  },
  { names: { all: ['openssh*', 'dropbear*', 'libssh', 'libssh-*', 'libssh2*'] }, why: 'SSH' },
  {
    names: { all: ['SymCrypt*', 'symcrypt*', 'libsymcrypt*'] },
    why: "SymCrypt, Microsoft's library, and its OpenSSL provider",
  },
  {
    names: {
      rpm: [
        'kernel',
        'kernel-core',
        'kernel-default*',
        'kernel-uki-virt*',
        'kernel-modules-core',
        'kernel-64k*',
        'kernel-rt*',
        'kernel-hci*',
        'kernel-mshv*',
        'kernel6*',
        'libkcapi*',
      ],
      dpkg: ['linux-image-*', 'linux-fips', 'linux-*-fips', 'linux-modules-*-fips', 'libkcapi*'],
      apk: ['linux-lts', 'linux-virt', 'linux-edge', 'libkcapi*'],
    },
    why: 'the kernel and its crypto API',
  },
  {
    names: { all: ['NIST-CMVP-*', 'NIST-ESV-*', 'NIST-MIP-*'] },
    why: "the vendor's own claim that a certificate covers the image; no code",
  },
  {
    names: {
      all: ['ca-certificates*', 'p11-kit', 'p11-kit-trust'],
      dpkg: ['libp11-kit0'],
      rpm: ['prebuilt-ca-certificates*'],
    },
    why: 'trusted certificates',
  },
  {
    names: { all: ['strongswan*', 'libstrongswan*', 'libreswan*', 'wireguard-tools', 'openvpn*', 'stunnel*'] },
    why: 'virtual private networks',
  },
  { names: { all: ['wolfssl*', 'libwolfssl*', 'wolfcrypt*', 'wolfprovider*'] }, why: 'wolfSSL' },
];

const NOT_RUNNING =
  /-(dev|devel|devel-static|static|doc|docs|dbg|dbgsym|debuginfo|debugsource|help|javadoc|javadoc-zip|lang|man|manual|src|tests?)$/;

const PATTERNS = new Map<string, RegExp>();

/** One expression for all names of a family: nearly every package of a system is told apart by this alone. */
function anyOf(family: PackageFamily): RegExp {
  const known = PATTERNS.get(family);
  if (known !== undefined) return known;
  const names = CRYPTO_PACKAGES.flatMap((row) => [...(row.names.all ?? []), ...(row.names[family] ?? [])]);
  const pattern = new RegExp(`^(?:${names.map(expression).join('|')})$`);
  PATTERNS.set(family, pattern);
  return pattern;
}

function isMatch(name: string, candidate: string): boolean {
  return new RegExp(`^${expression(name)}$`).test(candidate);
}

function expression(name: string): string {
  return name.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
}
