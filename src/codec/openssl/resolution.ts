import type { ModuleState, OpensslBuild, OpensslVersion } from './build.ts';

/** All that decides what a program that loads the OpenSSL configuration gets; the files themselves come one by one, as they are asked for. */
export interface Circumstances {
  readonly build: OpensslBuild;
  /** The configuration file; null where the environment names the empty one (`OPENSSL_CONF=`). */
  readonly mainFile: string | null;
  /** The key of the default section that names the application's section: `openssl_conf`, `nodejs_conf`. */
  readonly appSection: string;
  /** Where `appSection` is missing, `openssl_conf` is taken (CONF_MFLAGS_DEFAULT_SECTION); Node.js clears that flag. */
  readonly fallsBackToOpensslConf: boolean;
  /** The process environment as far as the library looks at it: OPENSSL_CONF_INCLUDE, OPENSSL_MODULES, and `$ENV::`. */
  readonly env: Readonly<Record<string, string>>;
  /** Whether /proc/sys/crypto/fips_enabled says 1. */
  readonly kernelFips: boolean;
}

/** What a computation wants to know: what stands at a path, or whether a provider's module would load with this MAC in its section. */
export type Query =
  | { readonly ask: 'path'; readonly path: string }
  | { readonly ask: 'module'; readonly path: string; readonly mac: string | null };

/** The answer to a query. `path` of a file is the real one, for provenance. */
export type Answer =
  | { readonly is: 'file'; readonly path: string; readonly text: string }
  | { readonly is: 'directory'; readonly names: readonly string[] }
  | { readonly is: 'module'; readonly state: ModuleState; readonly fipsVersion: OpensslVersion | null }
  | { readonly is: 'absent' }
  | { readonly is: 'hidden'; readonly why: string };

/** A computation that asks and is answered: pure, and as sequential as the library itself. */
export type Asking<T> = Generator<Query, T, Answer>;

/** A file and a line (from 1) in it. */
export interface Source {
  readonly path: string;
  readonly line: number;
}

/** A directive or line that stands in the files. */
export interface Directive {
  readonly name: string;
  readonly value: string;
  readonly at: Source;
}

/** A directive that does nothing, and why. */
export interface IdleDirective extends Directive {
  readonly why: string;
}

/** A name with its IANA code point. */
export interface CodePoint {
  readonly name: string;
  readonly codePoint: number;
}

/** `applied`, `partly-applied`, `ignored`, `fails`, `none`: as in a program's start; `unknown`: a file could not be seen or a limit was met. */
export type Outcome = 'applied' | 'partly-applied' | 'ignored' | 'fails' | 'none' | 'unknown';

/** What a provider serves, told by the file that is loaded. */
export type ProviderKind = 'default' | 'base' | 'null' | 'legacy' | 'fips' | 'symcrypt' | 'other';

/** A provider that the configuration, the kernel flag or the library's own fallback brings into play. */
export interface ResolvedProvider {
  readonly name: string;
  /** The module that is loaded; null for one that is built into libcrypto. */
  readonly modulePath: string | null;
  readonly kind: ProviderKind;
  readonly activated: boolean;
  /** All that its section says, keys for the library and parameters for the module alike. */
  readonly section: readonly Directive[];
  /** In words: `directive`, `kernel FIPS mode`, `fallback`, or why it is not active. */
  readonly because: string;
  readonly by: Source | null;
}

/** Where an effective value comes from; null: the library's built-in. */
export type ValueSource = Source | null;

/** What a TLS client that changes nothing itself puts into its ClientHello, in order on the wire. */
export interface ResolvedTls {
  /** Why no ClientHello leaves at all (start fails, SSL_CTX_new fails, no version, no group); null: it leaves. */
  readonly failure: string | null;
  /** The configured bounds; null: none is set. */
  readonly minProtocol: string | null;
  readonly maxProtocol: string | null;
  /** As offered, highest first: `TLSv1.3`, `TLSv1.2`. */
  readonly versions: readonly string[];
  readonly groups: readonly CodePoint[];
  readonly keyShares: readonly CodePoint[];
  readonly signatureSchemes: readonly CodePoint[];
  /** TLS 1.3 suites by IANA's name. */
  readonly ciphers: readonly string[];
  readonly cipherString: string | null;
  readonly securityLevel: number;
  readonly origin: Readonly<
    Record<'minProtocol' | 'maxProtocol' | 'groups' | 'signatureSchemes' | 'ciphers' | 'securityLevel', ValueSource>
  >;
}

/** What loading the configuration comes to under the given circumstances. */
export interface Resolution {
  readonly outcome: Outcome;
  /** Why every program stops at its start; null: programs start. */
  readonly stops: string | null;
  readonly why: readonly string[];
  readonly providers: readonly ResolvedProvider[];
  readonly defaultProperties: { readonly text: string; readonly by: ValueSource };
  /** `fips=yes` without `?` is among the default properties: only approved implementations are fetched. */
  readonly fipsRequired: boolean;
  readonly tls: ResolvedTls;
  readonly idle: readonly IdleDirective[];
  /** Readable but strange: two files of an included directory set the same key, a missing include. */
  readonly oddities: readonly { readonly what: string; readonly at: Source }[];
  /** Values that depend on the order in which a directory is read, which nothing fixes. */
  readonly unordered: readonly { readonly what: string; readonly at: Source }[];
  /** Files and modules that were asked for and could not be seen or judged; the outcome is then `unknown`. */
  readonly hidden: readonly { readonly path: string; readonly why: string }[];
  /** Every file that took part, in the order of reading. */
  readonly filesRead: readonly string[];
}
