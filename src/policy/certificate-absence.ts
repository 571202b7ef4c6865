import type { CertificateRow, SearchedRow } from './certificate-row.ts';
import { recheckOn } from './certificate-status.ts';
import {
  buildOf,
  isCalled,
  type ModuleOnSystem,
  matchesSearch,
  namesBuild,
  upstreamVersion,
  versionIn,
} from './module-on-system.ts';
import type { IsoDate } from './profile.ts';
import { type Register, rowsFor } from './register.ts';

/** Why there is no certificate: `not-covered` is known, `nothing-known` decides nothing. */
export interface CertificateAbsence {
  readonly standing: 'not-covered' | 'nothing-known';
  readonly words: string;
}

/** Says why `findCertificate` gave null. A build is never named by its upstream version: another build of it is not covered. */
export function explainAbsence(register: Register, module: ModuleOnSystem, asOf: IsoDate): CertificateAbsence {
  const rows = rowsFor(register, module);
  const near =
    rows.certificates.find((row) => namesBuild(row, module)) ?? rows.certificates.find((row) => isNear(row, module));
  if (near !== undefined && namesBuild(near, module))
    return { standing: 'not-covered', words: exactWords(near, module) };
  const uncovered = rows.uncovered.find((row) => row.confidence !== 'L' && matchesSearch(row, module));
  if (uncovered !== undefined) return { standing: 'not-covered', words: searchWords(uncovered, asOf) };
  if (near !== undefined) return nearAbsence(near, module);
  const searched = rows.nothingFound.find((row) => matchesSearch(row, module));
  if (searched !== undefined) return { standing: 'nothing-known', words: searchWords(searched, asOf) };
  const build = buildOf(module) ?? 'a build that does not say what it is';
  return { standing: 'nothing-known', words: `no certificate known for ${module.name ?? 'this module'} ${build}` };
}

function isNear(row: CertificateRow, module: ModuleOnSystem): boolean {
  const upstream = upstreamVersion(module);
  const sameVersion = upstream !== null && row.builds.some((each) => versionIn(each) === upstream);
  return sameVersion && (row.form === 'source' || isCalled(row, module));
}

/** The row names this very string, but was not yet issued, or the system ships other bytes under it. */
function exactWords(row: CertificateRow, module: ModuleOnSystem): string {
  const build = buildOf(module);
  return row.rebuiltOn.includes(module.os?.id ?? '')
    ? `certificate #${row.number} covers ${build} as released; ${module.os?.id} patches and rebuilds it`
    : `certificate #${row.number} for ${build} was issued on ${row.validated}`;
}

/** Another build of the version is not covered; where the row itself names no more than the version, that cannot be told. */
function nearAbsence(row: CertificateRow, module: ModuleOnSystem): CertificateAbsence {
  const build = buildOf(module);
  const named = row.builds.join(', ');
  const bare = row.form === 'binary' && row.builds.every((each) => each === versionIn(each));
  return bare
    ? {
        standing: 'nothing-known',
        words: `certificate #${row.number} names ${named}; whether it covers ${build} is not on our copy`,
      }
    : {
        standing: 'not-covered',
        words: `certificate #${row.number} names ${named} of ${row.module}; ${build} is another build`,
      };
}

function searchWords(row: SearchedRow, asOf: IsoDate): string {
  return [`${row.words} (as of ${row.asOf})`, recheckOn(row, asOf)].filter((part) => part !== null).join('; ');
}
