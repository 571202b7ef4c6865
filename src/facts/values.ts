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
import type { ImageConfigurationValue } from './values/image.ts';
import type { KatRun } from './values/kat.ts';
import type { Listener, ListenerConfigured, ListenerInventory } from './values/listener.ts';
import type {
  CryptoDependents,
  CryptoImplementation,
  FipsModule,
  FipsModuleParameters,
  FipsPrediction,
  StoredKeys,
} from './values/modules.ts';
import type { SshEndpoint } from './values/ssh-endpoint.ts';
import type {
  InitramfsFips,
  InstalledPackage,
  KernelBoot,
  KernelConfiguration,
  OsForm,
  OsRelease,
  PackageFiles,
  PackageInventory,
} from './values/system.ts';

/** The value of each kind of fact: the whole vocabulary of claims. Names and members are part of the report's contract. */
export interface FactValues {
  'os.release': OsRelease;
  'os.form': OsForm;
  'os.fips-marker': { readonly path: TargetPath };
  'image.configuration': ImageConfigurationValue;
  'package.inventory': PackageInventory;
  'package.installed': InstalledPackage;
  'package.files': PackageFiles;
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
  'fips.prediction': FipsPrediction;
  'crypto.implementation': CryptoImplementation;
  'crypto.dependents': CryptoDependents;
  'key.stored': StoredKeys;
  'ssh.configured': SshConfigured;
  'kat.run': KatRun;
  listener: Listener;
  'listener.configured': ListenerConfigured;
  'listener.inventory': ListenerInventory;
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
