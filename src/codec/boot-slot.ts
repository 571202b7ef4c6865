import { type KernelParameter, readKernelCommandLine } from './kernel-command-line.ts';

/**
 * Which of the systems that lie side by side on one disk an entry starts: `A` or `B` where partitions or file names say so, or
 * an ostree deployment by its place in the list. null where an entry names none.
 * @param name title or file name of the entry
 */
export function bootSlot(commandLine: string, name: string): string | null {
  const parameters = readKernelCommandLine(commandLine);
  const deployment = parameters.find((each) => each.name === 'ostree');
  if (deployment !== undefined) return ostreeDeployment(deployment, name);
  const found = new Set(parameters.flatMap(slotOfPartition));
  if (found.size === 1) return [...found][0] ?? null;
  return found.size > 1 ? null : slotOfName(name);
}

/** ostree writes the place into the title; the last part of `ostree=` tells apart deployments of one kernel and initramfs. */
function ostreeDeployment({ value }: KernelParameter, title: string): string {
  const place = /\(ostree:(\d+)\)/.exec(title)?.[1];
  const [, version, , checksum = '', serial = ''] =
    /^\/ostree\/boot\.(\d+)\/([^/]+)\/([^/]+)\/(\d+)$/.exec(value ?? '') ?? [];
  if (place !== undefined) return `ostree:${place}`;
  return version === undefined ? 'ostree' : `ostree ${checksum.slice(0, 12)}/${serial}`;
}

function slotOfPartition({ name, value }: KernelParameter): readonly string[] {
  if (!PARTITION_PARAMETERS.has(name) || value === null) return [];
  const known = /^PARTUUID=(.+)$/i.exec(value)?.[1]?.toLowerCase() ?? '';
  const slot = KNOWN_PARTITIONS[known] ?? /^PARTLABEL=.*[-_]([ab])$/i.exec(value)?.[1]?.toUpperCase();
  return slot === undefined ? [] : [slot];
}

/** `acl-a.efi`, `vmlinuz-b`, `Flatcar USR-A`, and Azure Linux Trident's `vmlinuz-100-azla7.efi`. */
function slotOfName(name: string): string | null {
  const match = /(?:[-_ ](?:usr-)?|-azl)([ab])\d*(?:\+\d+(?:-\d+)?)?(?:\.efi)?$/i.exec(name);
  return match?.[1]?.toUpperCase() ?? null;
}

const PARTITION_PARAMETERS: ReadonlySet<string> = new Set([
  'mount.usr',
  'root',
  'systemd.verity_root_data',
  'systemd.verity_usr_data',
  'usr',
  'verity.usr',
]);
/** The partitions USR-A and USR-B have one identity on every disk of these systems. Sources: Flatcar disk_layout.json, Azure Container Linux disk_layout_uki.json. */
const KNOWN_PARTITIONS: Readonly<Record<string, string>> = {
  '7130c94a-213a-4e5a-8e26-6cce9662f132': 'A',
  'e03dd35c-7c2d-4a47-b3fe-27f15780a57c': 'B',
};
