import { type ListedCollector, listed } from './collector.ts';
import type { ListedFileCollector } from './file-collector.ts';

/** Every collector, alphabetically: its id, the views without which it is not even loaded, and where it stands. */
export const collectors: readonly ListedCollector[] = [
  listed('crypto-libraries', ['files'], async () => (await import('./crypto-libraries.ts')).cryptoLibraries),
  listed('crypto-policies', ['files'], async () => (await import('./crypto-policies.ts')).cryptoPolicies),
  listed('fips-marker', ['files'], async () => (await import('./fips-marker.ts')).fipsMarker),
  listed('image-configuration', ['image'], async () => (await import('./image-configuration.ts')).imageConfiguration),
  listed('initramfs', ['files'], async () => (await import('./initramfs.ts')).initramfs),
  listed('kat-sample', ['openssl'], async () => (await import('./kat-sample.ts')).katSample),
  listed('kernel-boot', ['files'], async () => (await import('./kernel-boot.ts')).kernelBoot),
  listed(
    'kernel-configuration',
    ['files'],
    async () => (await import('./kernel-configuration.ts')).kernelConfiguration,
  ),
  listed('kernel-fips', ['kernel'], async () => (await import('./kernel-fips.ts')).kernelFips),
  listed('listeners', ['listeners'], async () => (await import('./listeners.ts')).listeners),
  listed('openssh', ['files'], async () => (await import('./openssh.ts')).openssh),
  listed('openssl', ['files'], async () => (await import('./openssl.ts')).openssl),
  listed('os-form', ['files'], async () => (await import('./os-form.ts')).osForm),
  listed('os-release', ['files'], async () => (await import('./os-release.ts')).osRelease),
  listed('package-files', ['files'], async () => (await import('./package-files.ts')).packageFiles),
  listed('packages', ['files'], async () => (await import('./packages.ts')).packages),
  listed('ssh-endpoint', ['wire'], async () => (await import('./ssh-endpoint.ts')).sshEndpoint),
  listed('tls-endpoint', ['wire'], async () => (await import('./tls-endpoint.ts')).tlsEndpoint),
];

/** Every collector that is shown files in the one walk, alphabetically. */
export const fileCollectors: readonly ListedFileCollector[] = [
  { id: 'implementations', load: async () => (await import('./implementations.ts')).implementations },
  { id: 'stored-keys', load: async () => (await import('./stored-keys.ts')).storedKeys },
];
