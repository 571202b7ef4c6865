import type { TargetPath } from './locator.ts';
import type {
  TlsEndpointCertificate,
  TlsEndpointCiphers,
  TlsEndpointGroups,
  TlsEndpointReached,
  TlsEndpointSignatureSchemes,
  TlsEndpointTls12,
  TlsEndpointTolerance,
  TlsEndpointVersions,
} from './tls-endpoint-values.ts';

/** The value of each kind of fact: the whole vocabulary of claims. Names and members are part of the report's contract. */
export interface FactValues {
  'os.release': OsRelease;
  'os.form': OsForm;
  'os.fips-marker': { readonly path: TargetPath };
  'package.inventory': PackageInventory;
  'package.installed': InstalledPackage;
  'kernel.fips-mode': { readonly enabled: boolean };
  'kernel.boot': KernelBoot;
  'kernel.configuration': KernelConfiguration;
  'initramfs.fips': InitramfsFips;
  'crypto-policy.state': CryptoPolicyState;
  'crypto-policy.back-end': CryptoPolicyBackEnd;
  'openssl.library': OpensslLibrary;
  'openssl.configuration': OpensslConfiguration;
  'openssl.provider': OpensslProvider;
  'openssl.properties': OpensslProperties;
  'openssl.directive-without-effect': DirectiveWithoutEffect;
  'tls.configured': TlsConfigured;
  'fips.module': FipsModule;
  'fips.module-parameters': FipsModuleParameters;
  'crypto.implementation': CryptoImplementation;
  'ssh.configured': SshConfigured;
  'tls.endpoint.reached': TlsEndpointReached;
  'tls.endpoint.versions': TlsEndpointVersions;
  'tls.endpoint.groups': TlsEndpointGroups;
  'tls.endpoint.ciphers': TlsEndpointCiphers;
  'tls.endpoint.tls12': TlsEndpointTls12;
  'tls.endpoint.certificate': TlsEndpointCertificate;
  'tls.endpoint.signature-schemes': TlsEndpointSignatureSchemes;
  'tls.endpoint.tolerance': TlsEndpointTolerance;
}

/** Subject: "operating system". Source: os-release(5). */
export interface OsRelease {
  readonly id: string;
  readonly versionId: string | null;
  readonly variantId: string | null;
  readonly idLike: readonly string[];
  readonly prettyName: string | null;
}

/** Subject: "operating system". Whether /usr is immutable (image-based, ostree, verity), and whether this is a container. */
export interface OsForm {
  readonly immutable: boolean;
  readonly container: boolean;
  /** The marks that say so, in words: `ostree deployment (/ostree)`. */
  readonly marks: readonly string[];
}

export type PackageManager = 'rpm' | 'dpkg' | 'apk' | 'spdx' | 'rpmmanifest' | 'chisel';

/** Subject: the manager. How much a package database holds; `relevant` of `total` packages have a fact of their own. */
export interface PackageInventory {
  readonly manager: PackageManager;
  readonly path: TargetPath;
  readonly total: number;
  readonly relevant: number;
}

/** Subject: the package's name. */
export interface InstalledPackage {
  readonly manager: PackageManager;
  readonly name: string;
  /** As the manager prints it: `1:3.5.4-3.azl4`, epoch only where it is set. */
  readonly version: string;
  readonly arch: string | null;
  readonly vendor: string | null;
  readonly source: string | null;
  readonly signatures: readonly PackageSignature[];
}

/** Read, not verified: the algorithm and key that a package's header signature names. */
export interface PackageSignature {
  /** `RSA`, `EdDSA`, `ML-DSA-87+Ed448`. */
  readonly algorithm: string;
  /** `SHA-256`, `SHA3-512`. */
  readonly digest: string;
  /** 16 hexadecimal digits. */
  readonly keyId: string | null;
}

