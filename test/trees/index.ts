import type { Tree } from '../support/tree.ts';
import { amazonLinux2023Certified, amazonLinux2023Latest } from './amazon-linux-2023.ts';
import {
  azureContainerLinuxFips,
  azureContainerLinuxOrphanedAddon,
  azureContainerLinuxSlots,
} from './azure-container-linux.ts';
import { azureLinux3 } from './azure-linux-3.ts';
import { azureLinux3Distroless } from './azure-linux-3-distroless.ts';
import { azureLinux4OpensslFipsProvider } from './azure-linux-4-openssl-fips-provider.ts';
import { azureLinux4Preview } from './azure-linux-4-preview.ts';
import { azureLinux4Symcrypt } from './azure-linux-4-symcrypt.ts';
import { chainguardFips } from './chainguard-fips.ts';
import { debian13 } from './debian-13.ts';
import { fedora43 } from './fedora-43.ts';
import { fedoraBootc43 } from './fedora-bootc-43.ts';
import { flatcar, flatcarFips } from './flatcar.ts';
import { rhel9Certified, rhel9Uncertified } from './rhel-9.ts';
import { rhel10 } from './rhel-10.ts';
import { sles15 } from './sles-15.ts';
import { ubuntu2404Pro } from './ubuntu-24-04-pro.ts';

/** Root trees made to look like real systems, by the name of the golden report that each has. */
export const trees = {
  'amazon-linux-2023-certified': amazonLinux2023Certified,
  'amazon-linux-2023-latest': amazonLinux2023Latest,
  'azure-container-linux-fips': azureContainerLinuxFips,
  'azure-container-linux-orphaned-addon': azureContainerLinuxOrphanedAddon,
  'azure-container-linux-slots': azureContainerLinuxSlots,
  'azure-linux-3': azureLinux3,
  'azure-linux-3-distroless': azureLinux3Distroless,
  'azure-linux-4-openssl-fips-provider': azureLinux4OpensslFipsProvider,
  'azure-linux-4-preview': azureLinux4Preview,
  'azure-linux-4-symcrypt': azureLinux4Symcrypt,
  'chainguard-fips': chainguardFips,
  'debian-13': debian13,
  'fedora-43': fedora43,
  'fedora-bootc-43': fedoraBootc43,
  flatcar,
  'flatcar-fips': flatcarFips,
  'rhel-9-certified': rhel9Certified,
  'rhel-9-uncertified': rhel9Uncertified,
  'rhel-10': rhel10,
  'sles-15': sles15,
  'ubuntu-24-04-pro': ubuntu2404Pro,
} as const satisfies Readonly<Record<string, () => Promise<Tree>>>;

/** The name of a tree. */
export type TreeName = keyof typeof trees;
