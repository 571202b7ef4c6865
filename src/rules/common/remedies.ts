import type { FactKind } from '../../facts/fact.ts';
import type { FactBase } from '../../facts/fact-base.ts';
import { commands, type ExactRemedy, type Remedy } from '../remedy.ts';
import { certifiedModule, configureModule, installModule, reinstallModule } from './module-remedies.ts';
import { postQuantumOpenssl, postQuantumPolicy } from './post-quantum-remedies.ts';
import { majorOf, type System, systemOf } from './system.ts';

/** The kinds of fact that a remedy is chosen by: every rule with a remedy consults them. */
export const remedyKinds: readonly FactKind[] = [
  'crypto-policy.state',
  'openssl.configuration',
  'openssl.library',
  'os.form',
  'os.release',
];

/** Something to be done, in the words and commands of one system. A line that begins with `$ ` is a command. */
export type RemedyId =
  | 'boot-with-fips'
  | 'certified-module'
  | 'configure-module'
  | 'initramfs'
  | 'install-module'
  | 'post-quantum-policy'
  | 'post-quantum-openssl'
  | 'reinstall-module'
  | 'fips-policy'
  | 'update-policy';

/** Says what to do on this very system. */
export function remedyFor(remedy: RemedyId, facts: FactBase): Remedy {
  const system = systemOf(facts);
  return REMEDIES[remedy](system);
}

/** The file that OpenSSL reads on this system. */
export function systemPlace(facts: FactBase): string {
  return systemOf(facts).opensslCnf;
}

function bootWithFips(system: System): Remedy {
  const major = majorOf(system);
  if (system.immutable && system.family === 'azure')
    return 'Deploy a FIPS image of this system, whose fips addon lies beside its own unified kernel image: nothing of it is changed in place.';
  if (system.immutable && (system.family === 'fedora' || system.family === 'red-hat'))
    return 'In the Containerfile of the image write /usr/lib/bootc/kargs.d/01-fips.toml, rebuild the initramfs, and deploy it:\nkargs = ["fips=1"]';
  switch (system.family) {
    case 'red-hat':
      return major >= 10
        ? "Install the system with fips=1 on the installer's command line: on RHEL 10 it cannot be switched on later."
        : commands('Switch FIPS mode on and restart:', ['fips-mode-setup', '--enable']);
    case 'fedora':
      return commands(
        "Add the kernel argument, rebuild the initramfs with dracut's fips module, restart:",
        ['grubby', '--update-kernel=ALL', '--args=fips=1'],
        ['dracut', '--force', '--regenerate-all', '--add', 'fips'],
      );
    case 'amazon':
      return commands(
        'Install the tools, switch FIPS mode on, restart:',
        ['dnf', 'install', 'crypto-policies', 'crypto-policies-scripts'],
        ['fips-mode-setup', '--enable'],
      );
    case 'azure':
      return major >= 4
        ? commands('Use an Azure Linux FIPS image, or add the argument and restart:', [
            'grubby',
            '--update-kernel=ALL',
            '--args=fips=1',
          ])
        : commands(
            'Install dracut-fips, add fips=1 (and boot=UUID=... where /boot is separate), restart:',
            ['tdnf', 'install', 'dracut-fips'],
            ['grubby', '--update-kernel=ALL', '--args=fips=1'],
          );
    case 'ubuntu':
      return commands('Attach the machine to Ubuntu Pro, switch FIPS on, restart:', ['pro', 'enable', 'fips-updates']);
    case 'suse':
      return commands(
        'Switch FIPS mode on and restart:',
        ['zypper', 'install', '-t', 'pattern', 'fips'],
        ['fips-mode-setup', '--enable'],
      );
    case 'flatcar':
      return 'Add to /usr/share/oem/grub.cfg or /oem/grub.cfg, then restart:\nset linux_append="$linux_append fips=1"';
    case 'debian':
      return debianBoot();
    case 'alpine':
    case 'wolfi':
    case 'other':
      return 'Add fips=1 to the kernel command line of every boot entry and restart.';
  }
}

/** update-grub reads every .cfg of that directory after /etc/default/grub. Source: grub-mkconfig of Debian. */
function debianBoot(): ExactRemedy {
  const file = '/etc/default/grub.d/pqready-fips.cfg';
  const content = 'GRUB_CMDLINE_LINUX="$GRUB_CMDLINE_LINUX fips=1"\n';
  return {
    words: `In ${file} write:\n${content}then, and restart:\n$ update-grub`,
    steps: [
      { do: 'write', file, content },
      { do: 'run', argv: ['update-grub'] },
    ],
  };
}

/** Where dracut's fips module is a package of its own, and where it is a part of dracut. */
function initramfs(system: System): Remedy {
  const rebuild = ['dracut', '--force', '--regenerate-all', '--add', 'fips'] as const;
  switch (system.family) {
    case 'azure':
      return commands(
        'Install it and rebuild the initramfs:',
        [majorOf(system) >= 4 ? 'dnf' : 'tdnf', 'install', 'dracut-fips'],
        rebuild,
      );
    case 'suse':
      return commands('Install it and rebuild the initramfs:', ['zypper', 'install', 'dracut-fips'], rebuild);
    case 'amazon':
    case 'fedora':
    case 'red-hat':
      return commands(
        'It belongs to dracut: put that back and rebuild the initramfs:',
        ['dnf', 'reinstall', 'dracut'],
        rebuild,
      );
    case 'alpine':
    case 'debian':
    case 'flatcar':
    case 'ubuntu':
    case 'wolfi':
    case 'other':
      return "Put dracut's fips module (01fips) into the initramfs, with the means that build it on this system.";
  }
}

function fipsPolicy(system: System): Remedy {
  if (system.family === 'red-hat' && majorOf(system) >= 10)
    return 'Install the system with fips=1: the policy then follows the kernel.';
  return commands('Set the policy (it takes hold in programs that start after it):', [
    'update-crypto-policies',
    '--set',
    'FIPS',
  ]);
}

const REMEDIES: Readonly<Record<RemedyId, (system: System) => Remedy>> = {
  'boot-with-fips': bootWithFips,
  'certified-module': certifiedModule,
  'configure-module': configureModule,
  'fips-policy': fipsPolicy,
  initramfs,
  'install-module': installModule,
  'post-quantum-openssl': postQuantumOpenssl,
  'post-quantum-policy': postQuantumPolicy,
  'reinstall-module': reinstallModule,
  'update-policy': () => commands('Write the back-ends anew from the policy:', ['update-crypto-policies']),
};