/** Subject: "kernel". What the boot loader would say to the kernel, entry by entry, and what the running one was told. */
export interface KernelBoot {
  readonly running: { readonly fips: 'on' | 'off'; readonly commandLine: string } | null;
  readonly entries: readonly BootEntry[];
}

export interface BootEntry {
  readonly source:
    | 'bls'
    | 'grubenv'
    | 'grub-default'
    | 'grub.cfg'
    | 'bootc-kargs'
    | 'uki'
    | 'uki-addon'
    | 'kernel-cmdline';
  readonly path: TargetPath;
  readonly title: string;
  readonly fips: 'on' | 'off';
  /** `rd.fips.skipkernel` or a bare `fips` that dracut refuses, `boot=` missing with a separate /boot ... */
  readonly oddities: readonly string[];
  /** The entry that the GRUB environment names in `saved_entry`. */
  readonly isSaved?: true;
}

/** Subject: "kernel configuration". One installed kernel; null where its configuration has no such line. */
export interface KernelConfiguration {
  readonly release: string;
  readonly cryptoFips: 'y' | 'n' | null;
  readonly fipsName: string | null;
  readonly selfTests: 'y' | 'n' | null;
}

/** Subject: "initramfs". Whether dracut is told to put its fips module in, and where that stands. */
export interface InitramfsFips {
  readonly dracutFips: 'configured' | 'available' | 'missing';
  readonly by: readonly string[];
  /** The files against which dracut's fips module checks each installed kernel image; an empty one stops the boot. */
  readonly kernelHmac?: readonly { readonly kernel: TargetPath; readonly hmac: 'present' | 'empty' | 'missing' }[];
}

/** Subject: "system crypto policy". */
export interface CryptoPolicyState {
  /** `DEFAULT`, `FIPS:OSPP`; for Ubuntu crypto-config the profile's name. */
  readonly configured: string | null;
  readonly applied: string | null;
  readonly subpolicies: readonly string[];
  readonly consistent: boolean;
  readonly whyNot: readonly string[];
  readonly flavour: 'fedora' | 'suse' | 'ubuntu-crypto-config';
  /** The boot-time overlay of Fedora 41+, RHEL 10, Azure Linux 4: under fips=1 the FIPS back-ends are mounted over these. */
  readonly fipsOverlay: 'mounted' | 'available' | 'none';
  /** Not wrong, but worth knowing: a vendor policy shadowed by one in /etc, a drop-in that feeds no back-end. */
  readonly remarks: readonly string[];
}

/** Subject: the back-end's name: `opensslcnf`. Algorithms in the consumer's own spelling. */
export interface CryptoPolicyBackEnd {
  readonly backEnd: string;
  readonly policy: string | null;
  /** `allowlist`: only what is listed works; `blocklist` (java, bind, older GnuTLS): only `disabled` tells something. */
  readonly mode: 'allowlist' | 'blocklist';
  /** For SSH: the key exchange methods. An empty list: the file names none, and the consumer's own default may stand. */
  readonly groups: readonly string[];
  readonly signatures: readonly string[];
  readonly ciphers: readonly string[];
  readonly macs: readonly string[];
  readonly protocols: readonly string[];
  readonly keyExchanges: readonly string[];
  readonly hashes: readonly string[];
  readonly disabled: readonly string[];
  /** Other keys that matter, as written: `rh-allow-sha1-signatures` is `no`. */
  readonly settings: Readonly<Record<string, string>>;
  readonly minimumKeySizes: { readonly rsa: number | null; readonly dh: number | null; readonly dsa: number | null };
  /** `generated`: equal to what its policy resolves to; `local.d`: that plus drop-ins; `edited`: neither; `unknown`: not comparable. */
  readonly origin: 'generated' | 'local.d' | 'edited' | 'unknown';
  readonly differences: readonly string[];
}

