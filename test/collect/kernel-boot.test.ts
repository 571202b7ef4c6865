import { expect, it } from 'vitest';
import { kernelBoot } from '../../src/collect/kernel-boot.ts';
import type { KernelBoot } from '../../src/facts/values/system.ts';
import { harvestOf } from '../support/harvest.ts';
import { kernelOf } from '../support/kernel.ts';
import { undeclaredReads } from '../support/opened.ts';
import type { Tree } from '../support/tree.ts';
import { portableExecutable } from '../trees/parts/portable-executable.ts';

/** The one fact of a tree without gaps: each entry as `source path title: fips (oddities)`. */
async function entriesOf(tree: Tree): Promise<readonly string[]> {
  const harvest = await harvestOf(kernelBoot, tree);
  expect(harvest.gaps).toEqual([]);
  expect(harvest.facts.length).toBe(1);
  // The collector yields this kind alone.
  const value = harvest.facts[0]?.value as KernelBoot;
  expect(value.running).toBeNull();
  return value.entries.map(
    ({ source, path, title, fips, oddities, isSaved }) =>
      `${source} ${path} ${title}: ${fips}${isSaved ? ' saved' : ''}${oddities.map((each) => ` [${each}]`).join('')}`,
  );
}

const grubenv = (lines: string) => `# GRUB Environment Block\n${lines}`.padEnd(1024, '#');
const entry = (options: string) => `title Linux\nlinux /vmlinuz-1\noptions ${options}\n`;
const image = (cmdline: string) => portableExecutable({ '.cmdline': cmdline, '.linux': new Uint8Array(600) });
const NO_BOOT =
  "no `boot=` although /boot is a file system of its own: dracut's check of the kernel image stops the boot";

it('reads the running command line of the live host', async () => {
  const kernel = kernelOf({ cmdline: 'root=/dev/vda ro fips=1\n' });
  const harvest = await harvestOf(kernelBoot, {}, { kernel });
  expect(harvest).toMatchObject({
    facts: [
      {
        kind: 'kernel.boot',
        subject: 'kernel',
        value: { running: { fips: 'on', commandLine: 'root=/dev/vda ro fips=1' }, entries: [] },
        evidence: [{ at: { in: 'kernel', name: 'cmdline' }, quote: 'root=/dev/vda ro fips=1' }],
      },
    ],
    gaps: [],
  });
});

it('leaves a gap where the running command line is hidden', async () => {
  const harvest = await harvestOf(kernelBoot, {}, { kernel: kernelOf({}, { cmdline: 'permission' }) });
  expect(harvest.facts).toEqual([]);
  expect(harvest.gaps).toEqual([{ kind: 'kernel.boot', subject: 'kernel', why: 'kernel cmdline: permission denied' }]);
});

it('says of a container that it boots nothing', async () => {
  expect(await entriesOf({ '/etc/os-release': 'ID=wolfi\n' })).toEqual([]);
});

it('reads RHEL 9: entries with literal options, the variable of tuned left out, the template', async () => {
  const tree = {
    '/boot/loader/entries/a-1.conf': entry('root=/dev/mapper/rhel-root ro fips=1 boot=UUID=7c $tuned_params'),
    '/boot/loader/entries/a-2.conf': entry('root=/dev/mapper/rhel-root ro $tuned_params'),
    '/boot/grub2/grubenv': grubenv('saved_entry=a-1\nboot_success=1\n'),
    '/boot/grub2/grub.cfg': `set default="\${saved_entry}"\nblscfg\n`,
    '/etc/default/grub': 'GRUB_CMDLINE_LINUX="ro fips=1 boot=UUID=7c"\n',
    '/etc/fstab': 'UUID=7c /boot xfs defaults 0 0\n',
  };
  expect(await entriesOf(tree)).toEqual([
    'bls /boot/loader/entries/a-1.conf Linux: on saved',
    'bls /boot/loader/entries/a-2.conf Linux: off',
    'grub-default /etc/default/grub GRUB_CMDLINE_LINUX: on',
  ]);
});

