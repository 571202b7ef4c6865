import { cryptoPolicy } from './crypto-policy.ts';
import { cryptoPolicyBackEnds } from './crypto-policy-back-ends.ts';
import { cryptoPolicyConsistent } from './crypto-policy-consistent.ts';
import { cryptoPolicyPostQuantum } from './crypto-policy-post-quantum.ts';
import { defaultPropertiesFips } from './default-properties-fips.ts';
import { directivesWithEffect } from './directives-with-effect.ts';
import { extendedMasterSecret } from './extended-master-secret.ts';
import { fipsModuleCertificate } from './fips-module-certificate.ts';
import { fipsModuleEnvironment } from './fips-module-environment.ts';
import { fipsModuleIntact } from './fips-module-intact.ts';
import { fipsModuleParameters } from './fips-module-parameters.ts';
import { fipsModulePresent } from './fips-module-present.ts';
import { fipsModuleProvenance } from './fips-module-provenance.ts';
import { fipsModuleSeenWorking } from './fips-module-seen-working.ts';
import { fipsModuleSelected } from './fips-module-selected.ts';
import { fipsModuleSelfTestsBuiltIn } from './fips-module-self-tests-built-in.ts';
import { fipsModuleSelfTestsRun } from './fips-module-self-tests-run.ts';
import { fipsModuleStandard } from './fips-module-standard.ts';
import { fipsModuleStatus } from './fips-module-status.ts';
import { implementationPostQuantum } from './implementation-post-quantum.ts';
import { implementationValidated } from './implementation-validated.ts';
import { initramfsFips } from './initramfs-fips.ts';
import { katFipsProvider } from './kat-fips-provider.ts';
import { katImplicitRejection } from './kat-implicit-rejection.ts';
import { katLibrary } from './kat-library.ts';
import { kernelBootFips } from './kernel-boot-fips.ts';
import { kernelFipsAble } from './kernel-fips-able.ts';
import { kernelFipsMode } from './kernel-fips-mode.ts';
import { libraryIntegrity } from './library-integrity.ts';
import { listenerNegotiatesAsConfigured } from './listener-negotiates-as-configured.ts';
import { mlDsaSignatures } from './ml-dsa-signatures.ts';
import { mlKemInModule } from './ml-kem-in-module.ts';
import { mlKemKeyEstablishment } from './ml-kem-key-establishment.ts';
import { mlKemPreferred } from './ml-kem-preferred.ts';
import { opensslConfigurationApplied } from './openssl-configuration-applied.ts';
import { opensslVersion } from './openssl-version.ts';
import { packageFilesIntact } from './package-files-intact.ts';
import { packageInventory } from './package-inventory.ts';
import { type BoundRule, bind } from './rule.ts';
import { sshAlgorithmsAllowed } from './ssh-algorithms-allowed.ts';
import { sshAlgorithmsNotOffered } from './ssh-algorithms-not-offered.ts';
import { sshEndpointAlgorithmsApproved } from './ssh-endpoint-algorithms-approved.ts';
import { sshEndpointAlgorithmsNotOffered } from './ssh-endpoint-algorithms-not-offered.ts';
import { sshEndpointHostKeys } from './ssh-endpoint-host-keys.ts';
import { sshEndpointPostQuantum } from './ssh-endpoint-post-quantum.ts';
import { sshEndpointStrictKeyExchange } from './ssh-endpoint-strict-key-exchange.ts';
import { sshKeyExchangePostQuantum } from './ssh-key-exchange-post-quantum.ts';
import { startsInFipsMode } from './starts-in-fips-mode.ts';
import { storedKeyStrength } from './stored-key-strength.ts';
import { tlsAlgorithmsApproved } from './tls-algorithms-approved.ts';
import { tlsAlgorithmsNotOffered } from './tls-algorithms-not-offered.ts';
import { tlsAlgorithmsOffered } from './tls-algorithms-offered.ts';
import { tlsCiphersAllowed } from './tls-ciphers-allowed.ts';
import { tlsEndpointAlgorithmsApproved } from './tls-endpoint-algorithms-approved.ts';
import { tlsEndpointAlgorithmsNotOffered } from './tls-endpoint-algorithms-not-offered.ts';
import { tlsEndpointCertificateAlgorithm } from './tls-endpoint-certificate-algorithm.ts';
import { tlsEndpointCertificateMlDsa } from './tls-endpoint-certificate-ml-dsa.ts';
import { tlsEndpointCertificateStrength } from './tls-endpoint-certificate-strength.ts';
import { tlsEndpointClientHelloTolerance } from './tls-endpoint-client-hello-tolerance.ts';
import { tlsEndpointDhSize } from './tls-endpoint-dh-size.ts';
import { tlsEndpointKeyTransport } from './tls-endpoint-key-transport.ts';
import { tlsEndpointMinimumVersion } from './tls-endpoint-minimum-version.ts';
import { tlsEndpointMlKem } from './tls-endpoint-ml-kem.ts';
import { tlsEndpointMlKemPreferred } from './tls-endpoint-ml-kem-preferred.ts';
import { tlsEndpointPostQuantumEnforced } from './tls-endpoint-post-quantum-enforced.ts';
import { tlsEndpointProtections } from './tls-endpoint-protections.ts';
import { tlsEndpointSignatureValid } from './tls-endpoint-signature-valid.ts';
import { tlsEndpointVersionAvailable } from './tls-endpoint-version-available.ts';
import { tlsGroupsAllowed } from './tls-groups-allowed.ts';
import { tlsMinimumVersion } from './tls-minimum-version.ts';
import { tlsSecurityLevel } from './tls-security-level.ts';
import { tlsSignatureSchemesAllowed } from './tls-signature-schemes-allowed.ts';
import { tlsVersionAvailable } from './tls-version-available.ts';
import { vendorCmvpClaims } from './vendor-cmvp-claims.ts';