/** Subject: "OpenSSL libcrypto". What a libcrypto says of itself. */
export interface OpensslLibrary {
  readonly version: string;
  readonly path: TargetPath;
  readonly configFile: TargetPath | null;
  readonly modulesDirectory: TargetPath | null;
  readonly flavour: OpensslFlavour;
}

/** Whose patches the build carries, told by its own strings, not by the system's name. */
export type OpensslFlavour = 'upstream' | 'red-hat' | 'suse' | 'azure-linux-3' | 'azure-linux-4' | 'ubuntu';

/** Subject: "OpenSSL configuration" or "Node.js configuration". What loading the file comes to. */
export interface OpensslConfiguration {
  readonly path: TargetPath | null;
  readonly section: string;
  /**
   * `applied`: all modules ran; `partly-applied`: a module failed and it and those after it are silently skipped;
   * `ignored`: the whole file is silently dropped; `fails`: every program stops at start; `none`: there is no file.
   */
  readonly outcome: 'applied' | 'partly-applied' | 'ignored' | 'fails' | 'none';
  readonly why: readonly string[];
}

/** Subject: `OpenSSL provider NAME`. */
export interface OpensslProvider {
  readonly name: string;
  readonly modulePath: TargetPath | null;
  readonly activated: boolean;
  /** Why it is (directive, kernel-fips, fallback) or is not active. */
  readonly because: string;
  readonly by: { readonly path: TargetPath; readonly line: number } | null;
  readonly kernelFips: 'off' | 'on';
}

/** Subject: "OpenSSL default properties". */
export interface OpensslProperties {
  readonly defaultProperties: string;
  /** Contains `fips=yes` without `?`: only approved implementations are fetched. */
  readonly fipsRequired: boolean;
  readonly kernelFips: 'off' | 'on';
}

/** Subject: the directive, `Groups` or `ssl_conf`. A line that stands in the configuration and does nothing. */
export interface DirectiveWithoutEffect {
  readonly directive: string;
  readonly value: string;
  readonly why: string;
}

/** Subject: "OpenSSL system default", "OpenSSL system default under kernel FIPS mode", "Node.js system default", "GnuTLS system default". */
export interface TlsConfigured {
  /** `TLSv1.2` ...; null: the library sets no bound. `none`: no version is left. */
  readonly minProtocol: string | null;
  readonly maxProtocol: string | null;
  /** IANA's spelling, in the order on the wire. */
  readonly groups: readonly string[];
  readonly keyShares: readonly string[];
  readonly signatureSchemes: readonly string[];
  /** TLS 1.3 suites, then what the cipher string says, unresolved. */
  readonly ciphers: readonly string[];
  readonly cipherString: string | null;
  readonly securityLevel: number | null;
  readonly origin: Readonly<
    Record<'minProtocol' | 'maxProtocol' | 'groups' | 'signatureSchemes' | 'ciphers' | 'securityLevel', Origin>
  >;
}

/** Where an effective value comes from. */
export type Origin =
  | { readonly from: 'directive'; readonly path: TargetPath; readonly line: number }
  | { readonly from: 'policy'; readonly path: TargetPath; readonly line: number }
  | { readonly from: 'built-in'; readonly library: string };

/** Subject: the module's role: "OpenSSL FIPS provider", "SymCrypt provider". The rungs of the verdict ladder that files can tell. */
export interface FipsModule {
  /** As the module calls itself: "Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider". */
  readonly name: string | null;
  readonly version: string | null;
  /** The exact string inside the module, on which a certificate is keyed: `3.0.7-395c1a240fbfffd8`. */
  readonly build: string | null;
  readonly path: TargetPath;
  readonly integrity: 'intact' | 'altered' | 'unknown';
  readonly integrityBasis: string;
  readonly packageDigest: 'matches' | 'differs' | 'unknown';
  /** Whether the effective configuration routes to it with the kernel flag off and on. */
  readonly selected: { readonly flagOff: Selected; readonly flagOn: Selected };
  /** Built with no-fips-post: it says "non-compliant" of itself. */
  readonly nonCompliant: boolean;
  /** What the live host's own library reports of it; null where nothing was run. */
  readonly reportedActive: boolean | null;
  /** Joined from the register when the facts are judged; null: none known for this exact build. Absent: not yet judged. */
  readonly certificate?: ModuleCertificate | null;
  /** Beside a certificate of null: why there is none. Joined with it. */
  readonly certificateAbsence?: CertificateAbsence | null;
}

