/**
 * What an OpenSSL library was built as: all that decides how it reads its configuration. Told by the library's own strings
 * (version line, `OPENSSLDIR: "..."`, `MODULESDIR: "..."`, the texts that only patched builds hold), not by the system's name.
 */
export interface OpensslBuild {
  readonly version: OpensslVersion;
  readonly flavour: Flavour;
  /** Holds openssl.cnf: /etc/pki/tls, /usr/lib/ssl, /etc/ssl. */
  readonly openssldir: string;
  /** Holds fips.so: /usr/lib64/ossl-modules. */
  readonly modulesDirectory: string;
  /** `--system-ciphers-file` of Red Hat and SUSE builds: where `PROFILE=SYSTEM` is looked up. */
  readonly systemCiphersFile: string | null;
  /** Whether the library reads /proc/sys/crypto/fips_enabled. */
  readonly readsKernelFips: boolean;
  /** Azure Linux 4 from September 2026: the FIPS provider is the one that a package has registered. */
  readonly registersFipsProvider?: boolean;
}

/** `3.5.7` taken apart; `text` is what the library prints. */
export interface OpensslVersion {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly text: string;
}

/** Whose patches change the meaning of the configuration. */
export type Flavour = 'upstream' | 'red-hat' | 'suse' | 'azure-linux-3' | 'azure-linux-4' | 'ubuntu';

/** What is known of a provider's module before it is loaded: a wrong MAC or a missing file makes activation fail without an error. */
export type ModuleState = 'loads' | 'missing' | 'integrity-failure' | 'unknown';
