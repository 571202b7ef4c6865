import { commands, type Remedy } from '../remedy.ts';
import { type Family, majorOf, type System } from './system.ts';

/**
 * Takes a crypto policy that has ML-KEM, and keeps the rest of the one that stands: its base is never changed, so that FIPS mode and
 * stricter policies stay what they are. Words alone where a module is taken out, since whoever put it there had a reason.
 */
export function postQuantumPolicy(system: System): Remedy {
  if (system.opensslVersion !== null && !hasPostQuantum(system)) return postQuantumOpenssl(system);
  const [base = 'DEFAULT', ...modules] = (system.cryptoPolicy ?? 'DEFAULT').split(':');
  const kept = modules.filter((each) => each !== 'NO-PQ' && each !== 'OSPP');
  const added = hasModule(system, base) && !kept.includes('PQ') ? ['PQ'] : [];
  const policy = [base, ...kept, ...added].join(':');
  if (policy === system.cryptoPolicy)
    return `The policy ${policy} takes nothing away, and another would take its settings: keep it. What is missing must come from the library or, in FIPS mode, from a module that has ML-KEM.`;
  const words =
    added.length > 0
      ? `Add the post-quantum module${system.family === 'red-hat' ? ' (RHEL 9.7 and later)' : ''}:`
      : 'Take a policy that has ML-KEM, without NO-PQ or OSPP:';
  return `${words}\n$ update-crypto-policies --set ${policy}`;
}

/** Brings an OpenSSL that has ML-KEM and ML-DSA; 3.5 is the first. */
export function postQuantumOpenssl(system: System): Remedy {
  if (hasPostQuantum(system))
    return `OpenSSL ${system.opensslVersion} of this system has ML-KEM and ML-DSA: name them in Groups and SignatureAlgorithms of ${system.opensslCnf}, unless the FIPS module that serves is without them.`;
  return NEWER[system.family]?.(system) ?? 'Move to a release of the system with OpenSSL 3.5 or later.';
}

/** RHEL 9.7 documents DEFAULT:PQ and FIPS:PQ; of Amazon Linux the first alone is known. */
function hasModule(system: System, base: string): boolean {
  if (system.family === 'red-hat') return majorOf(system) < 10;
  return system.family === 'amazon' && base !== 'FIPS';
}

/** Whether the system's own library is known to have ML-KEM and ML-DSA. */
export function hasPostQuantum({ opensslVersion }: System): boolean {
  const [major = 0, minor = 0] = (opensslVersion ?? '').split('.').map((part) => Number.parseInt(part, 10) || 0);
  return major > 3 || (major === 3 && minor >= 5);
}

const NEWER: Readonly<Partial<Record<Family, (system: System) => Remedy | undefined>>> = {
  amazon: () =>
    commands('Update OpenSSL to 3.5 (Amazon Linux 2023 ships it since 2026):', [
      'dnf',
      'upgrade',
      '--releasever=latest',
      'openssl',
      'openssl-libs',
    ]),
  azure: (system) =>
    system.immutable
      ? 'Move to an image of this system with OpenSSL 3.5 or later: packages are not changed in place.'
      : 'Move to Azure Linux 4, which has OpenSSL 3.5.',
  debian: (system) => (majorOf(system) < 13 ? 'Move to Debian 13, which has OpenSSL 3.5.' : undefined),
  fedora: (system) => (majorOf(system) < 43 ? 'Move to Fedora 43, which has OpenSSL 3.5.' : undefined),
  'red-hat': (system) =>
    majorOf(system) === 9 || majorOf(system) === 10
      ? commands(`Update to release ${majorOf(system) === 9 ? '9.7' : '10.1'} or later, which has OpenSSL 3.5:`, [
          'dnf',
          'upgrade',
          'openssl',
          'openssl-libs',
        ])
      : 'Move to release 9.7 or 10.1, which have OpenSSL 3.5.',
  suse: (system) => (majorOf(system) < 16 ? 'Move to SUSE Linux Enterprise 16, which has OpenSSL 3.5.' : undefined),
  ubuntu: (system) => (majorOf(system) < 26 ? 'Move to Ubuntu 26.04, which has OpenSSL 3.5.' : undefined),
};