it('reads RHEL 8: $kernelopts from the GRUB environment, behind its link on the EFI system partition', async () => {
  const tree = {
    '/boot/loader/entries/a-1.conf': entry('$kernelopts $tuned_params'),
    '/boot/grub2/grubenv': { link: '../efi/EFI/redhat/grubenv' },
    '/boot/efi/EFI/redhat/grubenv': grubenv('kernelopts=root=/dev/sda2 ro fips=1\n'),
    '/boot/efi/EFI/redhat/grub.cfg': `if [ -z "\${kernelopts}" ]; then\n  set kernelopts="root=/dev/sda2 ro "\nfi\nblscfg\n`,
  };
  expect(await entriesOf(tree)).toEqual([
    'bls /boot/loader/entries/a-1.conf Linux: on',
    'grubenv /boot/efi/EFI/redhat/grubenv kernelopts: on',
  ]);
});

it('does not take an unreadable GRUB environment for one without kernelopts', async () => {
  const harvest = await harvestOf(kernelBoot, {
    '/boot/loader/entries/a-1.conf': entry('$kernelopts'),
    '/boot/grub2/grubenv': 'broken',
  });
  expect(harvest.facts).toEqual([]);
  expect(harvest.gaps.map(({ why }) => why)).toEqual([
    '/boot/grub2/grubenv: GRUB environment: wants the line # GRUB Environment Block (byte 0)',
    '/boot/loader/entries/a-1.conf: `$kernelopts` stands in the GRUB environment, which could not be read',
  ]);
});

it('says that a variable is set nowhere', async () => {
  expect(await entriesOf({ '/boot/loader/entries/a-1.conf': entry('$kernelopts') })).toEqual([
    'bls /boot/loader/entries/a-1.conf Linux: off [`$kernelopts` is set nowhere, so nothing stands in its place]',
  ]);
});

it('reads Ubuntu Pro: drop-ins of /etc/default/grub.d, and entries of which recovery lacks fips=1', async () => {
  const tree = {
    '/etc/default/grub': 'GRUB_CMDLINE_LINUX_DEFAULT="quiet splash"\nGRUB_CMDLINE_LINUX=""\n',
    '/etc/default/grub.d/99-ubuntu-fips.cfg':
      'GRUB_CMDLINE_LINUX_DEFAULT="$GRUB_CMDLINE_LINUX_DEFAULT fips=1 bootdev=UUID=1"\n',
    '/boot/grub/grub.cfg': `menuentry 'Ubuntu' {
\tlinux\t/boot/vmlinuz-6.8.0-fips root=UUID=3f ro quiet splash fips=1
}
\tmenuentry 'Ubuntu (recovery mode)' {
\t\tlinux\t/boot/vmlinuz-6.8.0-fips root=UUID=3f ro recovery
\t}
`,
  };
  expect(await entriesOf(tree)).toEqual([
    'grub-default /etc/default/grub.d/99-ubuntu-fips.cfg GRUB_CMDLINE_LINUX_DEFAULT: on [`fips=` stands in GRUB_CMDLINE_LINUX_DEFAULT only: recovery entries boot without it]',
    'grub.cfg /boot/grub/grub.cfg Ubuntu: on',
    'grub.cfg /boot/grub/grub.cfg Ubuntu (recovery mode): off',
  ]);
});

it('reads Flatcar, whose user writes into the grub.cfg of the OEM partition', async () => {
  expect(await entriesOf({ '/oem/grub.cfg': 'set linux_append="$linux_append flatcar.autologin fips=1"\n' })).toEqual([
    'grub.cfg /oem/grub.cfg OEM linux_append: on',
  ]);
});

it('reads the command line of kernel-install, /etc before /usr/lib', async () => {
  const vendor = { '/usr/lib/kernel/cmdline': 'root=LABEL=ROOT fips=1\n' };
  expect(await entriesOf(vendor)).toEqual(['kernel-cmdline /usr/lib/kernel/cmdline kernel-install: on']);
  expect(await entriesOf({ ...vendor, '/etc/kernel/cmdline': 'root=LABEL=ROOT\n' })).toEqual([
    'kernel-cmdline /etc/kernel/cmdline kernel-install: off',
  ]);
});

