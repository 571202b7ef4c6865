import type { Weight } from '../../src/assess/assessment.ts';
import type { TreeName } from '../trees/index.ts';

/** The rungs of the ladder and the post-quantum questions for which each system's answer is known beforehand. */
export const RUNGS = {
  'fips-140-3': [
    'module.present',
    'module.intact',
    'module.selected.as-booted',
    'module.certificate',
    'module.status',
    'kernel.boot',
    'policy.fips',
  ],
  'pq-transition': ['tls.key-establishment', 'ssh.key-exchange'],
} as const;

/** In the order of RUNGS; more than one weight where the sources leave it open, but never a pass that nobody can see. */
export type Verdicts = readonly (readonly Weight[])[];

const PASS = ['pass'] as const;
const FAIL = ['fail'] as const;
const WARN = ['warn'] as const;
const UNKNOWN = ['unknown'] as const;
const NONE = ['not-applicable'] as const;
/** No certificate names it; whether one may yet be found is open. */
const NOT_CERTIFIED = ['fail', 'unknown'] as const;
/** There is no module to ask about. */
const NO_MODULE = ['not-applicable', 'unknown'] as const;
const NOT_SHOWN = ['warn', 'unknown'] as const;

/** What the sources say of each system on 2026-11-22; corrections to the pages of facts are named beside the row. */
export const verdicts: Readonly<Record<TreeName, Verdicts>> = {
  // #5438 names exactly this build.
  'amazon-linux-2023-certified': [PASS, PASS, PASS, PASS, PASS, PASS, PASS, WARN, WARN],
  // The default package is not the certified one, whatever its version says.
  'amazon-linux-2023-latest': [PASS, PASS, PASS, FAIL, NONE, PASS, PASS, WARN, WARN],
  'azure-container-linux-fips': [PASS, UNKNOWN, FAIL, UNKNOWN, NONE, PASS, NONE, WARN, NO_MODULE],
  'azure-container-linux-orphaned-addon': [PASS, UNKNOWN, FAIL, UNKNOWN, NONE, FAIL, NONE, WARN, NO_MODULE],
  'azure-container-linux-slots': [PASS, UNKNOWN, FAIL, UNKNOWN, NONE, FAIL, NONE, WARN, NO_MODULE],
  'azure-linux-3': [PASS, UNKNOWN, FAIL, UNKNOWN, NONE, FAIL, NONE, WARN, PASS],
  'azure-linux-3-distroless': [PASS, UNKNOWN, FAIL, UNKNOWN, NONE, NO_MODULE, NONE, WARN, NONE],
  // Nothing was found for it, which is not a proof that there is nothing.
  'azure-linux-4-openssl-fips-provider': [PASS, PASS, PASS, NOT_CERTIFIED, NONE, PASS, PASS, PASS, NOT_SHOWN],
  'azure-linux-4-preview': [FAIL, NO_MODULE, [...NO_MODULE, 'fail'], NO_MODULE, NO_MODULE, FAIL, FAIL, PASS, PASS],
  // #5313 exists; its version and systems are not known.
  'azure-linux-4-symcrypt': [PASS, UNKNOWN, PASS, UNKNOWN, NONE, PASS, PASS, ['pass', 'unknown'], NOT_SHOWN],
  'chainguard-fips': [PASS, PASS, PASS, PASS, PASS, NONE, NONE, WARN, NONE],
  'debian-13': [PASS, UNKNOWN, FAIL, NOT_CERTIFIED, NONE, FAIL, NONE, PASS, PASS],
  'fedora-43': [PASS, PASS, FAIL, NOT_CERTIFIED, NONE, FAIL, FAIL, PASS, PASS],
  // What is selected, and what OpenSSH offers, depends on the entry that is booted.
  'fedora-bootc-43': [PASS, PASS, UNKNOWN, NOT_CERTIFIED, NONE, FAIL, FAIL, PASS, ['pass', 'warn']],
  flatcar: [PASS, UNKNOWN, FAIL, NOT_CERTIFIED, NONE, UNKNOWN, NONE, PASS, PASS],
  'flatcar-fips': [PASS, PASS, PASS, NOT_CERTIFIED, NONE, PASS, NONE, PASS, ['pass', 'unknown']],
  'rhel-9-certified': [PASS, PASS, PASS, PASS, PASS, PASS, PASS, WARN, WARN],
  // In no certificate, of this or of any other number.
  'rhel-9-uncertified': [PASS, PASS, PASS, FAIL, NONE, PASS, PASS, WARN, WARN],
  // The bytes are those of #4857; the system is not listed there. Hybrids on the P-curves come from a patch to its library.
  'rhel-10': [PASS, PASS, PASS, PASS, PASS, PASS, PASS, ['pass', 'warn', 'unknown'], NOT_SHOWN],
  'sles-15': [PASS, PASS, PASS, UNKNOWN, NONE, PASS, PASS, WARN, NOT_SHOWN],
  // #5115 names 3.0.13-0ubuntu3+Fips1; the update stream is outside it.
  'ubuntu-24-04-pro': [PASS, UNKNOWN, UNKNOWN, FAIL, NONE, PASS, NONE, NOT_SHOWN, ['pass', ...NOT_SHOWN]],
};
