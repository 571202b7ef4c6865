import { commands, type ExactRemedy, type Remedy } from '../remedy.ts';
import { type Family, majorOf, type System } from './system.ts';

/** Brings a FIPS module onto the system. */
export function installModule(system: System): Remedy {
  const major = majorOf(system);
  switch (system.family) {
    case 'debian':
      return commands(
        'Install the provider and make its configuration (the package ships none):',
        ['apt-get', 'install', 'openssl-provider-fips'],
        fipsinstall(system),
      );
    case 'ubuntu':
      return commands('The module comes with Ubuntu Pro alone:', ['pro', 'enable', 'fips-updates']);
    case 'azure':
      return major >= 4
        ? 'Install one of the two providers, never both:\n$ dnf install openssl-fips-provider\nor\n$ dnf install SymCrypt SymCrypt-OpenSSL'
        : commands('Install the provider:', ['tdnf', 'install', 'SymCrypt', 'SymCrypt-OpenSSL']);
    case 'red-hat':
      return commands('Install the provider:', ['dnf', 'install', 'openssl-fips-provider']);
    case 'amazon':
      return commands('Install the provider that a certificate names:', [
        'dnf',
        'install',
        'openssl-fips-provider-certified',
      ]);
    case 'suse':
      return commands('Install the provider:', ['zypper', 'install', 'libopenssl-3-fips-provider']);
    case 'wolfi':
      return 'Use a Chainguard FIPS image: the provider is not in the ordinary ones.';
    case 'fedora':
      return commands('Fedora ships fips.so in openssl-libs, without a certificate:', [
        'dnf',
        'reinstall',
        'openssl-libs',
      ]);
    case 'alpine':
    case 'flatcar':
    case 'other':
      return `Build the provider from a validated release as its security policy says and put it into ${system.modulesDirectory}.`;
  }
}