it('makes one command line of all kernel arguments of a bootc image', async () => {
  const tree = {
    '/usr/lib/bootc/kargs.d/00-console.toml': 'kargs = ["console=ttyS0"]\n',
    '/usr/lib/bootc/kargs.d/01-fips.toml': 'kargs = ["fips=1"]\nmatch-architectures = ["x86_64"]\n',
  };
  expect(await entriesOf(tree)).toEqual([
    'bootc-kargs /usr/lib/bootc/kargs.d/01-fips.toml kargs.d: on [only for x86_64]',
  ]);
});

it('leaves out kernel arguments for another architecture', async () => {
  const tree = {
    '/lib64/ld-linux-x86-64.so.2': '',
    '/usr/lib/bootc/kargs.d/00-console.toml': 'kargs = ["console=ttyS0"]\n',
    '/usr/lib/bootc/kargs.d/01-fips.toml': 'kargs = ["fips=1"]\nmatch-architectures = ["aarch64"]\n',
  };
  expect(await entriesOf(tree)).toEqual(['bootc-kargs /usr/lib/bootc/kargs.d/00-console.toml kargs.d: off']);
});

it('adds the addons of a unified kernel image to its command line', async () => {
  const tree = {
    '/boot/EFI/Linux/a.efi': image('root=LABEL=ROOT'),
    '/boot/EFI/Linux/a.efi.extra.d/fips.addon.efi': image('fips=1'),
    '/boot/EFI/Linux/a.efi.extra.d/console.addon.efi': image('console=ttyS0'),
    '/boot/EFI/Linux/b.efi': image('root=LABEL=ROOT fips=0'),
    '/boot/loader/addons/debug.addon.efi': image('debug'),
  };
  expect(await entriesOf(tree)).toEqual([
    'uki /boot/EFI/Linux/a.efi a.efi: on',
    'uki /boot/EFI/Linux/b.efi b.efi: off [`fips=0` switches FIPS mode off outright]',
    'uki-addon /boot/EFI/Linux/a.efi.extra.d/fips.addon.efi fips.addon.efi: on',
  ]);
});

it('passes over an addon that was made for another kernel, as systemd-stub does', async () => {
  const tree = {
    '/boot/EFI/Linux/a.efi': portableExecutable({ '.cmdline': 'ro', '.uname': '6.6.150' }),
    '/boot/EFI/Linux/a.efi.extra.d/fips.addon.efi': portableExecutable({ '.cmdline': 'fips=1', '.uname': '6.6.149' }),
  };
  expect(await entriesOf(tree)).toEqual([
    'uki /boot/EFI/Linux/a.efi a.efi: off',
    'uki-addon /boot/EFI/Linux/a.efi.extra.d/fips.addon.efi fips.addon.efi: off [made for kernel 6.6.149, which none of its images holds: it is passed over]',
  ]);
});

it('gives an addon for all images to those that hold its kernel only', async () => {
  const tree = {
    '/efi/EFI/Linux/a.efi': portableExecutable({ '.cmdline': 'ro', '.uname': '6.6.150' }),
    '/efi/EFI/Linux/b.efi': portableExecutable({ '.cmdline': 'ro', '.uname': '6.6.149' }),
    '/efi/loader/addons/fips.addon.efi': portableExecutable({ '.cmdline': 'fips=1', '.uname': '6.6.150' }),
  };
  expect(await entriesOf(tree)).toEqual([
    'uki /efi/EFI/Linux/a.efi a.efi: on',
    'uki /efi/EFI/Linux/b.efi b.efi: off',
    'uki-addon /efi/loader/addons/fips.addon.efi fips.addon.efi: on',
  ]);
});

