import type { IsoDate, Profile, Requirement } from '../../src/policy/profile.ts';

/** A day of a test. */
export function day(text: string): IsoDate {
  // Tests write days out; the brand is what the profile reader would have checked.
  return text as IsoDate;
}

/** A requirement of which a test says only what matters to it. */
export function requirement(given: Partial<Requirement> = {}): Requirement {
  return {
    id: 'kernel-flag-on',
    says: 'The kernel runs in FIPS mode',
    rule: 'kernel-fips-mode-on',
    with: {},
    applies: ['host', 'dir', 'image', 'endpoint'],
    severity: 'high',
    binding: 'certification',
    population: 'federal agencies',
    purpose: 'module',
    dates: {},
    confidence: 'H',
    cites: [{ document: 'FIPS 140-3', section: '7.4', verified: day('2026-11-01') }],
    ...given,
  };
}

/** A profile of the given requirements. */
export function profile(...requirements: readonly Requirement[]): Profile {
  return {
    id: 'house',
    title: 'House rules',
    revision: '1',
    retrieved: day('2026-11-01'),
    sha256: '0'.repeat(64),
    requirements,
  };
}
