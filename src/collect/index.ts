import { type BoundCollector, bind } from './collector.ts';
import { cryptoLibraries } from './crypto-libraries.ts';
import { cryptoPolicies } from './crypto-policies.ts';
import type { FileCollectorEntry } from './file-collector.ts';
import { fipsMarker } from './fips-marker.ts';
import { imageConfiguration } from './image-configuration.ts';
import { implementations } from './implementations.ts';
import { initramfs } from './initramfs.ts';
import { katSample } from './kat-sample.ts';
import { kernelBoot } from './kernel-boot.ts';
import { kernelConfiguration } from './kernel-configuration.ts';
import { kernelFips } from './kernel-fips.ts';
import { listeners } from './listeners.ts';
import { openssh } from './openssh.ts';
import { openssl } from './openssl.ts';
import { osForm } from './os-form.ts';
import { osRelease } from './os-release.ts';
import { packageFiles } from './package-files.ts';
import { packages } from './packages.ts';
import { sshEndpoint } from './ssh-endpoint.ts';
import { storedKeys } from './stored-keys.ts';
import { tlsEndpoint } from './tls-endpoint.ts';

/** Every collector, alphabetically. */
export const collectors: readonly BoundCollector[] = [
  bind(cryptoLibraries),
  bind(cryptoPolicies),
  bind(fipsMarker),
  bind(imageConfiguration),
  bind(initramfs),
  bind(katSample),
  bind(kernelBoot),
  bind(kernelConfiguration),
  bind(kernelFips),
  bind(listeners),
  bind(openssh),
  bind(openssl),
  bind(osForm),
  bind(osRelease),
  bind(packageFiles),
  bind(packages),
  bind(sshEndpoint),
  bind(tlsEndpoint),
];

/** Every collector that is shown files in the one walk, alphabetically. */
export const fileCollectors: readonly FileCollectorEntry[] = [implementations, storedKeys];
