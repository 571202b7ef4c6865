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
import type {
  CryptoPolicyBackEnd,
  CryptoPolicyState,
  DirectiveWithoutEffect,
  OpensslConfiguration,
  OpensslLibrary,
  OpensslProperties,
  OpensslProvider,
  SshConfigured,
  TlsConfigured,
} from './values/configuration.ts';
import type { CryptoImplementation, FipsModule, FipsModuleParameters } from './values/modules.ts';
import type { SshEndpoint } from './values/ssh-endpoint.ts';
import type {
  InitramfsFips,
  InstalledPackage,
  KernelBoot,
  KernelConfiguration,
  OsForm,
  OsRelease,
  PackageInventory,
} from './values/system.ts';

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
  'kat.run': KatRun;
  'ssh.endpoint': SshEndpoint;
  'tls.endpoint.reached': TlsEndpointReached;
  'tls.endpoint.versions': TlsEndpointVersions;
  'tls.endpoint.groups': TlsEndpointGroups;
  'tls.endpoint.ciphers': TlsEndpointCiphers;
  'tls.endpoint.tls12': TlsEndpointTls12;
  'tls.endpoint.certificate': TlsEndpointCertificate;
  'tls.endpoint.signature-schemes': TlsEndpointSignatureSchemes;
  'tls.endpoint.tolerance': TlsEndpointTolerance;
}

/** Subject: the engine's role: "OpenSSL library", "OpenSSL FIPS provider", "Node.js". Known answers of one operation of one set. */
export interface KatRun {
  /** `noble`, `node`, `openssl`, `openssl-fips`. */
  readonly engine: string;
  /** As the implementation says it. */
  readonly version: string;
  /** What shows that the answers come from where they are said to come from; null where it goes without saying. */
  readonly proof: string | null;
  /** `ML-KEM`, `ML-DSA`, `SLH-DSA`, `LMS`. */
  readonly algorithm: string;
  /** `keyGen`, `encapsulation`, `decapsulation`, `implicit rejection`, `encapsulationKeyCheck`, `decapsulationKeyCheck`, `sigGen`, `sigVer`. */
  readonly operation: string;
  /** As the set calls itself: `ML-KEM keyGen FIPS203`. */
  readonly vectorSet: string;
  readonly passed: number;
  readonly failed: number;
  /** Cases that the engine cannot be asked; they speak neither for it nor against it. */
  readonly skipped: number;
  /** How many were skipped, by reason. */
  readonly skippedBecause: Readonly<Record<string, number>>;
  readonly firstFailure: KatFailure | null;
}

/** The first case, in the order of its file, that an engine got wrong. */
export interface KatFailure {
  readonly tcId: number;
  /** NIST's name: `ML-KEM-768`. */
  readonly parameterSet: string;
  readonly why: string;
  /** What the vector's author says of the case: `modified ciphertext`. */
  readonly note: string | null;
}