/** `enforced`: only it serves; `preferred`: it serves where it can, others too; `available`: active, but nothing routes to it. */
export type Selected = 'enforced' | 'preferred' | 'available' | 'no' | 'unknown';

export interface ModuleCertificate {
  /** null: in process, no number yet. */
  readonly number: number | null;
  readonly standard: 'FIPS 140-2' | 'FIPS 140-3';
  readonly status: 'active' | 'historical' | 'revoked' | 'in-process' | 'sunset-passed-on-our-copy';
  readonly sunset: string | null;
  readonly environmentListed: 'yes' | 'no' | 'unknown';
  /** The post-quantum algorithms and hybrids that it lists. */
  readonly algorithms: readonly string[];
  readonly asOf: string;
  readonly source: string;
  readonly confidence: 'H' | 'M' | 'L';
  /** As the certificate's page calls it. */
  readonly module?: string;
  /** `source`: it covers a source release that its user builds, so that the string does not prove the bytes. */
  readonly form?: 'binary' | 'source';
  /** What the security policy calls not approved (Ed25519 ...); null: not on our copy. */
  readonly notApproved?: readonly string[] | null;
  readonly caveat?: string | null;
  readonly supersededBy?: number | null;
  /** What must be looked up again before this is relied on. */
  readonly recheck?: string | null;
}

/** `not-covered`: it is known that no certificate names this build; `nothing-known`: our copy of the register is silent. */
export interface CertificateAbsence {
  readonly standing: 'not-covered' | 'nothing-known';
  readonly words: string;
}

/** Subject: the module's role. The keys of fipsmodule.cnf that deviate from the strict set. Source: fips_config(5). */
export interface FipsModuleParameters {
  readonly path: TargetPath;
  readonly parameters: Readonly<Record<string, string>>;
  readonly belowStrict: readonly string[];
  /** install-status or install-mac stands there; what it means depends on the provider's version. */
  readonly installStatus: 'absent' | 'leftover' | 'skips-self-tests' | 'unknown';
}

/** Subject: the library's role: "GnuTLS", "NSS softoken", "libgcrypt". */
export interface CryptoImplementation {
  readonly library: string;
  readonly version: string | null;
  readonly path: TargetPath;
  readonly linkage: 'shared' | 'static' | 'bundled';
  readonly language: string | null;
  readonly fips: {
    readonly integrity: 'intact' | 'altered' | 'present' | 'absent' | 'unknown';
    readonly basis: string;
  };
}

/** Subject: "OpenSSH server" or "OpenSSH client". Effective lists, in order; `origin` by keyword. */
export interface SshConfigured {
  readonly kex: readonly string[];
  readonly hostKeys: readonly string[];
  readonly ciphers: readonly string[];
  readonly macs: readonly string[];
  readonly publicKeyAlgorithms: readonly string[];
  readonly requiredRsaSize: number | null;
  readonly origin: Readonly<Record<string, Origin>>;
  /** `9.2p1`; null: no program was found to tell it. */
  readonly version?: string | null;
  /** Signatures of certificate authorities that are accepted; null: no program tells the built-in list. */
  readonly caSignatureAlgorithms?: readonly string[] | null;
  /** Settings inside Host and Match blocks, which count for some connections only: `Match user bob: MACs hmac-sha1 (path:line)`. */
  readonly conditional?: readonly string[];
  readonly oddities?: readonly string[];
}
