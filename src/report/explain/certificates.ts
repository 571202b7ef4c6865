import type { CertificateRow } from '../../policy/certificate-row.ts';
import { recheckOn, statusOn } from '../../policy/certificate-status.ts';
import { allRows } from '../../policy/register.ts';
import { type Entry, type Explanation, type Library, section } from './explanation.ts';

/** Every certificate of the register, by its number. */
export function certificateEntries(library: Library): readonly Entry[] {
  return allRows(library.register).certificates.map((row) => ({
    names: [`#${row.number}`, `${row.number}`],
    explain: () => explainCertificate(row, library),
  }));
}

function explainCertificate(row: CertificateRow, { asOf, profiles }: Library): Explanation {
  const status = statusOn(row, asOf) ?? 'not yet issued';
  const recheck = recheckOn(row, asOf);
  const asking = profiles.flatMap((profile) =>
    profile.requirements
      .filter((each) => /^fips-module-(certificate|status|standard|environment)$/.test(each.rule))
      .map((each) => `${profile.id} ${each.id} (${each.severity}): ${each.says}`),
  );
  return {
    id: `#${row.number}`,
    kind: 'CMVP certificate',
    sections: [
      ...section('What it is', [
        `${row.module}, of ${row.vendor}; ${row.standard}, level ${row.level}`,
        `${status.replaceAll('-', ' ')} on ${asOf}; validated ${row.validated ?? 'on a day that is not known'}, sunset ${row.sunset ?? 'not known'}${row.interim ? ', interim' : ''}`,
        ...(row.supersededBy === null ? [] : [`followed by #${row.supersededBy}`]),
        ...(row.caveat === null ? [] : [row.caveat]),
      ]),
      ...section('What it covers', [
        row.builds.length > 0
          ? `exactly ${row.builds.join(', ')}`
          : 'builds that our copy does not know: no module matches it',
        ...(row.names.length > 0 ? [`as ${row.names.join('; ')}`] : []),
        ...(row.form === 'source' ? ['a source release: the string alone does not prove the bytes'] : []),
        ...(row.environments ?? []).map(
          ({ os, version, arch, on }) =>
            `tested on ${os} ${version}${arch === null ? '' : `, ${arch.join(', ')}`}${on === null ? '' : ` (${on})`}`,
        ),
        ...(row.postQuantum.length > 0
          ? [`post-quantum: ${row.postQuantum.join(', ')}`]
          : ['no post-quantum algorithm']),
        ...(row.notApproved === null ? [] : [`not approved in it: ${row.notApproved.join(', ')}`]),
      ]),
      ...section('Which requirements look at it', asking),
      ...section('Where this comes from', [
        `${row.source}, our copy of ${row.asOf}, confidence ${row.confidence}`,
        ...(recheck === null ? [] : [recheck]),
      ]),
    ],
  };
}
