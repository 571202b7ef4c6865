import type { Assessment, Finding } from '../../assess/assessment.ts';
import { quote } from '../../facts/quote.ts';
import type { TargetReport } from '../format.ts';
import { factsById, printable, proofsOf, proofWords, shortfallWords } from '../told-finding.ts';

/** A target with the reference that its components begin with. */
export interface Placed {
  readonly target: TargetReport;
  readonly ref: string;
}

/** `definitions.standards`: each profile that judged, with the requirements that it asked, once for all targets. */
export function standards(placed: readonly Placed[]): readonly object[] {
  const assessments = placed.flatMap(({ target }) => target.assessments ?? []);
  const byProfile = Map.groupBy(assessments, ({ profile }) => profile.id);
  return [...byProfile].map(([id, same]) => {
    const findings = same.flatMap((each) => each.findings);
    const requirements = new Map(findings.map(({ requirement }) => [requirement.id, requirement]));
    return {
      'bom-ref': `standard/${id}`,
      name: same[0]?.profile.title ?? id,
      version: same[0]?.profile.revision ?? '',
      description: `pqready profile ${id}, SHA-256 ${same[0]?.profile.sha256 ?? ''}`,
      requirements: [...requirements.values()].map((requirement) => ({
        'bom-ref': requirementRef(id, requirement.id),
        identifier: requirement.id,
        title: requirement.says,
        descriptions: requirement.cites.map(({ document, section }) => `${document} ${section}`),
      })),
    };
  });
}

/**
 * `declarations`: for each finding a claim with its evidence, and for each requirement how far it is met. What could not be decided
 * is no claim: its attestation has a conformance of 0 with a confidence of 0, and says why.
 */
export function declarations(placed: readonly Placed[], tool: string): object {
  const told = placed.flatMap(({ target, ref }) => {
    const facts = factsById(target.facts);
    return (target.assessments ?? []).flatMap((assessment) =>
      asked(assessment).map((finding) => ({
        finding,
        target: ref,
        id: `${ref}${assessment.profile.id}/${finding.fingerprint}`,
        requirement: requirementRef(assessment.profile.id, finding.requirement.id),
        proofs: proofsOf(finding, facts).slice(0, MOST_PROOFS).map(proofWords),
      })),
    );
  });
  return {
    assessors: [{ 'bom-ref': 'assessor', thirdParty: true, organization: { name: tool } }],
    attestations: placed.map(({ target, ref }) => ({
      summary: `${quote(target.name)}, judged by ${tool}`,
      assessor: 'assessor',
      map: told.filter((each) => each.target === ref).map(mapping),
    })),
    claims: told.filter(({ finding }) => finding.weight !== 'unknown').map(claim),
    evidence: told.filter(({ proofs }) => proofs.length > 0).map(evidence),
  };
}

interface Told {
  readonly finding: Finding;
  readonly target: string;
  readonly id: string;
  readonly requirement: string;
  readonly proofs: readonly string[];
}

function asked({ findings }: Assessment): readonly Finding[] {
  return findings.filter(({ weight }) => weight !== 'not-applicable');
}

function mapping({ finding, id, requirement }: Told): object {
  const { weight } = finding;
  const rationale = printable(`${finding.subject}: ${shortfallWords(finding)}`);
  if (weight === 'unknown')
    return { requirement, conformance: { score: 0, rationale }, confidence: { score: 0, rationale: 'not seen' } };
  const met = weight === 'pass';
  return {
    requirement,
    ...(met ? { claims: [`claim/${id}`] } : { counterClaims: [`claim/${id}`] }),
    conformance: { score: met ? 1 : 0, rationale },
    confidence: {
      score: CONFIDENCE[finding.requirement.confidence],
      rationale: `source: ${finding.requirement.confidence}`,
    },
  };
}

function claim({ finding, id, target, proofs }: Told): object {
  const reason =
    finding.waiver === undefined ? '' : ` Waived until ${finding.waiver.expires}: ${finding.waiver.reason}`;
  const reference = proofs.length === 0 ? {} : { evidence: [`evidence/${id}`] };
  return {
    'bom-ref': `claim/${id}`,
    target,
    predicate: printable(`${finding.requirement.says}: ${finding.weight === 'pass' ? 'holds' : 'does not hold'}`),
    reasoning: printable(`${finding.subject}: ${shortfallWords(finding)}${reason}`),
    ...reference,
  };
}

function evidence({ id, finding, proofs }: Told): object {
  return {
    'bom-ref': `evidence/${id}`,
    propertyName: finding.requirement.rule,
    description: proofs.join('\n'),
  };
}

function requirementRef(profile: string, requirement: string): string {
  return `requirement/${profile}/${requirement}`;
}

const CONFIDENCE = { H: 1, M: 0.6, L: 0.2 } as const;
const MOST_PROOFS = 10;
