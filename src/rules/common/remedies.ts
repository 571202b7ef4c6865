import type { FactKind } from '../../facts/fact.ts';
import type { FactBase } from '../../facts/fact-base.ts';
import type { Origin } from '../../facts/values/configuration.ts';
import { type Family, majorOf, type System, systemOf } from './system.ts';

/** The kinds of fact that a remedy is chosen by: every rule with a remedy consults them. */
export const remedyKinds: readonly FactKind[] = ['os.release', 'os.form', 'openssl.library'];

/** Something to be done, in the words and commands of one system. A line that begins with `$ ` is a command. */
export type Remedy =
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
export function remedyFor(remedy: Remedy, facts: FactBase): string {
  const system = systemOf(facts);
  return REMEDIES[remedy](system);
}

/** The file that OpenSSL reads on this system. */
export function systemPlace(facts: FactBase): string {
  return systemOf(facts).opensslCnf;
}

/** Where to write a line of OpenSSL's TLS settings: beside the policy that set the value, else in the system's own file. */
export function opensslSetting(facts: FactBase, line: string, origin: Origin): string {
  // A drop-in without a header of its own lands in the last section of the generated file and does nothing.
  if (origin.from === 'policy')
    return `In /etc/crypto-policies/local.d/opensslcnf-pqready.config write:\n[crypto_policy]\n${line}\nthen:\n$ update-crypto-policies`;
  const { opensslCnf } = systemOf(facts);
  return `In ${opensslCnf}, in the section that system_default of ssl_conf names, write:\n${line}`;
}

function bootWithFips(system: System): string {
  const major = majorOf(system);
  switch (system.family) {
    case 'red-hat':
      return major >= 10
        ? "Install the system with fips=1 on the installer's command line: on RHEL 10 it cannot be switched on later."
        : 'Switch FIPS mode on and restart:\n$ fips-mode-setup --enable';
    case 'fedora':
      return "Add the kernel argument, rebuild the initramfs with dracut's fips module, restart:\n$ grubby --update-kernel=ALL --args=fips=1\n$ dracut --force --regenerate-all --add fips";
    case 'amazon':
      return 'Install the tools, switch FIPS mode on, restart:\n$ dnf install crypto-policies crypto-policies-scripts\n$ fips-mode-setup --enable';
    case 'azure':
      return major >= 4
        ? 'Use an Azure Linux FIPS image, or add the argument and restart:\n$ grubby --update-kernel=ALL --args=fips=1'
        : 'Install dracut-fips, add fips=1 (and boot=UUID=... where /boot is separate), restart:\n$ tdnf install dracut-fips\n$ grubby --update-kernel=ALL --args=fips=1';
    case 'ubuntu':
      return 'Attach the machine to Ubuntu Pro, switch FIPS on, restart:\n$ pro enable fips-updates';
    case 'suse':
      return 'Switch FIPS mode on and restart:\n$ zypper install -t pattern fips\n$ fips-mode-setup --enable';
    case 'flatcar':
      return 'Add to /usr/share/oem/grub.cfg or /oem/grub.cfg, then restart:\nset linux_append="$linux_append fips=1"';
    case 'debian':
      return 'Add fips=1 to GRUB_CMDLINE_LINUX in /etc/default/grub, then restart:\n$ update-grub';
    case 'alpine':
    case 'wolfi':
    case 'other':
      return 'Add fips=1 to the kernel command line of every boot entry and restart.';
  }
}

function installModule(system: System): string {
  const major = majorOf(system);
  switch (system.family) {
    case 'debian':
      return `Install the provider and make its configuration (the package ships none):\n$ apt-get install openssl-provider-fips\n${fipsinstall(system)}`;
    case 'ubuntu':
      return 'The module comes with Ubuntu Pro alone:\n$ pro enable fips-updates';
    case 'azure':
      return major >= 4
        ? 'Install one of the two providers, never both:\n$ dnf install openssl-fips-provider\nor\n$ dnf install SymCrypt SymCrypt-OpenSSL'
        : 'Install the provider:\n$ tdnf install SymCrypt SymCrypt-OpenSSL';
    case 'red-hat':
      return 'Install the provider:\n$ dnf install openssl-fips-provider';
    case 'amazon':
      return 'Install the provider that a certificate names:\n$ dnf install openssl-fips-provider-certified';
    case 'suse':
      return 'Install the provider:\n$ zypper install libopenssl-3-fips-provider';
    case 'wolfi':
      return 'Use a Chainguard FIPS image: the provider is not in the ordinary ones.';
    case 'fedora':
      return 'Fedora ships fips.so in openssl-libs, without a certificate:\n$ dnf reinstall openssl-libs';
    case 'alpine':
    case 'flatcar':
    case 'other':
      return `Build the provider from a validated release as its security policy says and put it into ${system.modulesDirectory}.`;
  }
}

function certifiedModule(system: System): string {
  switch (system.family) {
    case 'amazon':
      return 'Change to the package that a certificate names:\n$ dnf swap openssl-fips-provider-latest openssl-fips-provider-certified';
    case 'red-hat':
      return majorOf(system) >= 10
        ? 'No certificate for RHEL 10 is known: use RHEL 9 with the build of certificate #4857, or wait.'
        : 'Install the build of certificate #4857 and hold it (it lacks later fixes):\n$ dnf downgrade openssl-fips-provider-so-3.0.7-8.el9 openssl-fips-provider-3.0.7-8.el9';
    case 'ubuntu':
      return 'Use the validated stream in place of the updates:\n$ pro enable fips';
    case 'wolfi':
      return 'Use an image whose provider is 3.4.0-r5 (#5132), or 3.6.0-r4 (#5523) selected by OPENSSL_CONF_INCLUDE=/etc/ssl-3.6.0.';
    case 'debian':
    case 'alpine':
    case 'flatcar':
    case 'other':
      return "Build OpenSSL 3.1.2 as the security policy of certificate #4985 says, and load its fips.so beside the system's libcrypto.";
    case 'azure':
    case 'fedora':
    case 'suse':
      return 'Ask the vendor for the certificate that names this build, or use a system whose module has one.';
  }
}

