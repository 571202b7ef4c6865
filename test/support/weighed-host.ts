import { assess } from '../../src/assess/assess.ts';
import { waive } from '../../src/assess/waive.ts';
import { factBase } from '../../src/facts/fact-base.ts';
import type { TargetReport } from '../../src/report/format.ts';
import { bind, type Rule } from '../../src/rules/rule.ts';
import { smallHost, smallHostFacts } from './report.ts';
import { day, profile, requirement } from './requirement.ts';

const flagOn: Rule<null> = {
  id: 'kernel-fips-mode-on',
  title: 'kernel in FIPS mode',
  reads: ['kernel.fips-mode'],
  params: () => null,
  judge: (facts) =>
    facts.all('kernel.fips-mode').map(({ id, subject }) => ({
      subject,
      outcome: 'unmet',
      because: [id],
      shortfall: 'the running kernel is not in FIPS mode',
      remedy: 'Boot with fips=1:\n$ grubby --update-kernel=ALL --args=fips=1',
    })),
};

const groupOffered: Rule<null> = {
  id: 'ml-kem-offered',
  title: 'ML-KEM offered',
  reads: ['tls.configured'],
  params: () => null,
  judge: (facts) => facts.all('tls.configured').map(({ id, subject }) => ({ subject, outcome: 'met', because: [id] })),
};

const bootEntries: Rule<null> = { ...flagOn, id: 'boot-entries', reads: ['kernel.boot'], judge: () => [] };

const SI_7 = {
  document: 'NIST SP 800-53 r5',
  section: 'SI-7(15) Code Authentication, SC-13',
  url: 'https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final',
  verified: day('2026-11-01'),
};

/** The profile of `weighedHost`: a requirement for each weight, and a duty that no scan can see. */
const asked = {
  ...profile(
    requirement({ id: 'fails', cites: [SI_7] }),
    requirement({ id: 'failed-since', dates: { disallowed: day('2026-09-22') } }),
    requirement({ id: 'warns', severity: 'medium', dates: { disallowed: day('2031-01-01') } }),
    requirement({ id: 'waived' }),
    requirement({ id: 'passes', says: 'ML-KEM is offered', rule: 'ml-kem-offered', purpose: 'key-establishment' }),
    requirement({ id: 'unseen', says: 'Every boot entry turns FIPS mode on', rule: 'boot-entries' }),
    requirement({ id: 'endpoint-only', applies: ['endpoint'] }),
  ),
  notObservable: [
    {
      id: 'plan',
      says: 'A plan of migration is handed in',
      why: 'a plan leaves no trace on a system',
      binding: 'order',
      population: 'federal agencies',
      purpose: 'planning',
      due: day('2026-10-22'),
      confidence: 'H',
      cites: [{ document: 'OMB M-26-15', section: 'IV', verified: day('2026-11-01') }],
    },
  ],
} as const;

/** A host with a finding of every weight, under a waiver, with what cannot be seen beside it. */
export function weighedHost(name = 'web-1'): TargetReport {
  const host = smallHost();
  const asOf = day('2026-11-22');
  const assessment = assess({
    profile: asked,
    rules: [bind(flagOn), bind(groupOffered), bind(bootEntries)],
    facts: factBase(smallHostFacts, host.gaps),
    targetKind: 'host',
    asOf,
  });
  const waiver = {
    requirement: 'waived',
    subject: 'kernel',
    reason: 'moves to the module in spring',
    owner: 'platform team',
    ticket: 'SEC-1',
    expires: day('2027-03-31'),
    covers: ['fail'],
    place: 'waivers.yaml:2:5',
  } as const;
  const { assessments } = waive([assessment], [waiver], { name, asOf });
  return { ...host, name, assessments };
}