it('finds the addons of an image that still counts its attempts to boot', async () => {
  const tree = {
    '/boot/EFI/Linux/acl+2-1.efi': image('ro'),
    '/boot/EFI/Linux/acl.efi.extra.d/fips.addon.efi': image('fips=1'),
  };
  expect(await entriesOf(tree)).toEqual([
    'uki /boot/EFI/Linux/acl+2-1.efi acl+2-1.efi: on',
    'uki-addon /boot/EFI/Linux/acl.efi.extra.d/fips.addon.efi fips.addon.efi: on',
  ]);
});

it('names an addon whose name keeps it from being read', async () => {
  const tree = {
    '/boot/EFI/Linux/acl.efi': image('ro'),
    '/boot/EFI/Linux/acl.efi.extra.d/fips.efi': image('fips=1'),
  };
  expect(await entriesOf(tree)).toEqual([
    'uki /boot/EFI/Linux/acl.efi acl.efi: off',
    'uki-addon /boot/EFI/Linux/acl.efi.extra.d/fips.efi fips.efi: off [not called *.addon.efi, so no kernel is told `fips=1`]',
  ]);
});

it('reads each profile of an image, and an image in the place of the boot loader, but no boot loader', async () => {
  const profiles = [
    ['.cmdline', 'fips=1'],
    ['.profile', 'ID=main'],
    ['.profile', 'ID=reset'],
    ['.cmdline', 'reset'],
  ] as const;
  const tree = {
    '/efi/EFI/BOOT/BOOTX64.EFI': portableExecutable({ '.cmdline': 'fips=1', '.linux': 'x' }),
    '/efi/EFI/BOOT/BOOTAA64.EFI': portableExecutable({ '.text': 'systemd-boot' }),
    '/efi/EFI/Linux/a.efi': portableExecutable(profiles),
  };
  expect(await entriesOf(tree)).toEqual([
    'uki /efi/EFI/BOOT/BOOTX64.EFI BOOTX64.EFI: on',
    'uki /efi/EFI/Linux/a.efi a.efi @0: on',
    'uki /efi/EFI/Linux/a.efi a.efi @1: off',
  ]);
});

it('follows an entry to the image that it starts, and to no other program', async () => {
  const start = (program: string, options = '') => `title ${program}\nefi /EFI/${program}\n${options}`;
  const tree = {
    '/efi/loader/entries/a.conf': start('fedora/a.efi'),
    '/efi/loader/entries/b.conf': start('fedora/a.efi', 'options quiet\n'),
    '/efi/loader/entries/c.conf': start('Linux/c.efi'),
    '/efi/loader/entries/d.conf': start('memtest/d.efi'),
    '/efi/loader/entries/e.conf': start('gone/e.efi'),
    '/efi/EFI/Linux/c.efi': image('fips=1'),
    '/efi/EFI/fedora/a.efi': image('fips=1'),
    '/efi/EFI/memtest/d.efi': portableExecutable({ '.text': 'x' }),
  };
  expect(await entriesOf(tree)).toEqual([
    'bls /efi/loader/entries/a.conf fedora/a.efi: on',
    'bls /efi/loader/entries/b.conf fedora/a.efi: on',
    'bls /efi/loader/entries/b.conf fedora/a.efi: off',
    'uki /efi/EFI/Linux/c.efi c.efi: on',
  ]);
});

it('says which system and which slot an image starts', async () => {
  const verity = 'systemd.verity_usr_data=PARTUUID=7130c94a-213a-4e5a-8e26-6cce9662f132';
  const sections = {
    '.cmdline': 'ro',
    '.uname': '6.6.150',
    '.osrel': 'ID=azurecontainerlinux\nVERSION_ID=3.0\n',
    '.initrd': 'x',
  };
  const { facts } = await harvestOf(kernelBoot, {
    '/boot/EFI/Linux/acl.efi': portableExecutable(sections),
    '/boot/EFI/Linux/acl.efi.extra.d/verity.addon.efi': image(verity),
  });
  expect(facts).toMatchObject([
    {
      value: {
        entries: [{ slot: 'A', image: { release: '6.6.150', system: 'azurecontainerlinux 3.0', hasInitramfs: true } }],
      },
    },
  ]);
});

