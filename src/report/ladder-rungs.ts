import type { FipsModule } from '../facts/values/modules.ts';

/** One rung of the verdict ladder: how far it holds, and why, in words that may quote the scanned system. */
export interface Rung {
  readonly name: string;
  readonly state: 'pass' | 'fail' | 'unknown';
  readonly words: string;
}

/** The verdict ladder of a FIPS module, from the lowest rung: present, intact, selected, validated, environment, seen working. */
export function rungsOf(module: FipsModule): readonly Rung[] {
  return rungs(module).map(([name, state, words]) => ({ name, state, words }));
}

type Row = readonly [rung: string, state: 'pass' | 'fail' | 'unknown', words: string];

function rungs(module: FipsModule): readonly Row[] {
  const { integrity, integrityBasis, selected, reportedActive } = module;
  const routed = [selected.flagOff, selected.flagOn];
  return [
    ['present', 'pass', module.path],
    [
      'intact',
      integrity === 'intact' ? 'pass' : integrity === 'altered' ? 'fail' : 'unknown',
      `${integrity}: ${integrityBasis}`,
    ],
    [
      'selected',
      routed.includes('enforced') ? 'pass' : routed.includes('unknown') ? 'unknown' : 'fail',
      `kernel flag off: ${selected.flagOff}; on: ${selected.flagOn}`,
    ],
    ...certificateRungs(module),
    reportedActive === null
      ? ['working', 'unknown', 'not seen: nothing was run']
      : [
          'working',
          reportedActive ? 'pass' : 'fail',
          `the host's own openssl says ${reportedActive ? 'active' : 'not active'}`,
        ],
  ];
}

function certificateRungs({ certificate, certificateAbsence }: FipsModule): readonly Row[] {
  if (certificate === undefined) return [['validated', 'unknown', 'not judged']];
  if (certificate === null) {
    const isKnown = certificateAbsence?.standing === 'not-covered';
    return [
      ['validated', isKnown ? 'fail' : 'unknown', certificateAbsence?.words ?? 'no certificate known for this build'],
    ];
  }
  const { number, standard, status, sunset, environmentListed, asOf } = certificate;
  const name = number === null ? 'no number yet' : `#${number}`;
  const words = `${name}, ${standard}, ${status.replaceAll('-', ' ')}, sunset ${sunset ?? 'unknown'} (copy of ${asOf})`;
  return [
    ['validated', STATUS[status], words],
    ['environment', ENVIRONMENT[environmentListed], `this system among the tested ones: ${environmentListed}`],
  ];
}

const STATUS = {
  active: 'pass',
  historical: 'fail',
  revoked: 'fail',
  'in-process': 'fail',
  'sunset-passed-on-our-copy': 'unknown',
  'copy-too-old': 'unknown',
} as const;
const ENVIRONMENT = { yes: 'pass', no: 'fail', unknown: 'unknown' } as const;
