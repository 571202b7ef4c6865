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
