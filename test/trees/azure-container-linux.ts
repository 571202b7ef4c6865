import type { Tree } from '../support/tree.ts';
import { azureLinux3Base } from './parts/azure-linux-3.ts';
import { kernelConfig } from './parts/boot.ts';
import { portableExecutable } from './parts/portable-executable.ts';

const RELEASE = '6.6.150.1-1.azl3';

/** Azure Container Linux, FIPS node image: fips=1 comes from an addon beside the unified kernel image; packages only as SPDX. */
export async function azureContainerLinuxFips(): Promise<Tree> {
  return { ...base(), [`/boot/EFI/Linux/vmlinuz-${RELEASE}.efi.extra.d/fips.addon.efi`]: FIPS_ADDON };
}

/** The same after the image was renamed and the addon's directory was not: no kernel reads it any more. */
export async function azureContainerLinuxOrphanedAddon(): Promise<Tree> {
  return { ...base(), '/boot/EFI/Linux/acl.efi.extra.d/fips.addon.efi': FIPS_ADDON };
}

/** After an update: slot A holds the new image with its addons, slot B the one before it, which nobody gave the FIPS addon. */
export async function azureContainerLinuxSlots(): Promise<Tree> {
  const before = '6.6.148.2-1.azl3';
  const verity = (partition: string, hash: string) =>
    portableExecutable({
      '.cmdline': `systemd.verity_usr_data=PARTUUID=${partition} usrhash=${hash.repeat(32)}`,
      '.sbat': 'sbat,1,SBAT Version,sbat,1\n',
    });
  return {
    ...(await azureContainerLinuxFips()),
    [`/boot/EFI/Linux/vmlinuz-${RELEASE}.efi.extra.d/verity.addon.efi`]: verity(USR_A, '3f'),
    [`/boot/EFI/Linux/vmlinuz-${before}.efi`]: image(before, '3.0.20260415'),
    [`/boot/EFI/Linux/vmlinuz-${before}.efi.extra.d/verity.addon.efi`]: verity(USR_B, '9c'),
  };
}

/** The same on every disk. Source: Azure Container Linux, disk_layout_uki.json; Flatcar's disk_layout.json. */
const USR_A = '7130c94a-213a-4e5a-8e26-6cce9662f132';
const USR_B = 'e03dd35c-7c2d-4a47-b3fe-27f15780a57c';

function image(release: string, version: string): Uint8Array {
  return portableExecutable({
    '.osrel': `ID=azurecontainerlinux\nVERSION_ID=${version}\n`,
    '.cmdline': 'mount.usr=/dev/mapper/usr mount.usrflags=ro systemd.verity=yes root=LABEL=ROOT console=ttyS0',
    '.uname': release,
    '.linux': new Uint8Array(2048),
    '.initrd': new Uint8Array(2048),
  });
}

function base(): Tree {
  return {
    ...azureLinux3Base(),
    '/usr/lib/os-release': `NAME="Azure Container Linux"
ID=azurecontainerlinux
ID_LIKE=azurelinux
VERSION="3.0.20260506"
VERSION_ID=3.0.20260506
PRETTY_NAME="Azure Container Linux 3.0.20260506"
`,
    '/etc/system-fips': '',
    '/boot/acl/uki-addons/fips.addon.efi': FIPS_ADDON,
    [`/boot/EFI/Linux/vmlinuz-${RELEASE}.efi`]: image(RELEASE, '3.0.20260506'),
    ...kernelConfig(RELEASE, { cryptoFips: true, selfTests: true }, ['modules']),
    '/usr/share/os-manifests/package-manifest.spdx.json': `${JSON.stringify(manifest(), null, 2)}\n`,
  };
}

function manifest() {
  return {
    spdxVersion: 'SPDX-2.2',
    dataLicense: 'CC0-1.0',
    SPDXID: 'SPDXRef-DOCUMENT',
    name: 'azure-container-linux',
    documentNamespace: 'https://aka.ms/azurelinux/spdx/azure-container-linux-3.0.20260506',
    creationInfo: { created: '2026-05-06T08:12:40Z', creators: ['Tool: azure-linux-image-tools'] },
    documentDescribes: ['SPDXRef-RootPackage'],
    packages: [
      {
        SPDXID: 'SPDXRef-RootPackage',
        name: 'azure-container-linux',
        versionInfo: '3.0.20260506',
        downloadLocation: 'NOASSERTION',
      },
      ...INSTALLED.map(([name, versionInfo], index) => ({
        SPDXID: `SPDXRef-Package-${index}`,
        name,
        versionInfo,
        supplier: 'Organization: Microsoft Corporation',
        downloadLocation: 'NOASSERTION',
        filesAnalyzed: false,
        externalRefs: [
          {
            referenceCategory: 'PACKAGE-MANAGER',
            referenceType: 'purl',
            referenceLocator: `pkg:rpm/azurelinux/${name}@${versionInfo}?arch=x86_64`,
          },
        ],
      })),
    ],
    relationships: [
      { spdxElementId: 'SPDXRef-DOCUMENT', relationshipType: 'DESCRIBES', relatedSpdxElement: 'SPDXRef-RootPackage' },
    ],
  };
}

const FIPS_ADDON = portableExecutable({ '.cmdline': 'fips=1', '.sbat': 'sbat,1,SBAT Version,sbat,1\n' });

const INSTALLED: readonly (readonly [string, string])[] = [
  ['SymCrypt', '103.8.0-1.azl3'],
  ['SymCrypt-OpenSSL', '1.9.5-1.azl3'],
  ['bash', '5.2.15-3.azl3'],
  ['kernel-uki', '6.6.150.1-1.azl3'],
  ['openssl', '3.3.5-5.azl3'],
  ['openssl-libs', '3.3.5-5.azl3'],
];
