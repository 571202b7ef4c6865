import type { TargetPath } from '../locator.ts';

/** Subject: the module's role: "OpenSSL FIPS provider", "SymCrypt provider". The rungs of the verdict ladder that files can tell. */
export interface FipsModule {
  /** As the module calls itself: "Red Hat Enterprise Linux 9 - OpenSSL FIPS Provider". */
  readonly name: string | null;
  readonly version: string | null;
  /** The exact string inside the module, on which a certificate is keyed: `3.0.7-395c1a240fbfffd8`. */
  readonly build: string | null;
  readonly path: TargetPath;
  /** What it is built for, as uname -m says it; null where its ELF header does not tell. A certificate lists machines. */
  readonly machine?: string | null;
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
  readonly status: 'active' | 'historical' | 'revoked' | 'in-process' | 'sunset-passed-on-our-copy' | 'copy-too-old';
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

/** Subject: the library's role: "GnuTLS", "NSS softoken", "libgcrypt"; of a copy: "OpenSSL in /usr/local/bin/node". */
export interface CryptoImplementation {
  readonly library: string;
  readonly version: string | null;
  readonly path: TargetPath;
  readonly linkage: 'shared' | 'static' | 'bundled';
  /** The language whose programs use it; null: any, or not known. */
  readonly language: string | null;
  readonly fips: {
    readonly integrity: 'intact' | 'altered' | 'present' | 'absent' | 'unknown';
    readonly basis: string;
  };
  /** Whether its read-only data names the kernel's file `fips_enabled`; absent: not looked for. */
  readonly kernelFlag?: 'named' | 'not-named';
  /** Files of the same directory that are alike in all of this; absent: one. */
  readonly files?: number;
  /** Whose cryptography it computes with in the end; absent: a library of the system, which others tell of. */
  readonly route?: ImplementationRoute;
  /** Build settings that matter, as written: GOFIPS140, DefaultGODEBUG, GOEXPERIMENT. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly postQuantum?: PostQuantumSupport;
  /** Of its own module. Joined from the register when the facts are judged. */
  readonly certificate?: ModuleCertificate | null;
  readonly certificateAbsence?: CertificateAbsence | null;
}

/**
 * `own-module`: it carries a module that may be validated; `system-openssl`: it calls the system's OpenSSL; `own-openssl`: a copy of
 * OpenSSL that reads a configuration and can load a provider; `none`: a copy that no validated module can stand in for.
 */
export type ImplementationRoute =
  | {
      readonly via: 'own-module';
      readonly name: string;
      readonly build: string | null;
      /** Whether it runs in its FIPS mode without being told anew: by its build or configuration, by the kernel's flag, or not. */
      readonly mode: 'on' | 'by-kernel' | 'off' | 'unknown';
    }
  | {
      readonly via: 'system-openssl';
      /** What it does in the kernel's FIPS mode where OpenSSL has no module: stop, or go on as OpenSSL does. */
      readonly withoutModule: 'stops' | 'as-openssl' | 'own-code';
    }
  | { readonly via: 'own-openssl' }
  | { readonly via: 'none' };

/** Whether it has the algorithms at all; whether they are offered is another question. */
export interface PostQuantumSupport {
  readonly mlKem: 'yes' | 'no' | 'unknown';
  readonly mlDsa: 'yes' | 'no' | 'unknown';
  /** Why: "OpenSSL has both from 3.5", "switched off by DefaultGODEBUG tlsmlkem=0". */
  readonly basis: string;
}

/** Subject: "programs that use OpenSSL". How many programs and libraries use one library of the system through the dynamic loader. */
export interface CryptoDependents {
  readonly library: string;
  readonly programs: number;
  readonly libraries: number;
  /** Some of them, in the order of the walk. */
  readonly examples: readonly TargetPath[];
}

/** Subject: that of the implementation. What it will do on a host whose kernel FIPS flag is off, and on. Derived when facts are judged. */
export interface FipsPrediction {
  readonly implementation: string;
  readonly path: TargetPath;
  readonly flagOff: PredictedOutcome;
  readonly flagOn: PredictedOutcome;
}

export interface PredictedOutcome {
  /** `other-module`: a FIPS module that no certificate covers, or of which none is known. */
  readonly outcome: 'validated-module' | 'other-module' | 'not-validated' | 'does-not-start' | 'unknown';
  readonly why: string;
  /** What was seen because of which this flag does not stop it; null: nothing that was read tells. Absent where it does not start. */
  readonly startsBecause?: string | null;
}

/** Subject: the place: "certificates in /etc/ssl/certs", "/etc/ssl/server.pem". Never anything of a private key but its kind. */
export interface StoredKeys {
  readonly path: TargetPath;
  readonly what: 'certificates' | 'private-key' | 'public-key' | 'key-store';
  readonly form: 'PEM' | 'DER' | 'OpenSSH' | 'PKCS #12' | 'JKS';
  /** Files of the same directory that were put together here. */
  readonly files: number;
  /** Of certificates none where something else stands between the marks of one, as in a placeholder. */
  readonly keys: readonly { readonly algorithm: string; readonly bits: number | null; readonly count: number }[];
  /** Of certificates: the first and the last day on which one of them ends. */
  readonly expires: { readonly first: string; readonly last: string } | null;
}
