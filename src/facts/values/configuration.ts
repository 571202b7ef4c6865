import type { TargetPath } from '../locator.ts';

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
  /** Other settings hold in the kernel's FIPS mode: the subject with " under kernel FIPS mode" tells them. */
  readonly otherInFipsMode?: true;
}

/** Where an effective value comes from. */
export type Origin =
  | { readonly from: 'directive'; readonly path: TargetPath; readonly line: number }
  | { readonly from: 'policy'; readonly path: TargetPath; readonly line: number }
  | { readonly from: 'built-in'; readonly library: string };

/**
 * Subject: "OpenSSH server" or "OpenSSH client", with " under kernel FIPS mode" where something else holds there. Effective lists,
 * in order; `origin` by keyword.
 */
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
  /** Other lists hold in the kernel's FIPS mode: the subject with " under kernel FIPS mode" tells them. */
  readonly otherInFipsMode?: true;
}
