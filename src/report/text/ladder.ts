import type { ChalkInstance } from 'chalk';
import type { Fact } from '../../facts/fact.ts';
import { quote } from '../../facts/quote.ts';
import type { FipsModule } from '../../facts/values/modules.ts';
import type { Look } from '../format.ts';
import { wrap } from '../wrap.ts';
import { paintWeight } from './weight-colour.ts';

/** The verdict ladder of each FIPS module, rung by rung: present, intact, selected, validated, environment, seen working. */
export function ladderText(modules: readonly Fact<'fips.module'>[], paint: ChalkInstance, look: Look): string {
  if (modules.length === 0) return `${paint.bold('FIPS modules')}\n  none of OpenSSL found`;
  return modules.map((module) => oneLadder(module, paint, look)).join('\n\n');
}

function oneLadder({ subject, value }: Fact<'fips.module'>, paint: ChalkInstance, { width }: Look): string {
  const title = [value.name, value.build ?? value.version].filter((part) => part !== null).join(' ');
  const lines = rungs(value).map(([rung, state, words]) => {
    const mark = paintWeight(paint, state)(MARKS[state].padEnd(4));
    // The mark is four columns wide whatever its colour codes: wrap counts the plain text and the mark is put in after.
    return wrap(`${rung.padEnd(11).replaceAll(' ', HARD_SPACE)} ${words}`, width - 7, ' '.repeat(19), '')
      .replaceAll(HARD_SPACE, ' ')
      .replace(/^/, `  ${mark} `);
  });
  const name = title === '' ? 'it does not say what it is' : quote(title);
  return [`${paint.bold(subject)}: ${name}`, ...lines].join('\n');
}

type Rung = readonly [rung: string, state: 'pass' | 'fail' | 'unknown', words: string];

function rungs(module: FipsModule): readonly Rung[] {
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

function certificateRungs({ certificate, certificateAbsence }: FipsModule): readonly Rung[] {
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
const MARKS = { pass: 'yes', fail: 'no', unknown: '?' } as const;
const HARD_SPACE = '\u00a0';