/** Every rule, alphabetically. */
export const rules: readonly BoundRule[] = [
  bind(cryptoPolicy),
  bind(cryptoPolicyBackEnds),
  bind(cryptoPolicyConsistent),
  bind(cryptoPolicyPostQuantum),
  bind(defaultPropertiesFips),
  bind(directivesWithEffect),
  bind(extendedMasterSecret),
  bind(fipsModuleCertificate),
  bind(fipsModuleEnvironment),
  bind(fipsModuleIntact),
  bind(fipsModuleParameters),
  bind(fipsModulePresent),
  bind(fipsModuleProvenance),
  bind(fipsModuleSeenWorking),
  bind(fipsModuleSelected),
  bind(fipsModuleSelfTestsBuiltIn),
  bind(fipsModuleSelfTestsRun),
  bind(fipsModuleStandard),
  bind(fipsModuleStatus),
  bind(implementationPostQuantum),
  bind(implementationValidated),
  bind(initramfsFips),
  bind(katFipsProvider),
  bind(katImplicitRejection),
  bind(katLibrary),
  bind(kernelBootFips),
  bind(kernelFipsAble),
  bind(kernelFipsMode),
  bind(libraryIntegrity),
  bind(listenerNegotiatesAsConfigured),
  bind(mlDsaSignatures),
  bind(mlKemInModule),
  bind(mlKemKeyEstablishment),
  bind(mlKemPreferred),
  bind(opensslConfigurationApplied),
  bind(opensslVersion),
  bind(packageFilesIntact),
  bind(packageInventory),
  bind(sshAlgorithmsAllowed),
  bind(sshAlgorithmsNotOffered),
  bind(sshEndpointAlgorithmsApproved),
  bind(sshEndpointAlgorithmsNotOffered),
  bind(sshEndpointHostKeys),
  bind(sshEndpointPostQuantum),
  bind(sshEndpointStrictKeyExchange),
  bind(sshKeyExchangePostQuantum),
  bind(startsInFipsMode),
  bind(storedKeyStrength),
  bind(tlsAlgorithmsApproved),
  bind(tlsAlgorithmsNotOffered),
  bind(tlsAlgorithmsOffered),
  bind(tlsCiphersAllowed),
  bind(tlsEndpointAlgorithmsApproved),
  bind(tlsEndpointAlgorithmsNotOffered),
  bind(tlsEndpointCertificateAlgorithm),
  bind(tlsEndpointCertificateMlDsa),
  bind(tlsEndpointCertificateStrength),
  bind(tlsEndpointClientHelloTolerance),
  bind(tlsEndpointDhSize),
  bind(tlsEndpointKeyTransport),
  bind(tlsEndpointMinimumVersion),
  bind(tlsEndpointMlKem),
  bind(tlsEndpointMlKemPreferred),
  bind(tlsEndpointPostQuantumEnforced),
  bind(tlsEndpointProtections),
  bind(tlsEndpointSignatureValid),
  bind(tlsEndpointVersionAvailable),
  bind(tlsGroupsAllowed),
  bind(tlsMinimumVersion),
  bind(tlsSecurityLevel),
  bind(tlsSignatureSchemesAllowed),
  bind(tlsVersionAvailable),
  bind(vendorCmvpClaims),
];
