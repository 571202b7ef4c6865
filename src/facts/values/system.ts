import type { TargetPath } from '../locator.ts';

/** Subject: "operating system". Source: os-release(5). */
export interface OsRelease {
  readonly id: string;
  readonly versionId: string | null;
  readonly variantId: string | null;
  readonly idLike: readonly string[];
  readonly prettyName: string | null;
}

/** Subject: "operating system". Whether /usr is immutable (image-based, ostree, verity), and whether this is a container. */
export interface OsForm {
  readonly immutable: boolean;
  readonly container: boolean;
  /** The marks that say so, in words: `ostree deployment (/ostree)`. */
  readonly marks: readonly string[];
}

export type PackageManager = 'rpm' | 'dpkg' | 'apk' | 'spdx' | 'rpmmanifest' | 'chisel';

/** Subject: the manager. How much a package database holds; `relevant` of `total` packages have a fact of their own. */
export interface PackageInventory {
  readonly manager: PackageManager;
  readonly path: TargetPath;
  readonly total: number;
  readonly relevant: number;
}

/** Subject: the package's name. */
export interface InstalledPackage {
  readonly manager: PackageManager;
  readonly name: string;
  /** As the manager prints it: `1:3.5.4-3.azl4`, epoch only where it is set. */
  readonly version: string;
  readonly arch: string | null;
  readonly vendor: string | null;
  readonly source: string | null;
  /** Where and when it was built, as the package says; absent where it says neither. */
  readonly built?: { readonly host: string | null; readonly time: string | null };
  readonly signatures: readonly PackageSignature[];
}

/** Read, not verified: the algorithm and key that a package's header signature names. */
export interface PackageSignature {
  /** `RSA`, `EdDSA`, `ML-DSA-87+Ed448`. */
  readonly algorithm: string;
  /** `SHA-256`, `SHA3-512`. */
  readonly digest: string;
  /** 16 hexadecimal digits. */
  readonly keyId: string | null;
}

/** Subject: the package's name. Its files of cryptography, against the digests that its database keeps of them. */
export interface PackageFiles {
  readonly manager: PackageManager;
  readonly package: string;
  readonly version: string;
  readonly files: readonly PackageFile[];
}

export interface PackageFile {
  readonly path: TargetPath;
  /** Configuration may be changed by who owns the system; code may not. */
  readonly role: 'code' | 'configuration';
  /** `md5`, `sha1`, `sha256` ... */
  readonly algorithm: string;
  readonly state: PackageFileState;
}

/** `unknown`: it is there and could not be read. */
export type PackageFileState = 'intact' | 'altered' | 'missing' | 'unknown';

/** Subject: "kernel". What the boot loader would say to the kernel, entry by entry, and what the running one was told. */
export interface KernelBoot {
  readonly running: { readonly fips: 'on' | 'off'; readonly commandLine: string } | null;
  readonly entries: readonly BootEntry[];
}

export interface BootEntry {
  readonly source:
    | 'bls'
    | 'grubenv'
    | 'grub-default'
    | 'grub.cfg'
    | 'bootc-kargs'
    | 'uki'
    | 'uki-addon'
    | 'kernel-cmdline';
  readonly path: TargetPath;
  readonly title: string;
  readonly fips: 'on' | 'off';
  /** `rd.fips.skipkernel` or a bare `fips` that dracut refuses, `boot=` missing with a separate /boot ... */
  readonly oddities: readonly string[];
  /** The entry that the GRUB environment names in `saved_entry`. */
  readonly isSaved?: true;
  /** `A` and `B`, or `ostree:0`: which of the systems that lie side by side it starts; absent where it names none. */
  readonly slot?: string;
  /** What is inside a unified kernel image: kernel release and system, as its sections say. */
  readonly image?: { readonly release: string | null; readonly system: string | null; readonly hasInitramfs: boolean };
}

/** Subject: "kernel configuration". One installed kernel; null where its configuration has no such line. */
export interface KernelConfiguration {
  readonly release: string;
  readonly cryptoFips: 'y' | 'n' | null;
  readonly fipsName: string | null;
  readonly selfTests: 'y' | 'n' | null;
}

/** Subject: "initramfs". Whether dracut is told to put its fips module in, and where that stands. */
export interface InitramfsFips {
  readonly dracutFips: 'configured' | 'available' | 'missing';
  readonly by: readonly string[];
  /** The files against which dracut's fips module checks each installed kernel image; an empty one stops the boot. */
  readonly kernelHmac?: readonly { readonly kernel: TargetPath; readonly hmac: 'present' | 'empty' | 'missing' }[];
}
