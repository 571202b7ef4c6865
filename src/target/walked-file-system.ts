import { statfsSync } from 'node:fs';
import { bytesOfPath } from './path-bytes.ts';

/** Whether a walk of the live host enters a directory: the kernel's own file systems hold no files of the system, others are not of this machine. */
export function walkedFileSystem(dir: string): 'walked' | 'of-the-kernel' | 'not-local' {
  try {
    const { type } = statfsSync(bytesOfPath(dir));
    // The number is 32 bits wide; some machines give it with a sign.
    const magic = type >>> 0;
    if (OF_THE_KERNEL.has(magic)) return 'of-the-kernel';
    return NOT_LOCAL.has(magic) ? 'not-local' : 'walked';
  } catch {
    // What is wrong with it, reading it will say.
    return 'walked';
  }
}

/** Source: linux/magic.h. */
const OF_THE_KERNEL: ReadonlySet<number> = new Set([
  0x9fa0, // proc
  0x62656572, // sysfs
  0x64626720, // debugfs
  0x74726163, // tracefs
  0x27e0eb, // cgroup
  0x63677270, // cgroup2
  0xcafe4a11, // bpf
  0x73636673, // securityfs
  0x6165676c, // pstore
  0x1cd1, // devpts
  0x19800202, // mqueue
  0x958458f6, // hugetlbfs
  0x62656570, // configfs
  0xde5e81e4, // efivarfs
  0xf97cff8c, // selinux
]);

const NOT_LOCAL: ReadonlySet<number> = new Set([
  0x6969, // nfs
  0xff534d42, // cifs
  0xfe534d42, // smb2
  0x65735546, // fuse
  0x01021997, // 9p
  0xc36400, // ceph
  0x5346414f, // afs
  0x187, // autofs: entering it would mount something
]);