/** Changes to a module that a certificate names. */
export function certifiedModule(system: System): Remedy {
  switch (system.family) {
    case 'amazon':
      return commands('Change to the package that a certificate names:', [
        'dnf',
        'swap',
        'openssl-fips-provider-latest',
        'openssl-fips-provider-certified',
      ]);
    case 'red-hat':
      return majorOf(system) >= 10
        ? 'No certificate for RHEL 10 is known: use RHEL 9 with the build of certificate #4857, or wait.'
        : 'Install the build of certificate #4857 and hold it (it lacks later fixes):\n$ dnf downgrade openssl-fips-provider-so-3.0.7-8.el9 openssl-fips-provider-3.0.7-8.el9';
    case 'ubuntu':
      return commands('Use the validated stream in place of the updates:', ['pro', 'enable', 'fips']);
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

/** Lets OpenSSL route to the module. */
export function configureModule(system: System): Remedy {
  switch (system.family) {
    case 'red-hat':
    case 'fedora':
    case 'amazon':
    case 'suse':
      return `OpenSSL routes to the provider by itself under kernel FIPS mode, if ${system.opensslCnf} has a providers section: restore that file, and boot with fips=1.`;
    case 'azure':
      if (system.immutable) return 'Deploy a FIPS image of this system: nothing of it is changed in place.';
      if (majorOf(system) < 4)
        return `SymCrypt-OpenSSL registers itself in ${system.opensslCnf}: put both back.\n$ tdnf reinstall SymCrypt-OpenSSL openssl`;
      return 'Keep exactly one registration in /etc/pki/tls/azl-openssl-fips-provider.d (symcrypt.cnf or openssl.cnf):\n$ dnf reinstall openssl-fips-provider\nor\n$ dnf reinstall SymCrypt-OpenSSL';
    case 'ubuntu':
      return commands('Repair the installation of Ubuntu Pro:', ['pro', 'enable', 'fips-updates']);
    case 'alpine':
    case 'debian':
    case 'flatcar':
    case 'wolfi':
    case 'other':
      return makeModuleConfiguration(system);
  }
}

/** Puts back a module that was changed. */
export function reinstallModule(system: System): Remedy {
  if (system.immutable) return 'Deploy the image of this system again, and find out who changed the module.';
  const argv = system.family === 'azure' ? reinstallOnAzure(system) : REINSTALL[system.family];
  return argv === undefined
    ? commands('Put the module back from its source, then:', fipsinstall(system))
    : commands('Put the packaged file back and find out who changed it:', argv);
}

/** Azure Linux 4 has one of two providers; the one that is there is put back. */
function reinstallOnAzure(system: System): readonly [string, ...string[]] {
  return majorOf(system) >= 4
    ? ['dnf', 'reinstall', 'openssl-fips-provider*', 'SymCrypt*']
    : ['tdnf', 'reinstall', 'SymCrypt', 'SymCrypt-OpenSSL'];
}

/**
 * Writes the module's configuration anew where it stands, each check on. Builds of Red Hat and SUSE have no fipsinstall, and what
 * crypto-policies generates is not written by hand.
 */
export function moduleParameters(system: System, path: string): Remedy {
  if (WITHOUT_FIPSINSTALL.includes(system.family))
    return `${path} comes with the system, whose openssl has no fipsinstall: the vendor chose these checks. Put the packaged file back where it was changed, else ask the vendor:\n$ rpm -Vf ${path}`;
  return commands("Make the module's configuration anew, each check on:", fipsinstall(system, path));
}

/**
 * The sections that OpenSSL's own example file has are added to, so that nothing that stands there is lost: a section may be
 * opened again, and of a name that is set twice the last counts. Source: config(5).
 */
function makeModuleConfiguration(system: System): ExactRemedy {
  const file = system.opensslCnf;
  const configuration = `${directoryOf(file)}/fipsmodule.cnf`;
  const made = commands("Make the module's configuration:", fipsinstall(system));
  const words = `Then let ${file} include it, activate fips and base (not default), and say default_properties = fips=yes in the alg_section.`;
  const block = [
    `.include ${configuration}`,
    '[openssl_init]',
    'alg_section = pqready_algorithm_sect',
    '[provider_sect]',
    'fips = fips_sect',
    'base = pqready_base_sect',
    '[pqready_base_sect]',
    'activate = 1',
    '[pqready_algorithm_sect]',
    'default_properties = fips=yes',
  ].join('\n');
  const wants = ['openssl_conf = openssl_init', '[openssl_init]', 'providers = provider_sect', '[provider_sect]'];
  return {
    words: `${made.words}\n${words}`,
    steps: [...made.steps, { do: 'append', file, block, wants, without: ['alg_section', 'fips', 'base'] }],
  };
}

/** One strict configuration in all remedies: `-pedantic` sets every key of fips_config(5) that the standard asks for. */
function fipsinstall({ modulesDirectory, opensslCnf }: System, path?: string): readonly [string, ...string[]] {
  const out = path ?? `${directoryOf(opensslCnf)}/fipsmodule.cnf`;
  return ['openssl', 'fipsinstall', '-pedantic', '-out', out, '-module', `${modulesDirectory}/fips.so`];
}

function directoryOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

const REINSTALL: Readonly<Partial<Record<Family, readonly [string, ...string[]]>>> = {
  amazon: ['dnf', 'reinstall', 'openssl-fips-provider*'],
  debian: ['apt-get', 'install', '--reinstall', 'openssl-provider-fips'],
  fedora: ['dnf', 'reinstall', 'openssl-libs'],
  'red-hat': ['dnf', 'reinstall', 'openssl-fips-provider*'],
  suse: ['zypper', 'install', '--force', 'libopenssl-3-fips-provider'],
  ubuntu: ['apt-get', 'install', '--reinstall', 'openssl-fips-module-3'],
};

const WITHOUT_FIPSINSTALL: readonly Family[] = ['amazon', 'fedora', 'red-hat', 'suse'];
