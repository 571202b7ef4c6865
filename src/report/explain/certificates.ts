import { certificateJoin } from '../../assess/certificates.ts';
import { weigher } from '../../assess/weigh.ts';
import { type Fact, fact } from '../../facts/fact.ts';
import { factBase } from '../../facts/fact-base.ts';
import { targetPath } from '../../facts/locator.ts';
import { evidence } from '../../facts/quote.ts';
import type { CertificateRow } from '../../policy/certificate-row.ts';
import { recheckOn, statusOn } from '../../policy/certificate-status.ts';
import type { IsoDate } from '../../policy/profile.ts';
import { allRows } from '../../policy/register.ts';
import { exampleModule } from './example-module.ts';
import { type Entry, type Explanation, type Library, type Section, section } from './explanation.ts';
import { remedyBySystem } from './requirements.ts';

/** Every certificate of the register, by its number. */
export function certificateEntries(library: Library): readonly Entry[] {
  return allRows(library.register).certificates.map((row) => ({
    names: [`#${row.number}`, `${row.number}`],
    explain: () => explainCertificate(row, library),
  }));
}

function explainCertificate(row: CertificateRow, library: Library): Explanation {
  const { asOf } = library;
  const recheck = recheckOn(row, asOf);
  return {
    id: `#${row.number}`,
    kind: 'CMVP certificate',
    sections: [
      ...section('What it is', [
        `${row.module}, of ${row.vendor}; ${row.standard}, level ${row.level}`,
        `${standingOn(row, asOf)}; validated ${row.validated ?? 'on a day that is not known'}, sunset ${row.sunset ?? 'not known'}${row.interim ? ', interim' : ''}`,
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
        ...(row.boundaryExcludes === null ? [] : [`outside its boundary: ${row.boundaryExcludes.join(', ')}`]),
        ...(row.packages.length === 0 ? [] : [`comes in ${row.packages.join(', ')}; the string in the module decides`]),
      ]),
      ...section('Why it matters', [WHY[row.standard]]),
      ...judgedWithModule(row, library),
      // Only where the words name this certificate: what is said of another is no way to this one.
      ...section('How to get its build', remedyBySystem('certified-module', new RegExp(`#${row.number}\\b`))),
      ...section('Where this comes from', [
        `${row.source}, our copy of ${row.asOf}, confidence ${row.confidence}`,
        ...(recheck === null ? [] : [recheck]),
      ]),
    ],
  };
}

function standingOn(row: CertificateRow, asOf: IsoDate): string {
  const status = statusOn(row, asOf);
  switch (status) {
    case 'active':
    case 'historical':
    case 'revoked':
      return `${status} on ${asOf}`;
    case 'copy-too-old':
      return `active when we last looked, too long before ${asOf} to count on it`;
    case 'sunset-passed-on-our-copy':
      return `its sunset is past on ${asOf}, unless it was extended since we last looked`;
    case null:
      return `not issued yet on ${asOf}`;
  }
}

/** How each profile judges a module of this certificate, on the first system that it was tested on. */
function judgedWithModule(row: CertificateRow, { profiles, rules, register, asOf }: Library): readonly Section[] {
  const [build] = row.builds;
  if (build === undefined) return [];
  const [tested] = row.environments ?? [];
  const facts = factBase(certificateJoin(register, asOf)(factsOf(row, build, tested?.os ?? null)), []);
  const lines = profiles.flatMap((profile) =>
    profile.requirements.flatMap((requirement) => {
      const rule = rules.find(({ id }) => id === requirement.rule);
      const elsewhere = requirement.systems?.every(({ id }) => id !== tested?.os) ?? false;
      if (rule === undefined || elsewhere || !ABOUT_CERTIFICATES.test(rule.id)) return [];
      const judgement = rule.with(requirement.with).judge(facts)[0];
      if (judgement === undefined) return [];
      const { weight, shortfall } = weigher(requirement, { asOf })(judgement);
      return [`${weight.padEnd(7)} ${profile.id} ${requirement.id}: ${shortfall ?? requirement.says}`];
    }),
  );
  return section(`A system with build ${build}${tested === undefined ? '' : ` on ${tested.os}`}`, lines);
}

function factsOf({ names }: CertificateRow, build: string, os: string | null): readonly Fact[] {
  const module = exampleModule('FIPS module', { name: names[0] ?? null, version: build, build });
  if (os === null) return [module];
  const release = { id: os, versionId: null, variantId: null, idLike: [], prettyName: null };
  const seen = evidence({ in: 'file', path: targetPath('/etc/os-release') }, 'an example');
  return [fact('os.release', 'operating system', release, seen), module];
}

const ABOUT_CERTIFICATES = /^fips-module-(certificate|status|standard)$/;
const WHY: Readonly<Record<CertificateRow['standard'], string>> = {
  'FIPS 140-2':
    'All certificates of FIPS 140-2 are historical since 2026-09-22: for systems that run already, at the risk of their owner.',
  'FIPS 140-3': 'Where validated cryptography is asked for, only the builds that an active certificate names are.',
};