it('finds the addon of Azure Container Linux whose image was renamed', async () => {
  const tree = {
    '/boot/EFI/Linux/vmlinuz-6.6.150.efi': image('root=LABEL=ROOT'),
    '/boot/EFI/Linux/acl.efi.extra.d/fips.addon.efi': image('fips=1'),
  };
  expect(await entriesOf(tree)).toEqual([
    'uki /boot/EFI/Linux/vmlinuz-6.6.150.efi vmlinuz-6.6.150.efi: off',
    'uki-addon /boot/EFI/Linux/acl.efi.extra.d/fips.addon.efi fips.addon.efi: off [orphaned: there is no /boot/EFI/Linux/acl.efi, so no kernel is told `fips=1`]',
  ]);
});

it('leaves a gap for an image that is no PE file, and does not call its addon orphaned', async () => {
  const harvest = await harvestOf(kernelBoot, {
    '/efi/EFI/Linux/a.efi': 'MZ',
    '/efi/EFI/Linux/a.efi.extra.d/fips.addon.efi': image('fips=1'),
  });
  expect(harvest.gaps.map(({ why }) => why)).toEqual(['/efi/EFI/Linux/a.efi: DOS header: wants 64 bytes (byte 2)']);
  expect(harvest.facts).toMatchObject([{ value: { entries: [{ source: 'uki-addon', fips: 'on', oddities: [] }] } }]);
});

it('names a bare fips, and a missing boot= where /boot is separate', async () => {
  const tree = {
    '/boot/loader/entries/a-1.conf': entry('root=/dev/sda2 ro fips'),
    '/boot/loader/entries/a-2.conf': entry('root=/dev/sda2 ro fips=1'),
    '/etc/fstab': '# comment\n/dev/sda1  /boot  ext4  defaults  0 2\n',
  };
  expect(await entriesOf(tree)).toEqual([
    'bls /boot/loader/entries/a-1.conf Linux: off [bare `fips`: the kernel wants `fips=1`, and dracut stops the boot]',
    `bls /boot/loader/entries/a-2.conf Linux: on [${NO_BOOT}]`,
  ]);
});

it('leaves a gap for a /boot that is a file system of its own and not mounted here', async () => {
  const harvest = await harvestOf(kernelBoot, {
    '/boot': { dir: true },
    '/etc/fstab': '/dev/sda1 /boot ext4 defaults 0 2\n',
    '/etc/default/grub': 'GRUB_CMDLINE_LINUX="fips=1"\n',
  });
  expect(harvest.gaps.map(({ why }) => why)).toEqual([
    '/boot: a file system of its own (/etc/fstab) that is not mounted here',
  ]);
  expect(harvest.facts).toMatchObject([{ value: { entries: [{ source: 'grub-default', fips: 'on' }] } }]);
});

it('leaves a gap, and no fact, where the entries cannot be looked at', async () => {
  const harvest = await harvestOf(kernelBoot, { '/boot/loader': { link: '/boot/loader' } });
  expect(harvest.facts).toEqual([]);
  expect(harvest.gaps).toEqual([
    {
      kind: 'kernel.boot',
      subject: 'kernel',
      why: '/boot/loader: symbolic links form a loop or a chain of more than 40',
    },
  ]);
});

it('reads nothing that it does not declare', async () => {
  const tree = {
    '/boot/EFI/Linux/a.efi': image('a'),
    '/boot/EFI/Linux/a.efi.extra.d/b.addon.efi': image('b'),
    '/boot/efi/loader/addons/c.addon.efi': image('c'),
    '/boot/efi/EFI/fedora/grubenv': grubenv(''),
    '/boot/grub/grub.cfg': '',
    '/boot/loader/entries/a.conf': entry('ro'),
    '/etc/default/grub.d/a.cfg': '',
    '/usr/lib/bootc/kargs.d/a.toml': 'kargs = []\n',
  };
  expect(await undeclaredReads(kernelBoot, tree)).toEqual([]);
});