function configureModule(system: System): string {
  switch (system.family) {
    case 'red-hat':
    case 'fedora':
    case 'amazon':
    case 'suse':
      return `OpenSSL routes to the provider by itself under kernel FIPS mode, if ${system.opensslCnf} has a providers section: restore that file, and boot with fips=1.`;
    case 'azure':
      return 'Keep exactly one registration in /etc/pki/tls/azl-openssl-fips-provider.d (symcrypt.cnf or openssl.cnf):\n$ dnf reinstall openssl-fips-provider\nor\n$ dnf reinstall SymCrypt-OpenSSL';
    case 'ubuntu':
      return 'Repair the installation of Ubuntu Pro:\n$ pro enable fips-updates';
    case 'alpine':
    case 'debian':
    case 'flatcar':
    case 'wolfi':
    case 'other':
      return `Make the module's configuration:\n${fipsinstall(system)}\nThen let ${system.opensslCnf} include it, activate fips and base (not default), and say default_properties = fips=yes in the alg_section.`;
  }
}

/** One strict configuration in all remedies: `-pedantic` sets every key of fips_config(5) that the standard asks for. */
function fipsinstall({ modulesDirectory, opensslCnf }: System): string {
  const directory = opensslCnf.slice(0, opensslCnf.lastIndexOf('/'));
  return `$ openssl fipsinstall -pedantic -out ${directory}/fipsmodule.cnf -module ${modulesDirectory}/fips.so`;
}

function reinstallModule(system: System): string {
  const command = REINSTALL[system.family];
  return command === undefined
    ? `Put the module back from its source, then:\n${fipsinstall(system)}`
    : `Put the packaged file back and find out who changed it:\n$ ${command}`;
}

/** Where dracut's fips module is a package of its own, and where it is a part of dracut. */
function initramfs(system: System): string {
  const rebuild = '$ dracut --force --regenerate-all --add fips';
  switch (system.family) {
    case 'azure':
      return `Install it and rebuild the initramfs:\n$ ${majorOf(system) >= 4 ? 'dnf' : 'tdnf'} install dracut-fips\n${rebuild}`;
    case 'suse':
      return `Install it and rebuild the initramfs:\n$ zypper install dracut-fips\n${rebuild}`;
    case 'amazon':
    case 'fedora':
    case 'red-hat':
      return `It belongs to dracut: put that back and rebuild the initramfs:\n$ dnf reinstall dracut\n${rebuild}`;
    case 'alpine':
    case 'debian':
    case 'flatcar':
    case 'ubuntu':
    case 'wolfi':
    case 'other':
      return "Put dracut's fips module (01fips) into the initramfs, with the means that build it on this system.";
  }
}

function fipsPolicy(system: System): string {
  if (system.family === 'red-hat' && majorOf(system) >= 10)
    return 'Install the system with fips=1: the policy then follows the kernel.';
  return 'Set the policy (it takes hold in programs that start after it):\n$ update-crypto-policies --set FIPS';
}

function postQuantumPolicy(system: System): string {
  if (system.family === 'red-hat' && majorOf(system) < 10)
    return 'Add the post-quantum module (RHEL 9.7 and later):\n$ update-crypto-policies --set DEFAULT:PQ';
  if (system.family === 'amazon') return 'Add the post-quantum module:\n$ update-crypto-policies --set DEFAULT:PQ';
  return 'Take a policy that has ML-KEM, without NO-PQ or OSPP:\n$ update-crypto-policies --set DEFAULT';
}

function postQuantumOpenssl(system: System): string {
  const release = NEWER[system.family];
  return release ?? 'Move to a release of the system with OpenSSL 3.5 or later.';
}

const REMEDIES: Readonly<Record<Remedy, (system: System) => string>> = {
  'boot-with-fips': bootWithFips,
  'certified-module': certifiedModule,
  'configure-module': configureModule,
  'fips-policy': fipsPolicy,
  initramfs,
  'install-module': installModule,
  'post-quantum-openssl': postQuantumOpenssl,
  'post-quantum-policy': postQuantumPolicy,
  'reinstall-module': reinstallModule,
  'update-policy': () => 'Write the back-ends anew from the policy:\n$ update-crypto-policies',
};

const REINSTALL: Readonly<Partial<Record<Family, string>>> = {
  amazon: 'dnf reinstall "openssl-fips-provider*"',
  azure: 'dnf reinstall openssl-fips-provider SymCrypt-OpenSSL',
  debian: 'apt-get install --reinstall openssl-provider-fips',
  fedora: 'dnf reinstall openssl-libs',
  'red-hat': 'dnf reinstall "openssl-fips-provider*"',
  suse: 'zypper install --force libopenssl-3-fips-provider',
  ubuntu: 'apt-get install --reinstall openssl-fips-module-3',
};

const NEWER: Readonly<Partial<Record<Family, string>>> = {
  amazon:
    'Update OpenSSL to 3.5 (Amazon Linux 2023 ships it since 2026):\n$ dnf upgrade --releasever=latest openssl openssl-libs',
  debian: 'Move to Debian 13, which has OpenSSL 3.5.',
  'red-hat': 'Move to RHEL 10.1 or 9.7, which have OpenSSL 3.5:\n$ dnf upgrade openssl openssl-libs',
  ubuntu: 'Move to Ubuntu 26.04, which has OpenSSL 3.5.',
};
